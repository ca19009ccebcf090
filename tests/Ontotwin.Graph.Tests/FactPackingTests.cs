using CsCheck;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

public sealed class FactPackingTests
{
    private static readonly Iri Node = new(TwinId.InstanceNamespace + "node");

    private static readonly Gen<string> Texts = Gen.String[Gen.Char[' ', '\ud7ff'], 0, 8];

    private static readonly Gen<Iri> Iris = Gen.OneOf(
        Gen.Const(Node), Gen.String[Gen.Char.AlphaNumeric, 0, 6].Select(s => new Iri(TwinId.InstanceNamespace + s)), Texts.Select(s => new Iri("urn:" + s)), Gen.Const(RdfTerms.Type));

    private static readonly Gen<Term> Terms = Gen.OneOf(
        Iris.Select(i => (Term)i), Gen.Select(Texts, Iris, (s, d) => (Term)new Literal(s, d)), Texts.Select(s => (Term)Literal.InLanguage(s, "zh-hans")), Gen.Int[0, 9].Select(i => (Term)new BlankNode("b" + i)));

    // Paths that have a beginning in common, in the midst of a character too.
    private static readonly Gen<Origin> Origins = Gen.Select(Gen.Int[0, 2], Gen.Long[0, 1L << 40], Gen.Int[-3, 99], Texts, Texts, Gen.Int[0, 3], (d, at, n, path, text, rule) =>
        new Origin("d" + d, d == 1 ? "" : "hash" + d, new ByteRange(at, at + n), path + (n % 2 == 0 ? "\u00e4" : "\u00e5") + "[" + n + "]", text, "m/r" + rule, "1", rule == 0 ? "" : "l@" + rule));

    private static readonly Gen<Fact> Facts = Gen.Select(Terms, Iris, Terms, Origins, Gen.Int[0, 5], (s, p, o, origin, at) =>
        new Fact(new(s, p, o), new Asserted(at % 2 == 0 && o is Literal said ? origin with { Text = said.Lexical } : origin), at == 0 ? default : DateTimeOffset.UnixEpoch.AddTicks(at)));

    [Fact]
    public void Facts_come_back_as_they_were() => Facts.List[0, 20].List[1, 6].Sample(nodes =>
    {
        var packing = new FactPacking();
        var packed = nodes.ConvertAll(facts => packing.Pack(Node, facts));
        // In another order than they were packed.
        return Enumerable.Range(0, nodes.Count).Reverse().All(i => packing.Unpack(Node, packed[i]).SequenceEqual(nodes[i]));
    });

    [Fact]
    public void Conclusions_and_what_is_held_no_longer_are_refused()
    {
        var triple = new Triple(Node, RdfTerms.Type, Node);
        var fact = new Fact(triple, new Asserted(MadeTwins.Origin(1)), default);
        foreach (var other in new[] { fact with { Justification = new Derived("r", "1", []) }, fact with { KnownUntil = DateTimeOffset.UnixEpoch } })
        {
            Assert.Throws<ArgumentException>(() => new FactPacking().Pack(Node, [fact, other]));
        }
    }
}
