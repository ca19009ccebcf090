using System.Globalization;
using System.Text;
using System.Xml;
using Ontotwin.Sources.Xml;

namespace Ontotwin.Sources.Tests.Xml;

public class XmlReaderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("ehr")]
    [InlineData("wearables")]
    [InlineData("terminology")]
    public void Every_element_and_attribute_of_every_file_is_what_an_independent_parser_reads(string folder)
    {
        var (files, values) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(SharedData.Require("dev", folder), "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".xml" or ".ccda"))
        {
            var bytes = File.ReadAllBytes(file);
            if (!XmlDocumentReader.LooksLike(bytes)) { continue; }
            var item = Assert.Single(XmlDocumentReader.Read(new SourceDocument(file, bytes)));
            if (item.Record is null)
            {
                // What another parser takes must be taken.
                Assert.ThrowsAny<XmlException>(() => Oracle(bytes));
                continue;
            }
            var expected = Oracle(bytes);
            var mine = Leaves(item.Record).ToList();
            Assert.Equal(expected, mine);
            (files, values) = (files + 1, values + mine.Count);
        }
        output.WriteLine($"{folder}: {files} files, {values} values equal");
        Assert.True(files > 0 && values > 50);
    }

    [Fact]
    public void An_export_of_apple_health_is_read_record_by_record_whatever_its_document_type_declares()
    {
        var document = new SourceDocument("export.xml", File.ReadAllBytes(SharedData.Require("dev", "wearables", "applehealthdata", "export6s3sample.xml")));
        var records = XmlDocumentReader.Read(document, new XmlOptions { At = At("/HealthData/Record") }).Select(i => i.Record!).ToList();
        var text = Encoding.UTF8.GetString(document.Bytes.Span);
        Assert.Equal(text.Split("<Record ").Length - 1, records.Count);
        var value = records[2].Root.First("@value");
        Assert.Equal("/HealthData/Record[3]/@value", value.Path);
        Assert.StartsWith("<Record ", text[(int)records[2].Bytes.Start..(int)records[2].Bytes.End], StringComparison.Ordinal);
        Assert.Equal(value.Text, text[(int)value.Bytes.Start..(int)value.Bytes.End]);
        Assert.All(records, r => Assert.True(r.NodeCount < 20));
    }

    [Fact]
    public void A_c_cda_is_read_by_the_paths_its_guide_uses()
    {
        var document = new SourceDocument("x", File.ReadAllBytes(SharedData.Require("dev", "ehr", "synthea-ccda-google", "valid_ccda_rev2_sample1.xml")));
        const string Results = "/ClinicalDocument/component/structuredBody/component/section[templateId/@root='2.16.840.1.113883.10.20.22.2.3.1']/entry/organizer/component/observation";
        var records = XmlDocumentReader.Read(document, new XmlOptions { At = At(Results) }).Select(i => i.Record!).ToList();
        Assert.True(records.Count > 10);
        Assert.All(records, r => Assert.NotEmpty(r.Root.First("code").First("@code").Text));
        Assert.All(records, r => Assert.Equal("observation", r.Root.Name));
        Assert.StartsWith("/ClinicalDocument/component", records[0].Root.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a>x<b/>y</a>", "xy")]
    [InlineData("<a>1 &lt; 2 &amp;&#x41;&#66;</a>", "1 < 2 &AB")]
    [InlineData("<a><![CDATA[<b>&amp;]]>c</a>", "<b>&amp;c")]
    [InlineData("<a>x<!-- no -->y<?no no?>z</a>", "xyz")]
    [InlineData("<a>l1\r\nl2\rl3</a>", "l1\nl2\nl3")]
    [InlineData("<a><b t='>'>x </b><c> y</c></a>", "x  y")]
    [InlineData("<?xml version='1.0'?><!-- c --><!DOCTYPE a [<!ELEMENT a (#PCDATA)><!-- ]> --><!ENTITY x \"]>\">]><a>t</a><!-- e -->", "t")]
    public void Text_is_what_a_reader_of_xml_sees(string xml, string text) => Assert.Equal(text, One(xml).Root.Text);

    [Fact]
    public void Attribute_values_are_normalised_and_know_their_bytes()
    {
        var field = One("<a x = 'p\n&quot;q&#10;'/>").Root.First("a").First("@x");
        Assert.Equal("p \"q\n", field.Text);
        Assert.Equal(("/a/@x", 8, 22), (field.Path, field.Bytes.Start, field.Bytes.End));
    }

    [Theory]
    [InlineData("<a><b></a>", 6)]
    [InlineData("<a x='1' x='2'/>", 9)]
    [InlineData("<a>&nbsp;</a>", 3)]
    [InlineData("<a>]]></a>", 3)]
    [InlineData("<a/><b/>", 4)]
    [InlineData("<a>", 3)]
    [InlineData("<a b></a>", 3)]
    [InlineData("<a b='<'/>", 6)]
    [InlineData("x<a/>", 0)]
    [InlineData("<a><!-- -- --></a>", 3)]
    [InlineData("<p:a/>", 1)]
    [InlineData("<a>&#0;</a>", 3)]
    [InlineData("<a>\u0001</a>", 3)]
    [InlineData("< a/>", 0)]
    [InlineData("<a b='1'c='2'/>", 8)]
    public void What_is_not_well_formed_says_where(string xml, int at)
    {
        Assert.ThrowsAny<XmlException>(() => Oracle(Encoding.UTF8.GetBytes(xml)));
        var item = XmlDocumentReader.Read(Document(xml)).Last();
        Assert.Null(item.Record);
        Assert.Contains(item.Diagnostics[0].Code, (string[])["OT3601", "OT3605"]);
        Assert.Equal(at, item.Diagnostics[0].Place!.Value.Bytes.Start);
    }

    [Fact]
    public void What_stands_before_an_error_stays()
    {
        var items = XmlDocumentReader.Read(Document("<r><a>1</a><a>2</a><a>3</b></r>"), new XmlOptions { At = At("/r/a") }).ToList();
        Assert.Equal(["1", "2", "OT3601"], items.Select(i => i.Record?.Root.Text ?? i.Diagnostics[0].Code));
    }

    [Fact]
    public void Nothing_is_fetched_and_no_entity_of_a_document_type_is_expanded()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "SECRET");
        var xxe = $"<!DOCTYPE r [<!ENTITY e SYSTEM \"{new Uri(secret).AbsoluteUri}\"><!ENTITY % p SYSTEM \"http://localhost:1/x\"> %p;]><r><a>1</a><a>&e;</a></r>";
        var items = XmlDocumentReader.Read(Document(xxe), new XmlOptions { At = At("/r/a") }).ToList();
        Assert.Equal(["1", "OT3605"], items.Select(i => i.Record?.Root.Text ?? i.Diagnostics[0].Code));
        File.Delete(secret);
    }

    [Fact]
    public void A_billion_laughs_is_one_diagnostic_at_once()
    {
        var laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 60; i++) { laughs.Append(CultureInfo.InvariantCulture, $"<!ENTITY l{i} \"&l{i - 1};&l{i - 1};&l{i - 1};\">"); }
        var before = GC.GetAllocatedBytesForCurrentThread();
        var item = Assert.Single(XmlDocumentReader.Read(Document(laughs + "]><r>&l59;</r>")));
        Assert.Equal("OT3605", item.Diagnostics[0].Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/a/b")]
    [InlineData("//b")]
    public void A_bomb_of_depth_is_one_diagnostic(string path)
    {
        var bomb = string.Concat(Enumerable.Repeat("<a>", 200_000)) + string.Concat(Enumerable.Repeat("</a>", 200_000));
        Assert.Equal("OT3602", Assert.Single(XmlDocumentReader.Read(Document(bomb), new XmlOptions { At = At(path) })).Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-16BE", "utf-16")]
    [InlineData("iso-8859-1", "ISO-8859-1")]
    [InlineData("utf-8", "UTF-8")]
    public void The_encoding_is_what_the_document_says(string name, string declared)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{declared}\"?><a é=\"ñ\">größe</a>")];
        var root = Assert.Single(XmlDocumentReader.Read(new SourceDocument("x", bytes))).Record!.Root.First("a");
        Assert.Equal(("größe", "ñ"), (root.Text, root.First("@é").Text));
        Assert.Equal("ñ", encoding.GetString(bytes[(int)root.First("@é").Bytes.Start..(int)root.First("@é").Bytes.End]));
        Assert.True(XmlDocumentReader.LooksLike(bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damaged_documents_are_read_or_rejected(int seed)
    {
        var random = new Random(seed);
        var original = Encoding.UTF8.GetBytes("<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'b'>]><r xmlns:p='u' p:x='1&amp;2'><!-- c --><a>t<![CDATA[x]]>é</a><p:b y='z'/><a>&#65;</a></r>");
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var changes = random.Next(0, 4); changes > 0; changes--)
            {
                var at = random.Next(bytes.Length);
                bytes = random.Next(3) switch { 0 => Set(bytes, at, (byte)random.Next(256)), 1 => Set(bytes, at, "<>&'\"/![]-?="u8[random.Next(12)]), _ => bytes[..Math.Max(1, at)] };
            }
            foreach (var item in XmlDocumentReader.Read(new SourceDocument("fuzz", bytes), new XmlOptions { At = At(round % 2 == 0 ? "/" : "/r/a") }))
            {
                if (item.Record is null) { Assert.NotEmpty(item.Diagnostics); continue; }
                read++;
                _ = Leaves(item.Record).ToList();
                for (var node = 0; node < item.Record.NodeCount; node++) { Assert.InRange(item.Record.BytesOf(node).End, item.Record.BytesOf(node).Start, bytes.Length); }
            }
        }
        Assert.True(read > 1000);
    }

    private static byte[] Set(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }

    private static SourceRecord One(string xml) => Assert.Single(XmlDocumentReader.Read(Document(xml))).Record!;

    private static SourceDocument Document(string xml) => new("x.xml", Encoding.UTF8.GetBytes(xml));

    private static XPath At(string path) => XPath.Parse(path).Value!;

    // Names with all text in them, and attributes, in document order.
    private static List<string> Oracle(byte[] bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
        var (values, open) = (new List<string>(), new Stack<(int At, string Name, StringBuilder Text)>());
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    open.Push((values.Count, reader.Name, new StringBuilder()));
                    values.Add("");
                    var isEmpty = reader.IsEmptyElement;
                    while (reader.MoveToNextAttribute())
                    {
                        if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/") { values.Add($"@{reader.Name}={reader.Value}"); }
                    }
                    if (isEmpty) { CloseElement(values, open); }
                    break;
                case XmlNodeType.EndElement: CloseElement(values, open); break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0: open.Peek().Text.Append(reader.Value); break;
            }
        }
        return values;
    }

    private static void CloseElement(List<string> values, Stack<(int At, string Name, StringBuilder Text)> open)
    {
        var (at, name, text) = open.Pop();
        values[at] = $"{name}={text}";
        if (open.Count > 0) { open.Peek().Text.Append(text); }
    }

    private static IEnumerable<string> Leaves(SourceRecord record)
    {
        for (var node = 0; node < record.NodeCount; node++)
        {
            var field = Find(record, node);
            if (field.Name.Length > 0 && field.Name != "text()") { yield return $"{field.Name}={field.Text}"; }
        }
    }

    private static Field Find(SourceRecord record, int node) => new(record, node);
}
