using Ontotwin.Rdf;

namespace Ontotwin.Graph;

/// <summary>
/// A statement about one twin with one justification and the time we held it. One statement said by two documents is two facts.
/// </summary>
/// <param name="Triple">The statement.</param>
/// <param name="Justification">Why it is held.</param>
/// <param name="KnownFrom">When we learned it (transaction time, UTC).</param>
/// <param name="KnownUntil">When it was withdrawn or replaced; null while it is held.</param>
public sealed record Fact(Triple Triple, Justification Justification, DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil = null)
{
    /// <summary>Where a source says it; null of what was concluded.</summary>
    public Origin? Origin => (Justification as Asserted)?.Origin;

    /// <summary>Whether it was held at an instant of transaction time.</summary>
    public bool IsKnownAt(DateTimeOffset instant) => KnownFrom <= instant && (KnownUntil is not { } until || instant < until);
}
