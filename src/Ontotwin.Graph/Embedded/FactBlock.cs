namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Some consecutive changes of one twin: facts in the order they were learned, numbered from <see cref="FirstOrdinal"/>, and which facts of any block
/// were closed. A closed fact stays where it is; the closing is a record of its own.
/// </summary>
internal sealed class FactBlock(long firstOrdinal)
{
    public long FirstOrdinal { get; } = firstOrdinal;

    /// <summary>Facts as they were when learned: without <see cref="Fact.KnownUntil"/>.</summary>
    public List<Fact> Facts { get; } = [];

    public List<Closing> Closings { get; } = [];

    public bool IsEmpty => Facts.Count == 0 && Closings.Count == 0;
}

/// <summary>Fact number <paramref name="Ordinal"/> of the twin is no longer held.</summary>
internal readonly record struct Closing(long Ordinal, DateTimeOffset KnownUntil);
