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
    public void Parts_that_hang_together_are_compared_by_themselves()
    {
        Assert.False(DatasetIsomorphism.AreIsomorphic(Ring("a", 2_000), [.. Ring("b", 1_000), .. Ring("c", 1_000)]));
        // As many parts of each size, and each node alike: a ring of rungs has a twist or none.
        Assert.False(DatasetIsomorphism.AreIsomorphic([.. Ladder("a", 60, isTwisted: true), .. Ladder("b", 60, isTwisted: true)], [.. Ladder("c", 60, isTwisted: true), .. Ladder("d", 60, isTwisted: false)]));
        Assert.True(DatasetIsomorphism.AreIsomorphic([.. Ladder("a", 60, isTwisted: true), .. Ladder("b", 60, isTwisted: false)], [.. Ladder("c", 60, isTwisted: false), .. Ladder("d", 60, isTwisted: true)]));
        Assert.True(DatasetIsomorphism.AreIsomorphic([.. Enumerable.Range(0, 3_000).SelectMany(i => Ring($"a{i}x", 2))], [.. Enumerable.Range(0, 3_000).SelectMany(i => Ring($"b{i}x", 2))]));
    }

    [Fact]
    public void A_long_list_of_equal_items_costs_its_length()
    {
        static List<Quad> Chain(string name, int length, string end) =>
            [.. Enumerable.Range(0, length).Select(i => new Quad(new(new BlankNode($"{name}{i}"), new Iri("p:p"), i + 1 < length ? new BlankNode($"{name}{i + 1}") : new Iri(end)), null))];
        Assert.True(DatasetIsomorphism.AreIsomorphic(Chain("a", 8_000, "e:e"), Chain("b", 8_000, "e:e")));
        Assert.False(DatasetIsomorphism.AreIsomorphic([.. Chain("a", 8_000, "e:e"), .. Chain("b", 4_000, "e:f")], [.. Chain("c", 4_000, "e:e"), .. Chain("d", 8_000, "e:f")]));
    }

    [Fact]
    public void A_search_that_would_not_end_is_given_up_with_a_hint()
    {
        // Ladders that hang together at one node: each must be tried against every other, at each of its nodes.
        var error = Assert.Throws<BlankNodesAlikeException>(() => DatasetIsomorphism.AreIsomorphic(Joined("a", i => i % 2 == 0), Joined("b", i => i % 2 == 0 || i == 1)));
        Assert.Equal(BlankNodesAlikeException.ErrorCode, error.Diagnostic.Code);
        Assert.NotNull(error.Diagnostic.Hint);
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

    // A closed ladder and one with a twist (a Möbius ladder): each node has three neighbours in both.
    private static List<Quad> Ladder(string name, int rungs, bool isTwisted)
    {
        var quads = new List<Quad>();
        for (var i = 0; i < rungs; i++)
        {
            var crosses = isTwisted && i == rungs - 1;
            Both($"{name}l{i}", $"{name}r{i}");
            Both($"{name}l{i}", $"{name}{(crosses ? "r" : "l")}{(i + 1) % rungs}");
            Both($"{name}r{i}", $"{name}{(crosses ? "l" : "r")}{(i + 1) % rungs}");
        }
        return quads;

        void Both(string a, string b)
        {
            quads.Add(new(new(new BlankNode(a), new Iri("p:p"), new BlankNode(b)), null));
            quads.Add(new(new(new BlankNode(b), new Iri("p:p"), new BlankNode(a)), null));
        }
    }

    // Ladders that one node leads to.
    private static List<Quad> Joined(string name, Func<int, bool> isTwisted) =>
        [.. Enumerable.Range(0, 8).SelectMany(i => Ladder($"{name}{i}x", 40, isTwisted(i)).SelectMany(q => new[] { q, new Quad(new(new BlankNode(name), new Iri("p:q"), q.Triple.Subject), null) })).Distinct()];

    private static List<Quad> Ring(string name, int length) =>
        [.. Enumerable.Range(0, length).Select(i => new Quad(new(new BlankNode($"{name}{i}"), new Iri("p:p"), new BlankNode($"{name}{(i + 1) % length}")), null))];

    private static List<Quad> Read(string text)
    {
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read(text.Replace(" . ", " .\n", StringComparison.Ordinal), "x", quads.Add, format: RdfFormat.NQuads));
        return quads;
    }
}
