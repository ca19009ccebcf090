namespace Ontotwin.Rdf;

/// <summary>A statement in a graph.</summary>
/// <param name="Triple">The statement.</param>
/// <param name="Graph">The graph's name, or null for the default graph.</param>
public readonly record struct Quad(Triple Triple, Term? Graph)
{
    /// <summary>The same statement of other blank nodes.</summary>
    /// <param name="labelOf">The new label of each label.</param>
    public Quad Relabel(Func<string, string> labelOf) => new(Triple.Relabel(labelOf), Graph?.Relabel(labelOf));
}
