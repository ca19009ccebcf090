using System.Collections.Immutable;

namespace Ontotwin.Graph;

/// <summary>A change of one twin, applied whole or not at all.</summary>
/// <param name="Twin">Whose.</param>
/// <param name="KnownAt">Transaction time of the change (UTC): becomes <see cref="Fact.KnownFrom"/> of what is asserted and <see cref="Fact.KnownUntil"/> of what is closed.</param>
public sealed record TwinDelta(TwinId Twin, DateTimeOffset KnownAt)
{
    /// <summary>Facts to hold from now on; one that is already held with the same justification changes nothing.</summary>
    public ImmutableArray<Fact> Assert { get; init; } = [];

    /// <summary>Facts to close: matched by statement and justification among those held now; others are ignored.</summary>
    public ImmutableArray<Fact> Close { get; init; } = [];

    /// <summary>Identifiers of the subject to add.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>Samples to add; a chunk from the same document and rule of the same series replaces the one before.</summary>
    public ImmutableArray<SeriesChunk> Series { get; init; } = [];

    /// <summary>
    /// Key of the change, or null. A change whose key was applied before to this twin changes nothing (exactly once per document and program version).
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Whether it would change nothing whatever the twin holds.</summary>
    public bool IsEmpty => Assert.IsEmpty && Close.IsEmpty && Aliases.IsEmpty && Series.IsEmpty;
}
