using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Reasoning.Owl;

/// <summary>What a class or property entails, with the axioms that say so.</summary>
internal sealed record Entailment<T>(T Target, string Rule, ImmutableArray<Triple> Axioms);

/// <summary>A restriction on a property.</summary>
internal sealed record Restriction(Term Class, Iri Property, Term Filler, ImmutableArray<Triple> Axioms);

/// <summary>A property chain.</summary>
internal sealed record Chain(Iri Property, ImmutableArray<Iri> Links, ImmutableArray<Triple> Axioms);

/// <summary>An intersection of classes.</summary>
internal sealed record Intersection(Term Class, ImmutableArray<Term> Members, ImmutableArray<Triple> Axioms);

/// <summary>The axioms of an ontology, indexed by what sets them off (OWL 2 Profiles, section 4.3, tables 4 to 8).</summary>
internal sealed class OwlSchema
{
    private readonly SchemaTriples triples;

    public OwlSchema(IReadOnlyList<Triple> ontology)
    {
        triples = new(ontology);
        foreach (var triple in ontology) { ReadClassAxiom(triple); ReadPropertyAxiom(triple); ReadRestriction(triple); }
        foreach (var triple in triples.With(RdfTerms.Type)) { ReadCharacteristic(triple); }
    }

    public Dictionary<Term, List<Entailment<Term>>> Supers { get; } = [];

    public Dictionary<Term, List<Intersection>> IntersectionsOf { get; } = [];

    public Dictionary<(Iri Property, Term Value), List<Restriction>> HasValueByPair { get; } = [];

    public Dictionary<Term, List<Restriction>> HasValueByClass { get; } = [];

    public Dictionary<Iri, List<Restriction>> SomeByProperty { get; } = [];

    public Dictionary<Term, List<Restriction>> SomeByFiller { get; } = [];

    public Dictionary<Iri, List<Restriction>> AllByProperty { get; } = [];

    public Dictionary<Term, List<Restriction>> AllByClass { get; } = [];

    public Dictionary<Iri, List<Restriction>> MaxByProperty { get; } = [];

    public Dictionary<Iri, List<Entailment<Iri>>> SuperProperties { get; } = [];

    public Dictionary<Iri, List<Entailment<Iri>>> Inverses { get; } = [];

    public Dictionary<Iri, List<Entailment<Term>>> Domains { get; } = [];

    public Dictionary<Iri, List<Entailment<Term>>> Ranges { get; } = [];

    public Dictionary<Iri, List<Chain>> ChainsByLink { get; } = [];

    public Dictionary<Iri, Triple> Symmetric { get; } = [];

    public Dictionary<Iri, Triple> Transitive { get; } = [];

    public Dictionary<Iri, Triple> Functional { get; } = [];

    public Dictionary<Iri, Triple> InverseFunctional { get; } = [];

    public HashSet<Iri> Irreflexive { get; } = [];

    public HashSet<Iri> Asymmetric { get; } = [];

    public Dictionary<Term, HashSet<Term>> Disjoint { get; } = [];

    public Dictionary<Iri, HashSet<Iri>> DisjointProperties { get; } = [];

    public Dictionary<Term, HashSet<Term>> Different { get; } = [];

    /// <summary>Members of enumerated classes, as statements (cls-oo).</summary>
    public List<Triple> Members { get; } = [];

    private void ReadClassAxiom(Triple t)
    {
        switch (Local(t.Predicate))
        {
            case "subClassOf":
                Put(Supers, t.Subject, new Entailment<Term>(t.Object, "cax-sco", [t]));
                break;
            case "equivalentClass":
                Put(Supers, t.Subject, new Entailment<Term>(t.Object, "cax-eqc1", [t]));
                Put(Supers, t.Object, new Entailment<Term>(t.Subject, "cax-eqc2", [t]));
                break;
            case "intersectionOf":
                var members = triples.List(t.Object);
                foreach (var member in members)
                {
                    Put(Supers, t.Subject, new Entailment<Term>(member, "cls-int2", [t]));
                    Put(IntersectionsOf, member, new Intersection(t.Subject, members, [t]));
                }
                break;
            case "unionOf":
                foreach (var member in triples.List(t.Object)) { Put(Supers, member, new Entailment<Term>(t.Subject, "cls-uni", [t])); }
                break;
            case "oneOf":
                Members.AddRange(triples.List(t.Object).Select(m => new Triple(m, RdfTerms.Type, t.Subject)));
                break;
            case "disjointWith" or "complementOf":
                Both(Disjoint, t.Subject, t.Object);
                break;
            case "differentFrom":
                Both(Different, t.Subject, t.Object);
                break;
        }
    }

