using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Bench;

/// <summary>Reading alone, before any mapping.</summary>
internal static class ReadingCases
{
    public static void Run()
    {
        var hl7 = Samples.RepeatedMessage("samples/hl7v2/b-oru-lipids.hl7", 32 << 20);
        var csv = Samples.HeartRates(400_000);
        Measure.Print("HL7 v2 read to trees / IndexOfAny over the same bytes", "MB/s", hl7.Length / 1e6,
            Measure.Best(() => Floors.CountDelimiters(hl7)), Measure.Best(() => Count(Hl7v2Reader.Read(new SourceDocument("bench.hl7", hl7)))));
        Measure.Print("CSV read to rows / counting cells by hand", "MB/s", csv.Length / 1e6, Measure.Best(() => Floors.CountCells(csv)),
            Measure.Best(() => Count(CsvReader.Read(new SourceDocument("pulseband-bench.csv", csv), new CsvOptions { Delimiter = ';', SkipRows = 2 }))));
    }

    public static long Count(IEnumerable<SourceItem> items) => items.Sum(i => i.Record?.NodeCount ?? 0L);
}
