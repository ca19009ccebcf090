using System.Text;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Xml;

/// <summary>
/// Reads XML of any shape (XML 1.0 and its namespaces): one record for each match of a path, or the document as one record. Children of an element are its
/// attributes (named <c>@x</c>), its elements (named as written, prefix included) and, where it has either, its texts that are not blank (<c>text()</c>).
/// The text of an element is all text in it. Human paths are XPaths without predicates but places: <c>/HealthData/Record[3]/@value</c>.
/// A document type is passed over and never obeyed: nothing is fetched, no entity but the five predefined ones is expanded.
/// </summary>
public static class XmlDocumentReader
{
    /// <summary>The code of a path that matches nothing in the document.</summary>
    public const string NoMatchCode = "OT3606";

    private const string NameTheEncoding = "name the encoding in the XML declaration";

    /// <summary>Whether the bytes begin as an XML document does, in any encoding that says so itself.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes)
    {
        Span<char> start = stackalloc char[256];
        var encoding = DocumentText.ByMark(bytes) ?? Encoding.Latin1;
        var text = start[..encoding.GetChars(bytes[..Math.Min(bytes.Length, 200)], start)].TrimStart('\uFEFF').TrimStart('\u00ef').TrimStart('\u00bb').TrimStart('\u00bf').TrimStart();
        return text.Length > 1 && text[0] == '<' && (text[1] is '?' or '!' or '_' or ':' || char.IsLetter(text[1]));
    }

    /// <summary>
    /// Reads the records in document order, one at a time: leading steps by name from the root are followed without keeping what lies beside them, so
    /// memory is that of one match (32 bytes an element, attribute or text); from the first other step on (<c>//</c>, a place), what is under it is
    /// kept while its matches are read. An error rejects what is left of the document; the records before it stay. A path that matches nothing is one remark.
    /// Bytes outside the matches belong to no record: nobody asked for them. An element with <c>xsi:nil="true"</c> is an explicit null.
    /// </summary>
    public static IEnumerable<SourceItem> Read(SourceDocument document, XmlOptions options = default)
    {
        if (document.Bytes.Length > XmlLimits.MaxDocumentBytes)
        {
            yield return Rejects.Of(document, "OT3603", "the document is larger than the limit of 1 GiB", new(0, document.Bytes.Length));
            yield break;
        }
        var encoding = EncodingOf(document.Bytes.Span, options.Encoding);
        if (encoding is null)
        {
            yield return Rejects.Of(document, "OT3604", "the encoding named for the document is not known", new(0, document.Bytes.Length), "use a name such as utf-8, utf-16 or iso-8859-1");
            yield break;
        }
        using var text = new TextStretches(document, DocumentText.Of(document, encoding), NameTheEncoding);
        foreach (var item in Read(text, options)) { yield return item; }
    }

    /// <summary>
    /// Whether a document that begins so can be read in stretches: it is UTF-8, and the path leads by names below the root, so that the whole document need not be held.
    /// </summary>
    public static bool ReadsInStretches(ReadOnlySpan<byte> beginning, XmlOptions options) =>
        options.At is { } path && path.Split().Way.Length > 1 && EncodingOf(beginning, options.Encoding) is { CodePage: TextStretches.Utf8 };

    /// <summary>
    /// The same records of a document of any length: one is good until the second one after it is asked for. An element of more than 256 MiB is not read, nor
    /// is what comes after it.
    /// </summary>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public static IEnumerable<SourceItem> ReadStretches(LargeDocument document, XmlOptions options)
    {
        using var text = new TextStretches(document, NameTheEncoding);
        foreach (var item in Read(text, options)) { yield return item; }
    }

    private static IEnumerable<SourceItem> Read(TextStretches text, XmlOptions options)
    {
        var reading = new XmlReading(text, options.At ?? XPath.Whole);
        while (reading.Next() is { } item)
        {
            item.Record?.MatchOf = options.At?.Text;
            yield return item;
        }
    }

    /// <summary>
    /// What lies outside the stretches that were read of a document, up to where it is no longer well-formed: for each path the outermost elements of which
    /// nothing was read, and the attributes of those that hold something that was. Cost: O(document); at most 1,000 paths are told apart.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="encoding">Name of its encoding; null for what it says itself.</param>
    /// <param name="read">Bytes of the records that were read of it.</param>
    public static IReadOnlyList<OutsidePath> Outside(SourceDocument document, string? encoding, IEnumerable<ByteRange> read)
    {
        if (document.Bytes.Length > XmlLimits.MaxDocumentBytes || EncodingOf(document.Bytes.Span, encoding) is not { } known) { return []; }
        return XmlOutside.Count(document, DocumentText.Of(document, known), read);
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> bytes, string? named)
    {
        if (named is null && DocumentText.ByMark(bytes) is { } marked) { return marked; }
        return (named ?? XmlDeclaration.EncodingName(bytes)) is { } name ? DocumentText.Named(name) : Encoding.UTF8;
    }
}
