using System.Collections.Immutable;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>What names mean at one place of a document. Not changed once it was made, so places share it.</summary>
/// <param name="budget">What one document may make grow.</param>
internal sealed class ActiveContext(JsonLdBudget budget)
{
    private string? baseIri;
    private IriResolver? resolver;

    public ImmutableDictionary<string, TermDefinition> Terms { get; set; } = ImmutableDictionary.Create<string, TermDefinition>(StringComparer.Ordinal);

    /// <summary>What relative references are relative to; null: to nothing.</summary>
    public string? BaseIri
    {
        get => baseIri;
        set => (baseIri, resolver) = (value, value is null ? null : new IriResolver(value));
    }

    /// <summary>The base that the document began with, to which a null context goes back.</summary>
    public string? OriginalBase { get; init; }

    public string? Vocab { get; set; }

    public string? Language { get; set; }

    public string? Direction { get; set; }

    /// <summary>The context outside of a node, where this one holds for that node only.</summary>
    public ActiveContext? Previous { get; set; }

    public ActiveContext Copy() => (ActiveContext)MemberwiseClone();

    public TermDefinition? Find(string term) => Terms.GetValueOrDefault(term);

    /// <summary>IRI Expansion (section 5.2.2): the keyword, IRI or blank node that a text means; a text that is none of them stays; null: it means nothing.</summary>
    /// <param name="value">The text.</param>
    /// <param name="isVocab">Whether terms and the vocabulary apply.</param>
    /// <param name="isRelative">Whether it may be relative to the base.</param>
    /// <param name="definer">Makes the definitions that it needs, while a context is read.</param>
    public string? Expand(string value, bool isVocab = false, bool isRelative = false, TermDefiner? definer = null)
    {
        if (Keywords.Is(value)) { return value; }
        if (Keywords.HasForm(value)) { return null; }
        definer?.Need(value);
        if (Find(value) is { } term && (isVocab || (term.Iri is { } keyword && Keywords.Is(keyword)))) { return term.Iri; }
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            var prefix = value[..colon];
            if (prefix == "_" || value.AsSpan(colon + 1).StartsWith("//")) { return value; }
            definer?.Need(prefix);
            if (Find(prefix) is { Iri: { } space, IsPrefix: true }) { return budget.Join(space, value.AsSpan(colon + 1)); }
            if (IriResolver.IsAbsolute(value)) { return value; }
        }
        if (isVocab && Vocab is not null) { return budget.Join(Vocab, value); }
        return isRelative && resolver is not null ? budget.Take(resolver.Resolve(value)) : value;
    }
}
