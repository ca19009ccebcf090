using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tree;

/// <summary>The UTF-8 text of a JSON or XML document: all of it, or of a large one a stretch at a time.</summary>
internal sealed class TextStretches : IDisposable
{
    /// <summary>Code page of the one encoding whose documents are read in stretches.</summary>
    public const int Utf8 = 65001;

    private readonly DocumentWindows? windows;
    private readonly string hint;
    private bool isToldOfBytes;

    /// <summary>A document that is held.</summary>
    /// <param name="document">The document.</param>
    /// <param name="text">Its text.</param>
    /// <param name="hint">What to do about bytes that are no UTF-8.</param>
    public TextStretches(SourceDocument document, MappedText text, string hint) => (Document, Text, this.hint) = (document, text, hint);

    /// <summary>A document in UTF-8 that is read in stretches.</summary>
    /// <param name="document">The document.</param>
    /// <param name="hint">What to do about bytes that are no UTF-8.</param>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public TextStretches(LargeDocument document, string hint)
    {
        this.hint = hint;
        windows = new DocumentWindows(document);
        (Document, Text) = Take();
    }

    /// <summary>The stretch at hand.</summary>
    public SourceDocument Document { get; private set; }

    /// <summary>Its text.</summary>
    public MappedText Text { get; private set; }

    /// <summary>Whether nothing comes after it.</summary>
    public bool IsLast => windows?.IsLast ?? true;

    /// <summary>
    /// Goes on to the next stretch; false where there is none, or where nothing was used up of the longest that there may be.
    /// </summary>
    /// <param name="used">Bytes of the stretch that are done with.</param>
    /// <param name="read">The stretch of the record that was given last.</param>
    public bool TryAdvance(int used, SourceDocument? read)
    {
        if (windows is null || windows.IsLast) { return false; }
        windows.Advance(used, read);
        (Document, Text) = Take();
        return !windows.IsCut;
    }

    /// <summary>A remark on the first bytes of the document that are no UTF-8, once; null where there are none so far.</summary>
    /// <param name="code">The diagnostic's code.</param>
    public SourceItem? BadBytes(string code)
    {
        if (isToldOfBytes || DocumentText.IsValid(Text)) { return null; }
        var at = FhirLines.FirstInvalidUtf8(Text.Bytes.Span);
        // The end of a stretch may cut a character.
        if (!IsLast && at > Text.Bytes.Length - 4) { return null; }
        isToldOfBytes = true;
        return Rejects.Of(Document, code, "bytes that are no UTF-8 are read as U+FFFD", Text.RangeOf(at, at + 1), hint, Severity.Warning);
    }

    public void Dispose() => windows?.Dispose();

    private (SourceDocument, MappedText) Take() => (windows!.Current, MappedText.Plain(windows.Current, System.Text.Encoding.UTF8));
}
