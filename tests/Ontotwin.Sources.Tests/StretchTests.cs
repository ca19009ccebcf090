using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Xml;
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
    [InlineData(20_000)]
    public void DICOM_without_its_bulk_data(int stretch)
    {
        var files = 0;
        foreach (var file in Files("dev", "dicom").Where(f => new FileInfo(f).Length < 1 << 20 && DicomReader.LooksLike(File.ReadAllBytes(f))))
        {
            var bytes = File.ReadAllBytes(file);
            if (!DicomReader.ReadsInStretches(bytes)) { continue; }
            files++;
            Same(file, DicomReader.Read(new SourceDocument(file, bytes)), DicomReader.ReadStretches(Large(file, bytes, stretch)));
        }
        Assert.True(files > 200, $"{files} files");
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
            Same("t.ndjson", FhirReader.Read(new SourceDocument("t.ndjson", bytes)), FhirReader.ReadStretches(Large("t.ndjson", bytes, stretch)));
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(3000)]
    public void JSON_of_every_vendor(int stretch)
    {
        string[] paths = ["$[*]", "$.*", "$.*[*]", "$.*.*", "$.data[0]", "$.body.measuregrps[*].measures[*]"];
        var (files, streamed) = (0, 0);
        foreach (var file in Files("dev", "wearables").Where(f => f.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            var bytes = File.ReadAllBytes(file);
            files++;
            foreach (var options in paths.Select(p => new JsonOptions { At = JsonPath.Parse(p).Value }))
            {
                if (!JsonReader.ReadsInStretches(bytes, options)) { continue; }
                streamed++;
                Same(file, JsonReader.Read(new SourceDocument(file, bytes), options), JsonReader.ReadStretches(Large(file, bytes, stretch), options));
            }
        }
        Assert.True(files > 40 && streamed >= files * 3, $"{files} files, {streamed} times");
    }

    [Theory]
    [InlineData("$.a[*]", """{"x":{"a":[1,{"b":"]}"}]},"a":[{"b":"\u00e4 \"q\""},[1,2,[3]],null,12.5e3,"tail"],"z":0}""")]
    [InlineData("$.a.b", """{"a":{"b":{"deep":{"er":[true,false]}},"c":1},"d":"e"}""")]
    [InlineData("$.a[1]", """{"a":[1,{"k":2},3]} {"a":[4,5]} {"a":6}""")]
    [InlineData("$.a[*]", """{"a":[{"b":1},{"b":2},{"b":}]}""")]
    [InlineData("$.a[*]", """{"a":[{"b":1},{"b":2},{"b":3""")]
    [InlineData("$.a[?@.b > 1]", """{"a":[{"b":1},{"b":2},{"b":3}]}""")]
    [InlineData("$.none", """{"a":[{"b":1}]}""")]
    [InlineData("$.a", "")]
    public void JSON_cut_at_every_place(string path, string text)
    {
        var options = new JsonOptions { At = JsonPath.Parse(path).Value };
        for (var pad = 0; pad < 70; pad++)
        {
            var bytes = Encoding.UTF8.GetBytes((pad % 2 == 0 ? "" : "\uFEFF") + new string(' ', pad) + text);
            Assert.True(JsonReader.ReadsInStretches(bytes, options));
            Same("t.json", JsonReader.Read(new SourceDocument("t.json", bytes), options), JsonReader.ReadStretches(Large("t.json", bytes, 64), options));
        }
    }

    [Fact]
    public void Lines_of_JSON_cut_at_every_place()
    {
        var options = new JsonOptions { At = JsonPath.Parse("$.a[*].b").Value };
        for (var stretch = 64; stretch < 200; stretch++)
        {
            string[] lines = ["{\"a\":[{\"b\":1}]}", "{\"a\":[{\"b\":2},}", "", "{\"a\":[{\"b\":\"" + new string('x', stretch) + "\"},{\"b\":null}]}\r", "{\"a\":[]}", "{\"a\":[{\"b\":3}]"];
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            Same("t.json", JsonReader.Read(new SourceDocument("t.json", bytes), options), JsonReader.ReadStretches(Large("t.json", bytes, stretch), options));
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(5000)]
    public void XML_of_every_sender(int stretch)
    {
        string[] paths = ["/HealthData/Record", "/HealthData/*", "/ClinicalDocument/component", "/ClinicalDocument/recordTarget/patientRole/id", "/ClinicalDocument//value", "/HealthData/Record[@unit='count']/@value"];
        var (files, records) = (0, 0);
        foreach (var file in Files("dev").Where(f => f.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
        {
            var bytes = File.ReadAllBytes(file).Take(2_000_000).ToArray();
            files++;
            foreach (var options in paths.Select(p => new XmlOptions { At = XPath.Parse(p).Value }))
            {
                if (!XmlDocumentReader.ReadsInStretches(bytes, options)) { continue; }
                records += Same(file, XmlDocumentReader.Read(new SourceDocument(file, bytes), options), XmlDocumentReader.ReadStretches(Large(file, bytes, stretch), options));
            }
        }
        Assert.True(files > 20 && records >= 140, $"{files} files, {records} records");
    }

    [Theory]
    [InlineData("/a/b", """<?xml version="1.0"?><!-- é --><!DOCTYPE a [<!ENTITY x "]>">]><a><b c="1" d='&lt;2'>t<![CDATA[ <x>]] ]]>&amp;<!-- in --><?pi ?>u</b><n><b/></n><b/><b><b>2</b></b></a><!-- end -->""")]
    [InlineData("/a/p:b", """<a xmlns:p="urn:1"><p:b><p:c xmlns:p="urn:2" p:d="1"/></p:b><q:b xmlns:q="urn:1">x</q:b></a>""")]
    [InlineData("/a/b", """<a><b>1</b><b>2</c></a>""")]
    [InlineData("/a/b", """<a><b>1</b><b>2</b>&nbsp;</a>""")]
    [InlineData("/a/b", """<a><b>1</b><b x="2" x="3"/></a>""")]
    [InlineData("/a/b", """<a><b>1</b><b>2""")]
    [InlineData("/a/b", """<a><c>1</c></a>""")]
    [InlineData("/a/b", """<a><b>1</b></a><a/>""")]
    [InlineData("/a/b", "")]
    public void XML_cut_at_every_place(string path, string text)
    {
        var options = new XmlOptions { At = XPath.Parse(path, new Dictionary<string, string> { ["p"] = "urn:1" }).Value };
        for (var pad = 0; pad < 70; pad++)
        {
            // White space may not stand before a declaration.
            var padded = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.Insert(text.IndexOf("?>", StringComparison.Ordinal) + 2, new string('\n', pad)) : new string(' ', pad) + text;
            var bytes = Encoding.UTF8.GetBytes(padded);
            Same("t.xml", XmlDocumentReader.Read(new SourceDocument("t.xml", bytes), options), XmlDocumentReader.ReadStretches(Large("t.xml", bytes, 64), options));
        }
    }

    [Fact]
    public void A_value_is_good_until_the_second_one_after_it()
    {
        // Between values lies what is passed over, longer than two stretches.
        var text = "{\"a\":[" + string.Join(",\n", Enumerable.Range(0, 40).Select(i => $"{{\"v\":\"v{i}\"}},{{\"x\":\"{new string('-', i * 13)}\"}}")) + "]}";
        var options = new JsonOptions { At = JsonPath.Parse("$.a[?@.v]").Value };
        SourceRecord? before = null;
        var count = 0;
        foreach (var item in JsonReader.ReadStretches(Large("t.json", Encoding.UTF8.GetBytes(text), 64), options))
        {
            Assert.Equal($"v{count}", item.Record!.Root.First("v").Text);
            if (before is not null) { Assert.Equal($"v{count - 1}", before.Root.First("v").Text); }
            (before, count) = (item.Record, count + 1);
        }
        Assert.Equal(40, count);
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
    private static int Same(string file, IEnumerable<SourceItem> whole, IEnumerable<SourceItem> stretches)
    {
        var count = 0;
        using var expected = whole.Select(Written).GetEnumerator();
        foreach (var item in stretches.Select(Written))
        {
            Assert.True(expected.MoveNext(), $"{file}: more records in stretches: {item}");
            Assert.True(expected.Current == item, $"{file}:\nwhole    {expected.Current}\nstretches {item}");
            count++;
        }
        Assert.False(expected.MoveNext(), $"{file}: fewer records in stretches");
        return count;
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
