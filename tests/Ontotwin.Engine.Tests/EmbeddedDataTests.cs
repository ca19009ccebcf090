namespace Ontotwin.Engine.Tests;

/// <summary>What a message embeds as base64 is told by its type, size and hash, and is no part of a result's text.</summary>
public sealed class EmbeddedDataTests
{
    private const string Base64 = "JVBERi0xLjQK", Hash = "e5c62df5dab5c87b6a015ef3d43597074d1eec433b15f51aec63b8582d0e4ab4";

    private static string Message(string data, string encoding = "Base64") =>
        $"MSH|^~\\&|A|B|||20240101||ORU^R01^ORU_R01|1|P|2.5.1\rPID|1||7^^^H^MR||X^Y\rOBR|1||1^A|X^Y^LN|||20240101\rOBX|1|ED|R^Report^L||L^AP^PDF^{encoding}^{data}||||||F\r";

    [Fact]
    public void Shipped_maps_tell_of_embedded_data_and_repeat_them_in_no_text()
    {
        using var program = new SmallProgram().Input("m.hl7", Message(Base64));
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        var texts = SmallProgram.Values(facts, "text");
        // The data stand once, as the value of their own detail, and in no sentence.
        Assert.Equal([Base64], texts.Where(t => t.Contains(Base64, StringComparison.Ordinal)));
        Assert.Contains("L AP PDF Base64", texts);
        Assert.Contains("9", texts);
        Assert.Contains(Hash, texts);
        var origin = facts.First(f => f.Predicate.LocalName == "text" && f.Object.ToString()!.Contains(Hash, StringComparison.Ordinal)).Origin;
        Assert.StartsWith("OBX-5", origin.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hex", "255044462D312E340A")]
    [InlineData("BASE64", Base64)]
    public void Hexadecimal_digits_are_data_too_and_letters_may_be_of_any_case(string encoding, string data)
    {
        using var program = new SmallProgram().Input("m.hl7", Message(data, encoding));
        var texts = SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "text");
        Assert.Equal([data], texts.Where(t => t.Contains(data, StringComparison.Ordinal)));
        Assert.Contains("L AP PDF " + encoding, texts);
        Assert.Contains(Hash, texts);
    }

    [Fact]
    public void Data_that_are_no_base64_are_told_and_have_neither_size_nor_hash()
    {
        using var program = new SmallProgram().Input("m.hl7", Message("JVBE*i0xLjQK"));
        var texts = SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "text");
        Assert.DoesNotContain(texts, t => t.Length == Hash.Length || t == "9");
        Assert.Contains(program.Remarks, r => r.Code == "OT3004" && r.Place!.Value.Path.StartsWith("OBX-5", StringComparison.Ordinal));
    }

    [Fact]
    public void An_attachment_of_FHIR_has_them_too()
    {
        const string Map = """
            map documents from fhir "4.0.1" DocumentReference {
              node pt : Patient key ("urn:oid:1.2.3", id)
              for c in content { node item : RecordedDetail key (pt, c.attachment.contentType) { partOf <- pt; amount <- dataSize(c.attachment) as decimal; text <- dataHash(c.attachment) as text; role <- dataHash(c.attachment.data) } }
            }
            """;
        using var program = new SmallProgram().Input("d.json", """{"resourceType":"DocumentReference","id":"1","content":[{"attachment":{"contentType":"application/pdf","data":"JVBERi0xLjQK"}},{"attachment":{"contentType":"x/y","url":"http://example.org"}}]}""");
        var facts = program.Map(Map);
        Assert.Equal($"9 {Hash} {Hash}", string.Join(' ', new[] { "amount", "text", "role" }.SelectMany(p => SmallProgram.Values(facts, p))));
    }
}
