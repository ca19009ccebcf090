using System.Globalization;
using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Json;
using Ontotwin.Sources.Tests.Dicom;
using Ontotwin.Sources.Xml;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tests;

/// <summary>Reading a document and asking each of its nodes for all that it tells costs time in proportion to the document: four times the siblings are no sixteen times the work.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class LinearCostTests(ITestOutputHelper output)
{
    private const int Few = 10_000, Times = 4, Tries = 4;
    // The square costs sixteen times as much; memory beyond the cache makes four times the work seem nine.
    private const double MostRatio = 12, MostMs = 3_000;

    // Below this the clock tells more of the machine than of the document.
    private const double LeastMs = 150;

    private static readonly Dictionary<string, Func<int, IEnumerable<SourceItem>>> Shapes = new()
    {
        ["hl7v2: segments of one name"] = n => Hl7($"{Header}PID|1\rOBR|1\r{Each(n, i => $"OBX|{i}|NM|a^b||{i}\r")}"),
        ["hl7v2: groups of one name"] = n => Hl7($"{Header}PID|1\r{Each(n, i => $"OBR|{i}\rOBX|1|ST|a||{i}\r")}"),
        ["hl7v2: segments of many names"] = n => Hl7($"{Header}{Each(n, i => $"Z{(char)('A' + (i / 26 % 26))}{(char)('A' + (i % 26))}|{i}\r")}"),
        ["hl7v2: segments out of place"] = n => Hl7($"{Header}{Each(n, i => i % 2 == 0 ? "PV1|1\r" : "SPM|1\r")}"),
        ["hl7v2: repetitions"] = n => Hl7($"{Header}PID|1||{Each(n, i => $"{i}^^^A~")}\r"),
        ["hl7v2: fields"] = n => Hl7($"{Header}PID|{Each(n, i => $"{i}|")}\r"),
        ["hl7v2: components and their parts"] = n => Hl7($"{Header}PID|1||{Each(n, i => $"{i}&x^")}\r"),
        ["hl7v2: messages"] = n => Hl7(Each(n / 4, i => $"{Header}PID|{i}\r")),
        ["hl7v2: escapes"] = n => Hl7($"{Header}NTE|1||{Each(n, _ => "\\F\\\\XC3BC\\\\.br\\")}\r"),
        ["hl7v2: escapes of what is no character"] = n => Hl7($"{Header}NTE|1||{Each(n, _ => "\\XFF\\~")}\r"),
        ["csv: rows"] = n => CsvReader.Read(Text($"a,b\n{Each(n, i => $"{i},\"x\"\"\"\n")}")),
        ["csv: columns of many names"] = n => CsvReader.Read(Text($"{Each(n, i => $"c{i},")}\n{Each(n, i => $"{i},")}\n")),
        ["csv: columns of one name"] = n => CsvReader.Read(Text($"{Each(n, _ => "c,")}\n{Each(n, i => $"{i},")}\n")),
        ["csv: columns without a name"] = n => CsvReader.Read(Text($"a,b{Each(n, _ => ",")}\n{Each(n, i => $"{i},")}\n")),
        ["csv: quotes that are not closed"] = n => CsvReader.Read(Text($"a,b\n{Each(n, _ => "\"x,1\n")}")),
        ["json: elements"] = n => JsonReader.Read(Text($"[{Each(n, i => $"{i},")}0]")),
        ["json: members of many names"] = n => JsonReader.Read(Text($"{{{Each(n, i => $"\"n{i}\":{i},")}\"z\":0}}")),
        ["json: members of one name"] = n => JsonReader.Read(Text($"{{{Each(n, i => $"\"n\":\"\\n{i}\",")}\"z\":0}}")),
        ["json: arrays in arrays"] = n => JsonReader.Read(Text($"{{\"a\":[{Each(n / 50, _ => new string('[', 50) + "1" + new string(']', 50) + ",")}0]}}")),
        ["json: lines"] = n => JsonReader.Read(Text(Each(n, i => $"{{\"n\":{i}}}\n"))),
        ["json: matches of a path"] = n => JsonReader.Read(Text($"{{\"a\":[{Each(n, i => $"{{\"b\":{i}}},")}0]}}"), new() { At = JsonPath.Parse("$.a[*]").Value }),
        ["json: matches anywhere"] = n => JsonReader.Read(Text($"{{\"a\":[{Each(n, i => $"{{\"b\":{i}}},")}0]}}"), new() { At = JsonPath.Parse("$..b").Value }),
        ["xml: elements of one name"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n, i => $"<b>{i}&lt;</b>")}</a>")),
        ["xml: elements of many names"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n, i => $"<b{i}>{i}</b{i}>")}</a>")),
        ["xml: each with a twin far away"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n / 2, i => $"<b{i}/>")}{Each(n / 2, i => $"<b{i}/>")}</a>")),
        ["xml: attributes"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n / 500, i => $"<b {Each(500, k => $"a{k}=\"{i}\" ")}/>")}</a>")),
        ["xml: texts between elements"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n, i => $"x<b/>&amp;{i}")}</a>")),
        ["xml: elements in elements"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n / 100, _ => string.Concat(Enumerable.Repeat("<b>", 100)) + "x" + string.Concat(Enumerable.Repeat("</b>", 100)))}</a>")),
        ["xml: declarations of prefixes"] = n => XmlDocumentReader.Read(Text($"{Each(40, i => $"<a {Each(n / 40, k => $"xmlns:p{i}x{k}=\"u\" ")}>")}{Each(n, _ => "<b/>")}{Each(40, _ => "</a>")}")),
        ["xml: colons in a name"] = n => XmlDocumentReader.Read(Text($"<a xmlns:a=\"u\"><{Each(n, _ => "a:")}a/></a>")),
        ["xml: matches of a path"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n, i => $"<b{i % 7}><c>{i}</c></b{i % 7}>")}</a>"), new() { At = XPath.Parse("/a/b1").Value }),
        ["xml: matches anywhere"] = n => XmlDocumentReader.Read(Text($"<a>{Each(n, i => $"<b><c>{i}</c></b>")}</a>"), new() { At = XPath.Parse("//c").Value }),
        ["fhir: repetitions"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Patient\",\"identifier\":[{Each(n, i => $"{{\"value\":\"{i}\"}},")}{{}}]}}")),
        ["fhir: members of many names"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Patient\",{Each(n, i => $"\"n{i}\":{i},")}\"z\":0}}")),
        ["fhir: members of one name"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Patient\",{Each(n, i => $"\"n\":{i},")}\"z\":0}}")),
        ["fhir: extensions of primitives"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Patient\",\"given\":[{Each(n, _ => "\"x\",")}\"\"],\"_given\":[{Each(n, _ => "{\"id\":\"y\"},")}null]}}")),
        ["fhir: extensions of many primitives"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Patient\",{Each(n, i => $"\"n{i}\":1,")}{Each(n, i => $"\"_n{i}\":{{\"id\":\"y\"}},")}\"z\":0}}")),
        ["fhir: foci before the type"] = n => FhirReader.Read(Text($"{{\"focus\":[{Each(n, _ => "{\"reference\":\"#a\"},")}{{}}],\"resourceType\":\"Observation\"}}")),
        ["fhir: entries that refer"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Bundle\",\"entry\":[{Each(n / 2, i => $"{{\"fullUrl\":\"urn:x:{i}\",\"resource\":{{\"resourceType\":\"Group\",\"id\":\"{i}\",\"focus\":{{\"reference\":\"urn:x:{n - i}\"}}}}}},")}{{}}]}}")),
        ["fhir: contained and referred to"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"List\",\"contained\":[{Each(n / 2, i => $"{{\"resourceType\":\"Group\",\"id\":\"{i}\"}},")}{{}}],\"entry\":[{Each(n / 2, i => $"{{\"item\":{{\"reference\":\"#{i}\"}}}},")}{{}}]}}")),
        ["fhir: attachments"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Patient\",\"photo\":[{Each(n, _ => "{\"contentType\":\"a/b\",\"data\":\"AAAA\"},")}{{}}]}}")),
        ["fhir: addresses of bundles"] = n => FhirReader.Read(Text($"{{\"resourceType\":\"Bundle\",\"entry\":[{Each(n / 2, i => $"{{\"fullUrl\":\"http://s/Group/{i}\",\"resource\":{{\"resourceType\":\"Group\",\"id\":\"{i}\",\"focus\":{{\"reference\":\"Group/{n - i}\"}}}}}},")}{{}}]}}")),
        ["ndjson: lines"] = n => FhirReader.Read(Text(Each(n, i => $"{{\"resourceType\":\"Patient\",\"id\":\"{i}\"}}\n"))),
        ["fhir xml: repetitions"] = n => FhirReader.Read(Text($"<Patient xmlns=\"http://hl7.org/fhir\">{Each(n, i => $"<identifier><value value=\"{i}\"/></identifier>")}</Patient>")),
        ["fhir xml: elements of many names"] = n => FhirReader.Read(Text($"<Patient xmlns=\"http://hl7.org/fhir\">{Each(n, i => $"<n{i} value=\"&amp;{i}\"/>")}</Patient>")),
        ["dicom: elements"] = n => Dicom(n, i => DicomReaderTests.Element(0x00110000u + (uint)(0x1000 + i), "LO", "x")),
        ["dicom: private elements with creators"] = n => Dicom(n, i => i % 2 == 0 ? DicomReaderTests.Element((uint)(((0x11 + (i / 240 * 2)) << 16) | (0x10 + (i % 240))), "LO", "me") : []),
        ["dicom: values"] = n => Dicom(1, _ => DicomReaderTests.Element(0x00104000u, "UC", Encoding.ASCII.GetBytes(Each(n, i => $"{i}\\")))),
        ["dicom: numbers"] = n => Dicom(1, _ => DicomReaderTests.Element(0x00189810u, "UN", new byte[8 * n])),
        ["dicom: names"] = n => Dicom(n, i => DicomReaderTests.Element(0x00110000u + (uint)(0x1000 + i), "PN", "A^B=C^D")),
        ["dicom: items"] = n => Dicom(1, _ => DicomReaderTests.Element(0x0040A730u, "SQ", Join(n, _ => DicomReaderTests.Item(DicomReaderTests.Element(0x0040A160, "UT", "xx"u8.ToArray()))))),
        ["dicom: fragments"] = n => Dicom(1, _ => DicomReaderTests.Element(0x7FE00010u, "OB", [.. Join(n, _ => DicomReaderTests.Item([1, 2])), 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], uint.MaxValue)),
    };

    private const string Header = "MSH|^~\\&|A||||||ORU^R01^ORU_R01|1|P|2.5.1||||||UNICODE UTF-8\r";

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Cost_is_in_proportion_to_the_document(string shape) => Hold(shape, Few, Shapes[shape], Walk);

    [Fact]
    public void Cost_of_validation_is_in_proportion_to_the_faults() =>
        Hold("faults", Few / 10, n => FhirReader.Read(Text($"{{\"resourceType\":\"Patient\",\"contact\":[{Each(n, i => $"{{\"gender\":\"g{i}\"}},")}{{}}]}}")), items => _ = items.Sum(item => FhirValidation.Check(item.Record!).Count()));

    private void Hold(string shape, int count, Func<int, IEnumerable<SourceItem>> make, Action<IEnumerable<SourceItem>> use)
    {
        var (few, many) = (make(count), make(count * Times));
        use(few);
        var fewMs = ThreadClock.BestMs(() => use(few), enoughMs: 0, Tries);
        var manyMs = ThreadClock.BestMs(() => use(many), Math.Max(LeastMs, fewMs * MostRatio), Tries);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape}: {fewMs:F1} ms, {manyMs:F1} ms, {manyMs / fewMs:F1} times"));
        Assert.True(manyMs <= MostMs, FormattableString.Invariant($"{manyMs:F0} ms"));
        Assert.True(manyMs <= Math.Max(LeastMs, fewMs * MostRatio), FormattableString.Invariant($"{manyMs:F0} ms for {Times} times what costs {fewMs:F1} ms"));
    }

    private static void Walk(IEnumerable<SourceItem> items)
    {
        var (read, document) = (new List<ByteRange>(), default(SourceDocument));
        foreach (var item in items)
        {
            if (item.Record is not { } record) { continue; }
            Walk(record);
            if (record.Number % 2 == 0) { read.Add(record.Bytes); }
            document = record.Document;
        }
        if (document is null || read.Count == 0) { return; }
        _ = (JsonReader.Outside(document, null, read).Count, XmlDocumentReader.Outside(document, null, read).Count);
    }

    private static void Walk(SourceRecord record)
    {
        for (var node = 0; node < record.NodeCount; node++) { Ask(record, node); }
        // What is found by name: the children of one name, and one that is not there.
        foreach (var child in record.Root.Children) { _ = child.Name.Length; }
        if (record.FirstChild(0, null) is >= 0 and var first)
        {
            foreach (var twin in record.Root.All(record.NameOf(first))) { _ = twin.Node; }
        }
        foreach (var data in EmbeddedData.In(record)) { _ = EmbeddedData.TypeOf(data); }
        _ = (FhirResources.Deletions(record).Count, FhirModifiers.In(record).Count, FhirReferences.ServerOf(record));
        Hl7v2Leaves.Write(record, TextWriter.Null);
        if (record.Format == SourceFormat.Dicom) { DicomJson.Write(record, Stream.Null); }
    }

    private static void Ask(SourceRecord record, int node)
    {
        _ = (record.PathOf(node), record.BytesOf(node), record.TextOf(node), record.Utf8Of(node).Length, record.StateOf(node), record.IsGroup(node), record.WrittenNameOf(node));
        _ = (record.ParentOf(node), record.FirstChild(node, null), record.NextSibling(node, null), record.ItemNumberOf(node), record.LeafOf(node));
        if (record.Format == SourceFormat.Fhir && record.NameOf(node) == "reference") { _ = FhirReferences.Resolve(record.FieldAt(node)); }
        if (record.Format == SourceFormat.Hl7v2) { _ = Hl7v2Path.SegmentAfter(record.FieldAt(node)); }
    }

    private static string Each(int count, Func<int, string> piece) => string.Concat(Enumerable.Range(0, count).Select(piece));

    private static byte[] Join(int count, Func<int, byte[]> piece) => [.. Enumerable.Range(0, count).SelectMany(piece)];

    private static SourceDocument Text(string text) => new("linear", Encoding.UTF8.GetBytes(text));

    private static IEnumerable<SourceItem> Hl7(string text) => Hl7v2Reader.Read(Text(text));

    private static IEnumerable<SourceItem> Dicom(int count, Func<int, byte[]> element) =>
        DicomReader.Read(new("linear", (byte[])[.. DicomReaderTests.Element(0x00080060, "CS", "OT"), .. Join(count, element)]));
}
