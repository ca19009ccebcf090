using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>
/// What a source (or a user) says of two twins: that they are one person, or that they are not. Kept for ever; which of the statements about two twins holds is
/// told by their clinical times, not by the order in which they came. Nothing of the twins is moved, so that what was joined can be parted again.
/// </summary>
/// <param name="Kept">The twin whose identifier goes on (HL7 v2: of PID-3).</param>
/// <param name="Other">The other one (MRG-1, or the second PID).</param>
/// <param name="Kind">What is said.</param>
/// <param name="KeptKey">The identifier of the first that was named.</param>
/// <param name="OtherKey">The identifier of the other that was named.</param>
/// <param name="Origin">Where it was said.</param>
/// <param name="At">When it was so, by the source; null when it does not say: then when we learned it.</param>
/// <param name="KnownFrom">When we learned it (UTC).</param>
public sealed record TwinLink(
    TwinId Kept, TwinId Other, TwinLinkKind Kind, Identifier KeptKey, Identifier OtherKey, Origin Origin, DateTimeOffset? At, DateTimeOffset KnownFrom)
{
    /// <summary>Of a loan, from when the key is the person's; null: from ever.</summary>
    public PartialDateTime? Since { get; init; }

    /// <summary>Of a loan, until when, as far as that is said; null: still.</summary>
    public PartialDateTime? Until { get; init; }

    /// <summary>The time by which statements about the same two twins are ordered.</summary>
    public DateTimeOffset OrderedAt => At ?? KnownFrom;
}

/// <summary>What is said of two twins. <c>default</c> is <see cref="Merged"/>.</summary>
public enum TwinLinkKind
{
    /// <summary>The one's identifier replaces the other's: both are one person (HL7 v2 A18, A34, A40, A47).</summary>
    Merged = 0,

    /// <summary>Both are one person and both identifiers go on (HL7 v2 A24).</summary>
    Linked,

    /// <summary>They are two people (HL7 v2 A37, or a merge taken back).</summary>
    Separated,

    /// <summary>The other's identifier, of a device or a bed, is the first one's for a time; nobody is joined by it.</summary>
    Lent,
}
