using Ontotwin.Rdf;

namespace Ontotwin.Reasoning.Owl;

/// <summary>A total order of triples, so that the derivation chosen for a proof does not depend on the order of facts.</summary>
internal sealed class TripleOrder : IComparer<Triple>
{
    public static readonly TripleOrder Instance = new();

    public int Compare(Triple? x, Triple? y)
    {
        if (x is null || y is null) { return x is null ? (y is null ? 0 : -1) : 1; }
        var subject = Compare(x.Subject, y.Subject);
        if (subject != 0) { return subject; }
        var predicate = string.CompareOrdinal(x.Predicate.Value, y.Predicate.Value);
        return predicate != 0 ? predicate : Compare(x.Object, y.Object);
    }

    private static int Compare(Term a, Term b) => a is Iri x && b is Iri y ? string.CompareOrdinal(x.Value, y.Value) : string.CompareOrdinal(a.ToString(), b.ToString());
}
