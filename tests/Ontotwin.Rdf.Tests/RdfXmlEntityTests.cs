namespace Ontotwin.Rdf.Tests;

/// <summary>Entities of RDF/XML: the document's own are expanded up to a limit, those of other documents are never left out in silence.</summary>
public class RdfXmlEntityTests
{
    private const string Begin = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>\n<rdf:Description rdf:about='http://e/s'>\n<e:b>", End = "</e:b></rdf:Description></rdf:RDF>";

    [Theory]
    [InlineData("<!DOCTYPE r [<!ENTITY a SYSTEM 'b.txt'>]>", "left &a; right", "another document")]
    [InlineData("<!DOCTYPE r [<!ENTITY a PUBLIC 'x' 'http://127.0.0.1:1/b.txt'>]>", "left &a; right", "another document")]
    [InlineData("<!DOCTYPE r SYSTEM 'none.dtd'>", "left &a; right", "no well-formed XML")]
    public void Text_of_another_document_is_not_left_out_in_silence(string doctype, string text, string why)
    {
        var quads = new List<Quad>();
        var error = RdfReader.Read(doctype + Begin + text + End, "a.rdf", quads.Add, format: RdfFormat.RdfXml);
        Assert.NotNull(error);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(3, error.Span!.Value.Start.Line);
        Assert.Empty(quads);
    }

    [Fact]
    public void A_DTD_of_another_document_declares_nothing_and_harms_nothing()
    {
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read("<!DOCTYPE r SYSTEM 'none.dtd' [<!ENTITY a 'own'>]>" + Begin + "left &a; right" + End, "a.rdf", quads.Add, format: RdfFormat.RdfXml));
        Assert.Equal(Literal.Text("left own right"), Assert.Single(quads).Triple.Object);
    }

    [Fact]
    public void Entities_that_grow_are_told_as_that()
    {
        var entities = string.Concat("bcdefgh".Select(c => $"<!ENTITY {c} '{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 12))}'>"));
        var error = RdfReader.Read($"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaaaaaaaa'>{entities}]>" + Begin + "&h;" + End, "a.rdf", _ => { }, format: RdfFormat.RdfXml);
        Assert.Contains("entities that stand for more than", error!.Message, StringComparison.Ordinal);
        Assert.Equal(3, error.Span!.Value.Start.Line);
    }
}
