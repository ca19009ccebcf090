namespace Ontotwin.Engine;

/// <summary>What an update changed.</summary>
/// <param name="Added">Facts asserted.</param>
/// <param name="Closed">Facts that are held no longer.</param>
/// <param name="Twins">Twins that either is of.</param>
public sealed record StoreUpdateCounts(int Added, int Closed, int Twins);
