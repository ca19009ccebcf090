using System.Text;

namespace Ontotwin.Sources.Tests.Fhir;

/// <summary>FHIR in XML that declares another encoding than UTF-8.</summary>
public sealed class FhirXmlTextTests
{
    [Theory]
    [InlineData("iso-8859-1", "ISO-8859-1", "Müller &amp; Çelik", "Zürich")]
    [InlineData("windows-1252", "windows-1252", "O’Brien &amp; Œuvre", "€")]
    [InlineData("iso-8859-2", "ISO-8859-2", "Łukasz &amp; Żółć", "Łódź")]
    [InlineData("gb18030", "GB18030", "王小明 &amp; 𠀀", "北京")]
    [InlineData("shift_jis", "Shift_JIS", "能表 &amp; ソ", "東京")]
    [InlineData("iso-2022-jp", "ISO-2022-JP", "山田 &amp; 太郎", "東京")]
    // What is UTF-8 stays that, whatever it declares.
    [InlineData("utf-8", "ISO-8859-1", "Müller &amp; 王", "Zürich")]
    [InlineData("utf-8", "utf-16", "Müller &amp; 王", "Zürich")]
    [InlineData("utf-8", "no-such-encoding", "Müller &amp; 王", "Zürich")]
    public void Values_and_their_bytes_are_those_that_were_written(string name, string declared, string family, string city)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes(Patient(declared, family, city));
        var document = new SourceDocument("p.xml", bytes);
        var item = Assert.Single(FhirReader.Read(document));
        Assert.Empty(item.Diagnostics);
        var root = item.Record!.Root;
        Assert.Equal((family.Replace("&amp;", "&", StringComparison.Ordinal), city), (root.First("name").First("family").Text, root.First("address").First("city").Text));
        // ISO-2022-JP says in which set its characters are before the first of them, outside of the value.
        if (name != "iso-2022-jp") { Assert.Equal((family, city), (Written(root.First("name").First("family")), Written(root.First("address").First("city")))); }
        Assert.Equal($"<div xmlns=\"http://www.w3.org/1999/xhtml\">{city}</div>", root.First("text").First("div").Text);
        Assert.Equal(("name[1].family", document.Hash), (root.First("name").First("family").Path, item.Record.Document.Hash));
        Assert.InRange(item.Record.Bytes.End, bytes.Length - 1, bytes.Length);
        string Written(Field field) => encoding.GetString(bytes[(int)field.Bytes.Start..(int)field.Bytes.End]);
    }

    [Theory]
    [InlineData("iso-8859-1", "ISO-8859-1")]
    [InlineData("gb18030", "GB18030")]
    public void Large_ones_are_the_same(string name, string declared)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var entries = string.Concat(Enumerable.Range(1, 50).Select(i => $"<entry><resource><Patient><id value=\"{i}\"/><name><family value=\"Mü{i}\"/></name></Patient></resource></entry>"));
        var bytes = encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{declared}\"?><Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>{entries}</Bundle>");
        var large = new LargeDocument("b.xml", () => new MemoryStream(bytes)) { StretchBytes = 256 };
        var items = FhirReader.ReadStretches(large).ToList();
        Assert.Empty(items.SelectMany(i => i.Diagnostics));
        var families = items.SelectMany(i => Families(i.Record!)).ToList();
        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"Mü{i}"), families.Select(f => f.Text));
        Assert.All(families, f => Assert.Equal(f.Text, encoding.GetString(bytes[(int)f.Bytes.Start..(int)f.Bytes.End])));
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such-encoding\"?>")]
    public void Bytes_of_no_encoding_that_is_named_are_a_reject(string declaration)
    {
        var bytes = Encoding.Latin1.GetBytes(declaration + "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"Müller\"/></name></Patient>");
        var item = Assert.Single(FhirReader.Read(new SourceDocument("p.xml", bytes)));
        Assert.Equal((null, "OT3406"), (item.Record, item.Diagnostics.Single().Code));
        Assert.Contains($"byte {Array.IndexOf(bytes, (byte)0xFC)}", item.Diagnostics.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_checked_at_the_bytes_that_were_written()
    {
        var bytes = Encoding.Latin1.GetBytes(Patient("ISO-8859-1", "Müller", "Zürich").Replace("<address>", "<gender value=\"weiß\"/><address>", StringComparison.Ordinal));
        var told = Assert.Single(FhirValidation.Check(Assert.Single(FhirReader.Read(new SourceDocument("p.xml", bytes))).Record!));
        Assert.Equal(("OT3409", "weiß"), (told.Code, Encoding.Latin1.GetString(bytes[(int)told.Place!.Value.Bytes.Start..(int)told.Place!.Value.Bytes.End])));
    }

    private static List<Field> Families(SourceRecord bundle)
    {
        var families = new List<Field>();
        foreach (var entry in bundle.Root.All("entry")) { families.Add(entry.First("resource").First("name").First("family")); }
        return families;
    }

    private static string Patient(string declared, string family, string city) =>
        $"<?xml version=\"1.0\" encoding=\"{declared}\"?><Patient xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\">{city}</div></text><name><family value=\"{family}\"/></name><address><city value=\"{city}\"/></address></Patient>";
}
