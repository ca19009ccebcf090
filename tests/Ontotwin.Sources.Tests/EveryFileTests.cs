using System.Globalization;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Xml;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tests;

/// <summary>Every file of the development data by its own reader: records and rejects by origin, every diagnostic with its place in the file, no exception.</summary>
public sealed class EveryFileTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("hl7v2", 1_200)]
    [InlineData("dicom", 280)]
    [InlineData("wearables", 140)]
    [InlineData("ehr", 450)]
    public void Files_are_read_to_the_end(string tree, int least)
    {
        var root = SharedData.Require("dev", tree);
        var rows = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(root, file);
            var origin = relative.Contains('/', StringComparison.Ordinal) ? relative[..relative.IndexOf('/', StringComparison.Ordinal)] : ".";
            if (!rows.TryGetValue(origin, out var tally)) { rows[origin] = tally = new Tally(); }
            tally.Files++;
            Read(file, tally);
        }
        foreach (var (origin, t) in rows)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {tree}/{origin} | {t.Files} files | {t.Texts} of no format | {t.Records} records | {t.Rejects} rejects | {t.Remarks} remarks | {t.Nodes} nodes |"));
        }
        Assert.True(rows.Values.Sum(t => t.Files) >= least);
        // A reject is a document, or a stretch of it, that its format does not allow.
        Assert.True(rows.Values.Sum(t => t.Records) > 20 * rows.Values.Sum(t => t.Rejects));
    }

    private static void Read(string file, Tally tally)
    {
        var bytes = File.ReadAllBytes(file);
        if (ReaderOf(file, bytes) is not { } read) { tally.Texts++; return; }
        foreach (var item in read(new SourceDocument(file, bytes)))
        {
            if (item.Record is { } record)
            {
                tally.Records++;
                tally.Nodes += record.NodeCount;
                Assert.True(IsWithin(record.Bytes, bytes.Length));
            }
            else
            {
                tally.Rejects++;
                Assert.NotEmpty(item.Diagnostics);
            }
            tally.Remarks += item.Diagnostics.Count;
            Assert.All(item.Diagnostics, d => Assert.True(d.Code.Length == 6 && d.Place is { } place && place.Document == file && IsWithin(place.Bytes, bytes.Length), $"{file}: {d}"));
        }
    }

    private static bool IsWithin(ByteRange bytes, long length) => bytes.Start >= 0 && bytes.Start <= bytes.End && bytes.End <= length;

    // As the command does it by the first bytes; of what has no signs of its own, tables are known by their names.
    private static Func<SourceDocument, IEnumerable<SourceItem>>? ReaderOf(string file, byte[] bytes) =>
        DicomReader.LooksLike(bytes) ? DicomReader.Read
        : Hl7v2Reader.LooksLike(bytes) ? Hl7v2Reader.Read
        : FhirReader.LooksLike(bytes) ? FhirReader.Read
        : JsonReader.LooksLike(bytes) ? d => JsonReader.Read(d)
        : XmlDocumentReader.LooksLike(bytes) ? d => XmlDocumentReader.Read(d)
        : bytes.Length > 0 && Path.GetExtension(file) is ".csv" ? d => CsvReader.Read(d)
        : null;

    private sealed class Tally
    {
        public int Files;
        public int Texts;
        public int Records;
        public int Rejects;
        public int Remarks;
        public long Nodes;
    }
}
