using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests;

/// <summary>Real files to the end (damaged ones: Fuzzing): nothing escapes, every byte but those of batch lines lies in an item, every value re-reads from its bytes.</summary>
public class RobustnessTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("hl7v2", true)]
    [InlineData("wearables", false)]
    public void Every_real_file_is_read_to_the_end(string folder, bool isHl7)
    {
        var (files, records, rejects, remarks) = (0, 0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(SharedData.Require("dev", folder), "*", SearchOption.AllDirectories))
        {
            var document = new SourceDocument(Path.GetFileName(file), File.ReadAllBytes(file));
            files++;
            foreach (var item in Walk(document, isHl7 ? Hl7v2Reader.Read(document) : CsvReader.Read(document)))
            {
                if (item.Record is null) { rejects++; } else { records++; }
                remarks += item.Diagnostics.Count;
            }
        }
        output.WriteLine($"{folder}: {files} files, {records} records, {rejects} rejects, {remarks} remarks");
        Assert.True(files > 100 && records > 500);
    }

    private static IEnumerable<SourceItem> Walk(SourceDocument document, IEnumerable<SourceItem> items)
    {
        long covered = 0;
        foreach (var item in items)
        {
            Assert.All(item.Diagnostics, d => Assert.True(d.Place is { } p && p.Bytes.Start >= 0 && p.Bytes.Start <= p.Bytes.End
                && p.Bytes.End <= document.Bytes.Length));
            var stretch = item.Record?.Bytes ?? item.Diagnostics[^1].Place!.Value.Bytes;
            Assert.True(IsPassedOver(document, covered, stretch.Start));
            covered = stretch.End;
            if (item.Record is { } record) { WalkRecord(document, record); }
            yield return item;
        }
        Assert.True(IsPassedOver(document, covered, document.Bytes.Length));
    }

    // Nothing, or whole batch lines of HL7 v2.
    private static bool IsPassedOver(SourceDocument document, long start, long end)
    {
        if (start > end) { return false; }
        var lines = Encoding.Latin1.GetString(document.Bytes.Span[(int)start..(int)end]).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return start == end || (lines.Length > 0 && lines.All(line => line.TrimStart('\u00EF', '\u00BB', '\u00BF') is ['F' or 'B', 'H' or 'T', 'S', '|' or '^', ..]));
    }

    private static void WalkRecord(SourceDocument document, SourceRecord record)
    {
        // A huge record's paths count siblings: look at a sample of them.
        var step = 1 + (record.NodeCount / 500);
        for (var node = 0; node < record.NodeCount; node += step)
        {
            var bytes = record.BytesOf(node);
            Assert.True(bytes.Start >= 0 && bytes.Start <= bytes.End && bytes.End <= document.Bytes.Length);
            var text = record.TextOf(node);
            Assert.True(text.Length == 0 || record.StateOf(node) == FieldState.Value);
            Assert.NotNull(record.PathOf(node));
            var parent = record.ParentOf(node);
            Assert.True(parent < node);
            var name = record.NameOf(node);
            if (parent >= 0) { Assert.True(record.FirstChild(parent, name) is >= 0 and var first && first <= node); }
            for (var child = record.FirstChild(node, null); child >= 0; child = record.NextSibling(child, null)) { Assert.Equal(node, record.ParentOf(child)); }
        }
    }
}
