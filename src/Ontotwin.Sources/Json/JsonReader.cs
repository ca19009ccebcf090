using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Tree;
using Ontotwin.Values;

namespace Ontotwin.Sources.Json;

/// <summary>
/// Reads JSON of any shape (RFC 8259): one record for each match of a path, or for each value of the document; NDJSON and values one after another are
/// read too. Elements of an array are repetitions of its name, an array's place is counted from 1 in human paths (<c>days[2].steps</c>), an empty array or
/// a null is an empty field. Numbers keep their text.
/// </summary>
public static class JsonReader
{
    /// <summary>The code of a path that matches nothing in the document.</summary>
    public const string NoMatchCode = "OT3505";

    private const string NameTheEncoding = "name the encoding";

    /// <summary>Whether the bytes begin as a JSON object or array does, in UTF-8, UTF-16 or UTF-32.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes)
    {
        if (DocumentText.ByMark(bytes) is not { } marked || marked.CodePage == TextStretches.Utf8) { return LooksLike8(bytes); }
        const int Window = 256;
        return LooksLike8(System.Text.Encoding.UTF8.GetBytes(marked.GetString(bytes[..Math.Min(Window, bytes.Length & ~3)])));
    }

    private static bool LooksLike8(ReadOnlySpan<byte> bytes)
    {
        var start = FhirLines.SkipBlank(bytes, FhirLines.BomLength(bytes));
        if (start >= bytes.Length || bytes[start] is not ((byte)'{' or (byte)'[')) { return false; }
        var next = FhirLines.SkipBlank(bytes, start + 1);
        if (next >= bytes.Length) { return false; }
        return bytes[start] == '{' ? bytes[next] is (byte)'"' or (byte)'}' : "\"{[]-0123456789tfn"u8.Contains(bytes[next]);
    }

    /// <summary>
    /// Reads the records in document order, one at a time: leading steps of names, <c>[n]</c> and <c>[*]</c> are followed without keeping what lies beside
    /// them, so memory is that of one match (32 bytes a value); from the first other step on, what is under it is kept while its matches are read.
    /// A syntax error rejects its line in NDJSON, elsewhere what is left of the document; the records before it stay. A path that matches nothing is one
    /// remark. Bytes outside the matches belong to no record: nobody asked for them.
    /// </summary>
    public static IEnumerable<SourceItem> Read(SourceDocument document, JsonOptions options = default)
    {
        if (document.Bytes.Length > JsonLimits.MaxDocumentBytes)
        {
            yield return Rejects.Of(document, "OT3503", "the document is larger than the limit of 1 GiB", new(0, document.Bytes.Length));
            yield break;
        }
        var encoding = EncodingOf(document.Bytes.Span, options.Encoding);
        if (encoding is null)
        {
            yield return Rejects.Of(document, "OT3504", "the encoding named for the file is not known", new(0, document.Bytes.Length), "use a name such as utf-8, utf-16 or iso-8859-1");
            yield break;
        }
        using var text = new TextStretches(document, DocumentText.Of(document, encoding), NameTheEncoding);
        foreach (var item in Read(text, options)) { yield return item; }
    }

    /// <summary>
    /// Whether a document that begins so can be read in stretches: it is UTF-8, and the path tells one match from the next by names and places alone (no
    /// <c>..</c> at its beginning), so that the whole document need not be held.
    /// </summary>
    public static bool ReadsInStretches(ReadOnlySpan<byte> beginning, JsonOptions options) =>
        options.At is { } path && path.Split().Way.Length > 0
        && EncodingOf(beginning, options.Encoding) is { CodePage: TextStretches.Utf8 };

    /// <summary>
    /// The same records of a document of any length: one is good until the second one after it is asked for. One of more than 256 MiB is not read, nor is
    /// what comes after it (in NDJSON: of its line).
    /// </summary>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public static IEnumerable<SourceItem> ReadStretches(LargeDocument document, JsonOptions options)
    {
        using var text = new TextStretches(document, NameTheEncoding);
        foreach (var item in Read(text, options)) { yield return item; }
    }

    private static IEnumerable<SourceItem> Read(TextStretches text, JsonOptions options)
    {
        var reading = new JsonReading(text, options.At ?? JsonPath.Root);
        while (reading.Next() is { } item)
        {
            item.Record?.MatchOf = options.At?.Text;
            yield return item;
        }
    }

    /// <summary>
    /// What lies outside the stretches that were read of a document, up to its first syntax error: for each path the outermost values of which nothing was read.
    /// Arrays are looked through (<c>$.workouts[*]</c>). Cost: O(document); at most 1,000 paths are told apart.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="encoding">Name of its encoding; null for what it says itself.</param>
    /// <param name="read">Bytes of the records that were read of it.</param>
    public static IReadOnlyList<OutsidePath> Outside(SourceDocument document, string? encoding, IEnumerable<ByteRange> read)
    {
        if (document.Bytes.Length > JsonLimits.MaxDocumentBytes || EncodingOf(document.Bytes.Span, encoding) is not { } known) { return []; }
        return JsonOutside.Count(document, DocumentText.Of(document, known), read);
    }

    private static System.Text.Encoding? EncodingOf(ReadOnlySpan<byte> bytes, string? named) =>
        named is null ? DocumentText.ByMark(bytes) ?? System.Text.Encoding.UTF8 : DocumentText.Named(named);

    /// <summary>Whether a field is an element of an array: fields look through arrays, so that it stands where the array does.</summary>
    public static bool IsElement(Field field) => field.Record is JsonRecord record && record.Nodes[field.Node].Index > 0;

    /// <summary>What kind of JSON value a field is.</summary>
    public static JsonKind KindOf(Field field) => field.Record is not JsonRecord record ? JsonKind.None : record.Nodes[field.Node].Kind switch
    {
        TreeKind.Object => JsonKind.Object,
        TreeKind.Array => JsonKind.Array,
        TreeKind.PlainText or TreeKind.EscapedText => JsonKind.Text,
        TreeKind.Number => JsonKind.Number,
        TreeKind.Boolean => JsonKind.Boolean,
        _ => JsonKind.Null,
    };
}
