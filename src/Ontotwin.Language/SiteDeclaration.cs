using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A site: who sent the document, and what they mean by it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="When">How its documents are known; null: only by <c>--site</c>.</param>
/// <param name="Zone">Its time zone (IANA); null: floating.</param>
/// <param name="Authority">Its own authority for identifiers.</param>
/// <param name="NullTexts">Texts that mean "no value any more", each with what they do: retract, quarantine, or assert for <c>ignore</c>.</param>
/// <param name="Span">Where it stands.</param>
public sealed record SiteDeclaration(
    string Name, Expression? When, string? Zone, string? Authority, ImmutableDictionary<string, LifeCycleKind> NullTexts, TextSpan Span)
{
    /// <summary>Forms of dates in its documents, in place of those that a map declares for a column; empty: it has none of its own.</summary>
    public ImmutableArray<string> DateForms { get; init; } = [];

    /// <summary>Whether it takes the documents that no other site does (<c>otherwise</c>).</summary>
    public bool IsOtherwise { get; init; }
}
