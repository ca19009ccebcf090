using System.Text;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Sources.Tests;

/// <summary>A field's bytes in UTF-8 are its text, whether the document holds them so or not.</summary>
public class Utf8Tests
{
    [Theory]
    [InlineData("windows-1252")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Of_delimited_rows_in_any_encoding(string encoding)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var document = new SourceDocument("a.csv", bytes.GetBytes("name,größe\nMüller,\"1 \"\"m\"\" 80\"\n,\nplain,72\n"));
        AssertSame(CsvReader.Read(document, new CsvOptions { Encoding = encoding }));
    }

    [Fact]
    public void Of_messages_with_escapes_and_with_a_character_set()
    {
        const string Message = "MSH|^~\\&|A|B|||20260101||ORU^R01|1|P|2.5||||||UNICODE UTF-8\rPID|1||1^^^Å&1.2&ISO||Müller^\\T\\^\"\"\rNTE|1||a\\.br\\b \\X41\\ \\H\\c\\N\\\r";
        AssertSame(Hl7v2Reader.Read(new SourceDocument("a.hl7", Encoding.UTF8.GetBytes(Message))));
        AssertSame(Hl7v2Reader.Read(new SourceDocument("b.hl7", Encoding.Latin1.GetBytes(Message.Replace("UNICODE UTF-8", "8859/1", StringComparison.Ordinal)))));
    }

    [Fact]
    public void Of_resources_with_escapes_and_broken_bytes()
    {
        var resource = """{"resourceType":"Patient","id":"a","active":true,"name":[{"family":"M\u00fcller \ud83d","given":["J\"o","尿酸"]}],"multipleBirthInteger":2}""";
        AssertSame(FhirReader.Read(new SourceDocument("a.json", Encoding.UTF8.GetBytes(resource))));
    }

    private static void AssertSame(IEnumerable<SourceItem> items)
    {
        var seen = 0;
        foreach (var record in items.Select(i => i.Record).OfType<SourceRecord>())
        {
            for (var node = 0; node < record.NodeCount; node++, seen++) { Assert.Equal(Encoding.UTF8.GetBytes(record.TextOf(node)), record.Utf8Of(node).ToArray()); }
        }
        Assert.True(seen > 3, "nothing was read");
    }
}
