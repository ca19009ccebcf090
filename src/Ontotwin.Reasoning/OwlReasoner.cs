using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning.Owl;
using Ontotwin.Values;

namespace Ontotwin.Reasoning;

/// <summary>
/// OWL 2 RL over one twin's facts. The ontology is compiled once; then each twin costs O(facts × rules that meet them), in one semi-naive pass.
/// Immutable; safe to share between threads. Differs from the profile in one point: a functional property never makes two shared terms (codes,
/// sexes, literals) the same; that is reported as a contradiction between sources.
/// </summary>
public sealed class OwlReasoner
{
    private readonly OwlSchema schema;
    private readonly TripleStore shared;

    /// <summary>Compiles an ontology's axioms.</summary>
    public OwlReasoner(OntologyModel ontology)
    {
        Ontology = ontology;
        schema = new(ontology.Triples);
        shared = new(null);
        var run = new OwlRun(schema, shared, IsInstance);
        foreach (var member in schema.Members) { run.Given(member); }
        foreach (var triple in ontology.Triples.Where(IsAboutIndividuals)) { run.Given(triple); }
        run.Run();
    }

    /// <summary>The ontology.</summary>
    public OntologyModel Ontology { get; }

    /// <summary>What follows of a twin's facts and the axioms.</summary>
    public OwlClosure Close(Twin twin)
    {
        var known = new Dictionary<Triple, DateTimeOffset>();
        foreach (var fact in twin.Facts)
        {
            if (!known.TryGetValue(fact.Triple, out var from) || fact.KnownFrom < from) { known[fact.Triple] = fact.KnownFrom; }
        }
        var run = new OwlRun(schema, new(shared), IsInstance);
        foreach (var triple in known.Keys.Order(TripleOrder.Instance)) { run.Given(triple); }
        run.Run();
        var derived = ImmutableArray.CreateBuilder<Fact>(run.Derived.Count);
        foreach (var (triple, rule, premises) in run.Derived)
        {
            var from = premises.Max(p => known.TryGetValue(p, out var at) ? at : DateTimeOffset.MinValue);
            known[triple] = from;
            derived.Add(new(triple, new Derived(rule, Ontology.Version, premises), from));
        }
        var facts = derived.MoveToImmutable();
        return new(new Twin(twin.Id, twin.Facts.AddRange(facts), twin.Series, twin.Aliases), facts, run.Contradictions);
    }

    private static bool IsInstance(Term term) => term is BlankNode || (term is Iri iri && iri.Value.StartsWith(TwinId.InstanceNamespace, StringComparison.Ordinal));

    private bool IsAboutIndividuals(Triple t) =>
        t.Predicate == RdfTerms.Type ? t.Object is Iri type && Ontology.Classes.ContainsKey(type) && !Ontology.Classes.ContainsKey((t.Subject as Iri) ?? Rdf.Owl.Thing)
        : Ontology.Properties.ContainsKey(t.Predicate) && t.Subject is Iri subject && !Ontology.Classes.ContainsKey(subject) && !Ontology.Properties.ContainsKey(subject);
}

/// <summary>What follows of a twin's facts.</summary>
/// <param name="Twin">The twin with the derived facts.</param>
/// <param name="Derived">The derived facts alone, each with the rule and the premises of one derivation.</param>
/// <param name="Diagnostics">Contradictions.</param>
public sealed record OwlClosure(Twin Twin, ImmutableArray<Fact> Derived, ImmutableArray<Diagnostic> Diagnostics);
