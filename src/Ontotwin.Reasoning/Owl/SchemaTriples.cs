using System.Collections.Immutable;
using Ontotwin.Rdf;

namespace Ontotwin.Reasoning.Owl;

/// <summary>Terms of OWL beyond those that <see cref="Rdf.Owl"/> names.</summary>
internal static class Owl11
{
    public static readonly Iri OnProperty = Rdf.Owl.OnProperty;
    public static readonly Iri Members = Rdf.Owl.Term("members");
    public static readonly Iri DistinctMembers = Rdf.Owl.Term("distinctMembers");
}

/// <summary>An ontology's triples by subject.</summary>
internal sealed class SchemaTriples
{
    private readonly IReadOnlyList<Triple> all;
    private readonly Dictionary<(Term, Iri), Triple> first = [];

    public SchemaTriples(IReadOnlyList<Triple> ontology)
    {
        all = ontology;
        foreach (var triple in ontology) { first.TryAdd((triple.Subject, triple.Predicate), triple); }
    }

    public IEnumerable<Triple> With(Iri predicate) => all.Where(t => t.Predicate == predicate);

    public (Term Value, Triple Triple)? Object(Term subject, Iri predicate) => first.TryGetValue((subject, predicate), out var t) ? (t.Object, t) : null;

    public static bool IsDatatype(Term term) =>
        term is Iri iri && (iri.Value.StartsWith(Xsd.Namespace, StringComparison.Ordinal) || iri == Rdfs.Literal || iri == RdfTerms.LangString);

    /// <summary>The members of an RDF list; stops at a list that runs in a circle.</summary>
    public ImmutableArray<Term> List(Term head)
    {
        var members = ImmutableArray.CreateBuilder<Term>();
        var seen = new HashSet<Term>();
        while (!head.Equals(RdfTerms.Nil) && seen.Add(head) && Object(head, RdfTerms.First) is (var item, _))
        {
            members.Add(item);
            if (Object(head, RdfTerms.Rest) is not (var rest, _)) { break; }
            head = rest;
        }
        return members.ToImmutable();
    }
}
