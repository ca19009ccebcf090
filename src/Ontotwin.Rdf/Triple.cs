namespace Ontotwin.Rdf;

/// <summary>One statement.</summary>
/// <param name="Subject">An IRI or blank node.</param>
/// <param name="Predicate">What relates them.</param>
/// <param name="Object">Any term.</param>
public sealed record Triple(Term Subject, Iri Predicate, Term Object)
{
    /// <summary>The statement in N-Triples, without the line end.</summary>
    public override string ToString() => $"{Subject} {Predicate} {Object} .";
}
