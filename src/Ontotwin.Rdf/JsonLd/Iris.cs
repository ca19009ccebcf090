namespace Ontotwin.Rdf.JsonLd;

/// <summary>What counts as an IRI in JSON-LD.</summary>
internal static class Iris
{
    private static readonly System.Buffers.SearchValues<char> NoIri = System.Buffers.SearchValues.Create("<>\"{}|^`\\");

    /// <summary>Whether a text is an absolute IRI: it has a scheme, at most one fragment, and no character that RDF's formats could not write.</summary>
    public static bool IsWellFormed(string text) =>
        IriResolver.IsAbsolute(text) && text.AsSpan().IndexOfAny(NoIri) < 0 && !text.AsSpan().ContainsAnyInRange('\0', ' ') && text.IndexOf('#', StringComparison.Ordinal) == text.LastIndexOf('#');

    public static bool IsBlank(string text) => text.StartsWith("_:", StringComparison.Ordinal);

    public static bool IsWellFormedOrBlank(string text) => IsBlank(text) || IsWellFormed(text);

    /// <summary>An absolute IRI of what may be relative to another one; null: neither is absolute.</summary>
    public static string? Resolve(string reference, string? baseIri) =>
        IriResolver.IsAbsolute(reference) ? reference : baseIri is null ? null : new IriResolver(baseIri).Resolve(reference);
}
