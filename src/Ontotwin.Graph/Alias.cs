using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>One identifier of a twin's subject, and who said that it is theirs.</summary>
/// <param name="Key">Authority and value.</param>
/// <param name="Origin">Where the source said so.</param>
/// <param name="KnownFrom">When we learned it.</param>
/// <param name="KnownUntil">When it was taken back; null while it holds.</param>
public sealed record Alias(Identifier Key, Origin Origin, DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil = null);
