namespace Ontotwin.Rdf;

/// <summary>A dataset in canonical form.</summary>
/// <param name="Quads">Its quads once each, in the order of their lines as canonical N-Quads, by code points; blank nodes are <c>c14n0</c>, <c>c14n1</c> …</param>
/// <param name="Labels">The canonical label of each label of the dataset that was given.</param>
public sealed record CanonicalDataset(IReadOnlyList<Quad> Quads, IReadOnlyDictionary<string, string> Labels);
