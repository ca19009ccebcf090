namespace Ontotwin.Rdf;

/// <summary>A statement in a graph.</summary>
/// <param name="Triple">The statement.</param>
/// <param name="Graph">The graph's name, or null for the default graph.</param>
public readonly record struct Quad(Triple Triple, Term? Graph);
