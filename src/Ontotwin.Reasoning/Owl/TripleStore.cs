using Ontotwin.Rdf;

namespace Ontotwin.Reasoning.Owl;

/// <summary>Triples indexed both ways, on top of a frozen base.</summary>
internal sealed class TripleStore(TripleStore? below)
{
    private readonly HashSet<Triple> all = [];
    private readonly Dictionary<(Term, Iri), List<Term>> objects = [];
    private readonly Dictionary<(Iri, Term), List<Term>> subjects = [];
    private readonly Dictionary<Term, List<Triple>> about = [];

    public bool Contains(Triple triple) => all.Contains(triple) || (below?.Contains(triple) ?? false);

    public bool Add(Triple triple)
    {
        if (Contains(triple)) { return false; }
        all.Add(triple);
        Put(objects, (triple.Subject, triple.Predicate), triple.Object);
        Put(subjects, (triple.Predicate, triple.Object), triple.Subject);
        Put(about, triple.Subject, triple);
        if (triple.Object is not Literal && triple.Predicate != RdfTerms.Type && !triple.Object.Equals(triple.Subject)) { Put(about, triple.Object, triple); }
        return true;
    }

    /// <summary>Objects of a subject's property, as they are now.</summary>
    public List<Term> Objects(Term subject, Iri predicate) => Layers(objects, (subject, predicate), below?.Objects(subject, predicate));

    /// <summary>Subjects that have an object, as they are now.</summary>
    public List<Term> Subjects(Iri predicate, Term value) => Layers(subjects, (predicate, value), below?.Subjects(predicate, value));

    /// <summary>Triples with this term as subject or object, as they are now.</summary>
    public List<Triple> About(Term term) => Layers(about, term, below?.About(term));

    private static List<T> Layers<TKey, T>(Dictionary<TKey, List<T>> map, TKey key, List<T>? lower)
        where TKey : notnull
    {
        var own = map.GetValueOrDefault(key);
        return own is null ? lower ?? [] : lower is null ? [.. own] : [.. lower, .. own];
    }

    private static void Put<TKey, T>(Dictionary<TKey, List<T>> map, TKey key, T value)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var list)) { map[key] = list = []; }
        list.Add(value);
    }
}