    private void ReadPropertyAxiom(Triple t)
    {
        if (t.Subject is not Iri subject) { return; }
        switch (Local(t.Predicate))
        {
            case "subPropertyOf" when t.Object is Iri super:
                Put(SuperProperties, subject, new Entailment<Iri>(super, "prp-spo1", [t]));
                break;
            case "equivalentProperty" when t.Object is Iri other:
                Put(SuperProperties, subject, new Entailment<Iri>(other, "prp-eqp1", [t]));
                Put(SuperProperties, other, new Entailment<Iri>(subject, "prp-eqp2", [t]));
                break;
            case "inverseOf" when t.Object is Iri inverse:
                Put(Inverses, subject, new Entailment<Iri>(inverse, "prp-inv1", [t]));
                Put(Inverses, inverse, new Entailment<Iri>(subject, "prp-inv2", [t]));
                break;
            case "domain":
                Put(Domains, subject, new Entailment<Term>(t.Object, "prp-dom", [t]));
                break;
            case "range" when !SchemaTriples.IsDatatype(t.Object):
                Put(Ranges, subject, new Entailment<Term>(t.Object, "prp-rng", [t]));
                break;
            case "propertyDisjointWith" when t.Object is Iri disjoint:
                Both(DisjointProperties, subject, disjoint);
                break;
            case "propertyChainAxiom":
                var links = triples.List(t.Object).OfType<Iri>().ToImmutableArray();
                foreach (var link in links.Distinct()) { Put(ChainsByLink, link, new Chain(subject, links, [t])); }
                break;
        }
    }

    private void ReadRestriction(Triple t)
    {
        if (triples.Object(t.Subject, Owl11.OnProperty) is not (Iri property, var on)) { return; }
        var restriction = new Restriction(t.Subject, property, t.Object, [on, t]);
        switch (Local(t.Predicate))
        {
            case "hasValue":
                Put(HasValueByPair, (property, t.Object), restriction);
                Put(HasValueByClass, t.Subject, restriction);
                break;
            case "someValuesFrom":
                Put(SomeByProperty, property, restriction);
                Put(SomeByFiller, t.Object, restriction);
                break;
            case "allValuesFrom":
                Put(AllByProperty, property, restriction);
                Put(AllByClass, t.Subject, restriction);
                break;
            case "maxCardinality":
                Put(MaxByProperty, property, restriction);
                break;
        }
    }

    private void ReadCharacteristic(Triple t)
    {
        switch ((t.Object as Iri)?.LocalName, t.Subject)
        {
            case ("SymmetricProperty", Iri p): Symmetric[p] = t; break;
            case ("TransitiveProperty", Iri p): Transitive[p] = t; break;
            case ("FunctionalProperty", Iri p): Functional[p] = t; break;
            case ("InverseFunctionalProperty", Iri p): InverseFunctional[p] = t; break;
            case ("IrreflexiveProperty", Iri p): Irreflexive.Add(p); break;
            case ("AsymmetricProperty", Iri p): Asymmetric.Add(p); break;
            case ("AllDisjointClasses", _): Pairwise(Disjoint, t.Subject); break;
            case ("AllDifferent", _): Pairwise(Different, t.Subject); break;
        }
    }

    private void Pairwise(Dictionary<Term, HashSet<Term>> pairs, Term axiom)
    {
        foreach (var list in new[] { Owl11.Members, Owl11.DistinctMembers })
        {
            if (triples.Object(axiom, list) is not (var head, _)) { continue; }
            var members = triples.List(head);
            foreach (var a in members) { foreach (var b in members.Where(b => !b.Equals(a))) { Both(pairs, a, b); } }
        }
    }

    private static string Local(Iri predicate) =>
        predicate.Value.StartsWith(Rdf.Owl.Namespace, StringComparison.Ordinal) || predicate.Value.StartsWith(Rdfs.Namespace, StringComparison.Ordinal) ? predicate.LocalName : "";

    private static void Put<TKey, T>(Dictionary<TKey, List<T>> map, TKey key, T value)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var list)) { map[key] = list = []; }
        list.Add(value);
    }

    private static void Both<T>(Dictionary<T, HashSet<T>> map, T a, T b)
        where T : notnull
    {
        (map.TryGetValue(a, out var of) ? of : map[a] = []).Add(b);
        (map.TryGetValue(b, out var back) ? back : map[b] = []).Add(a);
    }
}
