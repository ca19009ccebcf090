namespace Ontotwin.Rdf.Tests;

public class DatasetIsomorphismTests
{
    [Theory]
    [InlineData("_:a <p:p> _:b . _:b <p:p> _:a .", "_:x <p:p> _:y . _:y <p:p> _:x .", true)]
    [InlineData("_:a <p:p> _:a .", "_:x <p:p> _:y .", false)]
    [InlineData("_:a <p:p> \"1\" . _:b <p:p> \"1\" .", "_:x <p:p> \"1\" .", false)]
    [InlineData("_:a <p:p> \"1\" . _:a <p:p> \"1\" .", "_:x <p:p> \"1\" .", true)]
    [InlineData("<s:s> <p:p> \"1\" .", "<s:s> <p:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .", false)]
    [InlineData("_:a <p:p> <o:o> _:g . _:b <p:p> <o:o> _:g .", "_:a <p:p> <o:o> _:g . _:b <p:p> <o:o> _:h .", false)]
    [InlineData("_:a <p:p> _:g _:g .", "_:x <p:p> _:y _:y .", true)]
    [InlineData("", "", true)]
    public void Renaming_blank_nodes_changes_nothing_and_nothing_else_is_overlooked(string left, string right, bool same) => Assert.Equal(same, DatasetIsomorphism.AreIsomorphic(Read(left), Read(right)));

    [Fact]
    public void What_looks_alike_to_every_neighbour_is_told_apart_by_trial()
    {
        Assert.True(DatasetIsomorphism.AreIsomorphic(Ring("a", 6), Ring("b", 6)));
        // Six nodes in one ring or in two: each has one neighbour before and one behind.
        Assert.False(DatasetIsomorphism.AreIsomorphic(Ring("a", 6), [.. Ring("b", 3), .. Ring("c", 3)]));
        Assert.True(DatasetIsomorphism.AreIsomorphic([.. Ring("a", 3), .. Ring("b", 3)], [.. Ring("c", 3), .. Ring("d", 3)]));
    }

    [Fact]
    public void Blank_nodes_of_documents_never_meet()
    {
        var labels = from document in Enumerable.Range(0, 25) from label in new[] { "x", "1x", "x1", "0", "d1x", "1" } select BlankNode.OfDocument(document)(label);
        Assert.Equal(150, labels.Distinct().Count());
        var quad = new Quad(new(new BlankNode("a"), new Iri("p:p"), new BlankNode("b")), new BlankNode("a"));
        Assert.Equal("_:d2xa <p:p> _:d2xb . _:d2xa", $"{quad.Relabel(BlankNode.OfDocument(2)).Triple} {quad.Relabel(BlankNode.OfDocument(2)).Graph}");
        Assert.Same(RdfTerms.Nil, RdfTerms.Nil.Relabel(_ => "never"));
    }

    private static List<Quad> Ring(string name, int length) =>
        [.. Enumerable.Range(0, length).Select(i => new Quad(new(new BlankNode($"{name}{i}"), new Iri("p:p"), new BlankNode($"{name}{(i + 1) % length}")), null))];

    private static List<Quad> Read(string text)
    {
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read(text.Replace(" . ", " .\n", StringComparison.Ordinal), "x", quads.Add, format: RdfFormat.NQuads));
        return quads;
    }
}
