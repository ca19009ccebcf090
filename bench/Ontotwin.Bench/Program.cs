using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ontotwin.Bench;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;

// Each figure is a ratio to a floor measured in the same run: machines are noisy, ratios less so.
// Run from the repository's root: dotnet run --project bench/Ontotwin.Bench -c Release
Console.OutputEncoding = Encoding.UTF8;
var program = TwinCompiler.Compile(["mappings"], OntologyModel.Load("ontologies").Value!).Value!;

var hl7 = Samples.RepeatedMessage("samples/hl7v2/b-oru-lipids.hl7", 32 << 20);
var csv = Samples.HeartRates(400_000);
var bundle = File.ReadAllBytes("samples/fhir/b-riverside.json");

Figure("HL7 v2: read to trees, against IndexOfAny over the same bytes", hl7.Length,
    () => Floors.CountDelimiters(hl7), () => Count(Hl7v2Reader.Read(new SourceDocument("bench.hl7", hl7))));
Figure("CSV: read to rows, against counting fields by hand", csv.Length,
    () => Floors.CountCells(csv), () => Count(CsvReader.Read(new SourceDocument("pulseband-bench.csv", csv), new CsvOptions { Delimiter = ';', SkipRows = 2 })));
Figure("FHIR: read a bundle 200 times, against a bare Utf8JsonReader pass", bundle.Length * 200L,
    () => Repeat(200, () => Floors.CountTokens(bundle)), () => Repeat(200, () => Count(FhirReader.Read(new SourceDocument("bench.json", bundle)))));
Figure("CSV: mapped to samples with origins, against reading its rows", csv.Length,
    () => Count(CsvReader.Read(new SourceDocument("pulseband-bench.csv", csv), new CsvOptions { Delimiter = ';', SkipRows = 2 })), () => MapAll("pulseband-bench.csv", csv));
Figure("HL7 v2: mapped to facts with origins, against reading the messages", hl7.Length / 16,
    () => Count(Hl7v2Reader.Read(new SourceDocument("bench.hl7", hl7.AsMemory(0, hl7.Length / 16)))), () => MapAll("bench.hl7", hl7.AsSpan(0, hl7.Length / 16).ToArray()));

long MapAll(string name, byte[] bytes)
{
    var iris = new IriMaker(new byte[32]);
    var mapper = new Mapper(new MappingServices(program, new IdentityTable(iris), iris));
    return new DocumentReader(program).Read(new SourceDocument(name, bytes)).Sum(item => item.Record is { } record ? mapper.Map(record).FactCount : 0L);
}

static long Count(IEnumerable<SourceItem> items) => items.Sum(i => i.Record?.NodeCount ?? 0L);

static long Repeat(int times, Func<long> work)
{
    var sum = 0L;
    for (var i = 0; i < times; i++) { sum += work(); }
    return sum;
}

// The better of three runs of each, one after the other; the results are printed so that nobody can leave the work out.
static void Figure(string what, long bytes, Func<long> floor, Func<long> ours)
{
    var (floorMs, oursMs, floorResult, oursResult) = (double.MaxValue, double.MaxValue, 0L, 0L);
    for (var run = 0; run < 3; run++)
    {
        floorMs = Math.Min(floorMs, Time(floor, out floorResult));
        oursMs = Math.Min(oursMs, Time(ours, out oursResult));
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\n  floor {bytes / floorMs / 1000:F0} MB/s ({floorResult}), ours {bytes / oursMs / 1000:F0} MB/s ({oursResult}), ratio {floorMs / oursMs:F2}"));
}

static double Time(Func<long> work, out long result)
{
    GC.Collect();
    var watch = Stopwatch.StartNew();
    result = work();
    return watch.Elapsed.TotalMilliseconds;
}
