using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tests;

/// <summary>Read in stretches = read whole: the same records, values, places and remarks, however short the stretches are.</summary>
public sealed class StretchTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void HL7_v2_of_every_sender(int stretch)
    {
        var files = 0;
        foreach (var file in Files("dev", "hl7v2").Where(f => Hl7v2Reader.LooksLike(File.ReadAllBytes(f))))
        {
            var bytes = File.ReadAllBytes(file);
            if (!Hl7v2Reader.ReadsInStretches(bytes)) { continue; }
            files++;
            Same(file, Hl7v2Reader.Read(new SourceDocument(file, bytes)), Hl7v2Reader.ReadStretches(Large(file, bytes, stretch)));
        }
        Assert.True(files >= 600, $"{files} files");
    }

    [Theory]
    [InlineData(64)]
    [InlineData(3000)]
    public void Delimited_text_of_every_device(int stretch)
    {
        var files = 0;
        foreach (var file in Files("dev", "wearables").Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
        {
            var bytes = File.ReadAllBytes(file).Take(200_000).ToArray();
            // What a file without a name for its encoding is read in is told by all of it: here it is said.
            var options = new CsvOptions { Encoding = System.Text.Unicode.Utf8.IsValid(bytes) ? "utf-8" : "windows-1252" };
            if (bytes is [0xFF or 0xFE, ..]) { continue; }
            files++;
            Same(file, CsvReader.Read(new SourceDocument(file, bytes), options), CsvReader.ReadStretches(Large(file, bytes, stretch), options));
        }
        Assert.True(files > 40, $"{files} files");
    }

    [Theory]
    [InlineData("a,b\r\n1,\"x\r\ny\"\r\n\r\n\r\n2,z")]
    [InlineData("a,b\r1,2\r\r3,4\r")]
    [InlineData("a,b\n1,\"never closed\n2,3\n4,5\n")]
    [InlineData("\uFEFFsep=;\na;b\n1;2\n\n3;\"ä \"\"ö\"\"\"\n")]
    [InlineData("a,a\n1\n1,2,3\n")]
    [InlineData("")]
    [InlineData("a,b\n")]
    public void Delimited_text_cut_at_every_place(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var pad = 0; pad < 70; pad++)
        {
            // A remark before the table moves the cuts.
            var padded = Encoding.UTF8.GetBytes("#" + new string('x', pad) + "\n").Concat(bytes).ToArray();
            var options = new CsvOptions { CommentPrefix = "#" };
            Same("t.csv", CsvReader.Read(new SourceDocument("t.csv", padded), options), CsvReader.ReadStretches(Large("t.csv", padded, 64), options));
        }
    }

    [Fact]
    public void A_row_is_good_until_the_second_one_after_it()
    {
        var bytes = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},v{i}{(i % 3 == 0 ? ",more" : "")}\n")));
        CsvRow? before = null;
        foreach (var item in CsvReader.ReadStretches(Large("t.csv", bytes, 64)))
        {
            var row = (CsvRow)item.Record!;
            Assert.Equal($"v{row.Number - 1}", row.Root.First("b").Text);
            if (before is not null) { Assert.Equal(($"v{row.Number - 2}", row.Number - 1, row.Line - 1), (before.Root.First("b").Text, before.Number, before.Line)); }
            before = row;
        }
        Assert.Equal(40, before!.Number);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(5000)]
    public void Resources_a_line_each(int stretch)
    {
        string[] lines =
        [
            "{\"resourceType\":\"Patient\",\"id\":\"1\",\"name\":[{\"family\":\"Ä\"}]}", "", "{\"resourceType\":\"Patient\",\"id\":", "{\"id\":\"no type\"}",
            "{\"resourceType\":\"Observation\",\"id\":\"2\",\"text\":\"" + new string('x', 900) + "\"} tail", "\r", "{\"resourceType\":\"Patient\",\"id\":\"3\"}",
        ];
        foreach (var end in new[] { "\n", "\r\n" })
        {
            var bytes = Encoding.UTF8.GetBytes("\uFEFF" + string.Join(end, lines));
            Assert.True(FhirReader.ReadsInStretches(bytes));
            Same("t.ndjson", FhirReader.Read(new SourceDocument("t.ndjson", bytes)), FhirReader.ReadStretches(Large("t.ndjson", bytes, stretch)));
        }
    }

    [Fact]
    public void The_hash_is_that_of_the_whole_document()
    {
        var bytes = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 100)));
        var hash = new SourceDocument("t.csv", bytes).Hash;
        Assert.All(CsvReader.ReadStretches(Large("t.csv", bytes, 64)), item => Assert.Equal(hash, item.Record!.Document.Hash));
    }

    private static IEnumerable<string> Files(params string[] folder) => Directory.EnumerateFiles(SharedData.Require(folder), "*", SearchOption.AllDirectories);

    private static LargeDocument Large(string name, byte[] bytes, int stretch) => new(name, () => new MemoryStream(bytes, writable: false)) { StretchBytes = stretch };

    // A record of a stretch is good until the second one after it: each is written down as it comes.
    private static void Same(string file, IEnumerable<SourceItem> whole, IEnumerable<SourceItem> stretches)
    {
        using var expected = whole.Select(Written).GetEnumerator();
        foreach (var item in stretches.Select(Written))
        {
            Assert.True(expected.MoveNext(), $"{file}: more records in stretches: {item}");
            Assert.True(expected.Current == item, $"{file}:\nwhole    {expected.Current}\nstretches {item}");
        }
        Assert.False(expected.MoveNext(), $"{file}: fewer records in stretches");
    }

    private static string Written(SourceItem item)
    {
        var text = new StringBuilder();
        if (item.Record is { } record)
        {
            text.Append(record.Number).Append(' ').Append(record.Type).Append(' ').Append(record.Bytes);
            for (var node = 0; node < record.NodeCount; node++) { text.Append('|').Append(record.PathOf(node)).Append(' ').Append(record.BytesOf(node)).Append(' ').Append(record.TextOf(node)); }
        }
        // Places that stand for the whole document differ: a stretch knows only itself.
        foreach (var remark in item.Diagnostics) { text.Append('\n').Append(remark.Code).Append(' ').Append(remark.Message).Append(remark.Place is { Path.Length: > 0 } place ? place : ""); }
        return text.ToString();
    }
}
