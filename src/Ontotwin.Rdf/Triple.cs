namespace Ontotwin.Rdf;

/// <summary>One statement.</summary>
/// <param name="Subject">An IRI or blank node.</param>
/// <param name="Predicate">What relates them.</param>
/// <param name="Object">Any term.</param>
public sealed record Triple(Term Subject, Iri Predicate, Term Object)
{
    /// <summary>The same statement of other blank nodes.</summary>
    /// <param name="labelOf">The new label of each label.</param>
    public Triple Relabel(Func<string, string> labelOf) => Subject is BlankNode || Object is BlankNode ? new(Subject.Relabel(labelOf), Predicate, Object.Relabel(labelOf)) : this;

    /// <summary>The statement in N-Triples, without the line end.</summary>
    public override string ToString() => $"{Subject} {Predicate} {Object} .";
}
