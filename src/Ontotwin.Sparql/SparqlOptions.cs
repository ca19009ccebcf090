using Ontotwin.Rdf;

namespace Ontotwin.Sparql;

/// <summary>How a query or an update is run. <c>default</c> is not valid: take <see cref="Default"/> and change it with <c>with</c>.</summary>
/// <param name="TimeMs">Milliseconds until it is ended with OT9301.</param>
/// <param name="MaxRows">Rows (or triples) of the answer; one more ends it with OT9302.</param>
/// <param name="MaxHeldValues">Values held at once (rows times variables, and terms that the query makes, four bytes each); one more ends it with OT9303.</param>
/// <param name="Clock">Where NOW and the time limit come from.</param>
/// <param name="Load">Gives the quads of a document that LOAD names; null when there is no such document. Null: LOAD is refused.</param>
public readonly record struct SparqlOptions(int TimeMs, long MaxRows, long MaxHeldValues, TimeProvider Clock, Func<Iri, IEnumerable<Quad>?>? Load)
{
    /// <summary>Threads that ask graphs of an <see cref="IGraphSource"/>; 0: as many as there are processors.</summary>
    public int Cores { get; init; }

    /// <summary>The limits of <see cref="Limits"/>, the system's clock, no LOAD.</summary>
    public static SparqlOptions Default { get; } = new(Limits.DefaultTimeMs, Limits.DefaultRows, Limits.DefaultHeldValues, TimeProvider.System, null);
}
