namespace Ontotwin.Graph.Embedded;

/// <summary>Fact number <paramref name="Ordinal"/> of the twin is no longer held.</summary>
internal readonly record struct Closing(long Ordinal, DateTimeOffset KnownUntil);
