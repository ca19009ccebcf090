namespace Ontotwin.Rdf.JsonLd;

/// <summary>What a few bytes of JSON-LD could make grow without end: IRIs by their prefixes, and contexts by their uses.</summary>
internal sealed class JsonLdBudget
{
    // What expansion is thrown with when it happens where no value is at hand.
    private static readonly JsonItem Nowhere = new(JsonItemKind.Null, 0);
    private long chars;
    private long definitions;

    /// <summary>Starts anew for a value of the document.</summary>
    /// <param name="bytes">How long it is.</param>
    public void Allow(int bytes) =>
        (chars, definitions) = (Limits.MinExpandedChars + ((long)bytes * Limits.MaxExpandedCharsPerByte), Limits.MinTermDefinitions + (long)bytes);

    public string Join(string before, ReadOnlySpan<char> after) => Take(string.Concat(before, after));

    /// <summary>Takes note of an IRI that was made.</summary>
    public string Take(string made) => (chars -= made.Length) >= 0 ? made
        : throw new JsonLdException(JsonLdErrors.LoadingDocumentFailed, Nowhere, $"its IRIs become longer than {Limits.MaxExpandedCharsPerByte} times the document");

    /// <summary>Takes note of a term that was defined.</summary>
    public void Define(JsonItem at)
    {
        if (--definitions < 0) { throw new JsonLdException(JsonLdErrors.ContextOverflow, at, "its contexts are read again and again and define more terms than the document has bytes"); }
    }
}
