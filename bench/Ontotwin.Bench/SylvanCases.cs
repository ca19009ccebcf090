using System.Text;
using Ontotwin.Sources;
using Ontotwin.Sources.Csv;
using Sylvan.Data.Csv;

namespace Ontotwin.Bench;

/// <summary>CSV beside Sylvan.Data.Csv, which keeps no bytes: both count the fields of the same rows and the characters in them.</summary>
internal static class SylvanCases
{
    private const int Rows = 400_000;

    public static void Run()
    {
        var csv = Samples.HeartRates(Rows);
        var skipped = csv.AsSpan().IndexOf((byte)'\n') + 1;
        skipped += csv.AsSpan(skipped).IndexOf((byte)'\n') + 1;
        csv = csv[skipped..];
        Measure.Print("CSV, fields counted / Sylvan.Data.Csv counting the same fields", "MB/s", csv.Length / 1e6, Measure.Best(() => Sylvan(csv)), Measure.Best(() => Ours(csv)));
    }

    private static long Sylvan(byte[] csv)
    {
        using var text = new StreamReader(new MemoryStream(csv, writable: false), Encoding.UTF8);
        using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { Delimiter = ';' });
        var characters = 0L;
        while (reader.Read())
        {
            for (var field = 0; field < reader.RowFieldCount; field++) { characters += 1 + reader.GetFieldSpan(field).Length; }
        }
        return characters;
    }

    private static long Ours(byte[] csv)
    {
        var characters = 0L;
        foreach (var item in CsvReader.Read(new SourceDocument("bench.csv", csv), new CsvOptions { Delimiter = ';', Encoding = "utf-8" }))
        {
            if (item.Record is not { } row) { continue; }
            for (var node = 1; node < row.NodeCount; node++) { characters += 1 + row.Utf8Of(node).Length; }
        }
        return characters;
    }
}
