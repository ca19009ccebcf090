using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Fhir.Bundles;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// Reads FHIR R4 as JSON: one resource or Bundle a document, or NDJSON with one a line; and as XML, one a document, into the same tree. A Bundle is one record. Repeating elements (JSON arrays)
/// are siblings of one name; their place in the array is counted from 1 in paths (<c>entry[4].resource.valueQuantity.value</c>) and left out where
/// the element is not in an array. The object <c>_birthDate</c> becomes children of <c>birthDate</c>; a null in an array is an absent sibling that
/// keeps its place. Numbers keep their text. XML may be in any encoding that its declaration names. Source: FHIR R4 (4.0.1), 2.6.1 XML and 2.6.2 JSON.
/// </summary>
public static class FhirReader
{
    /// <summary>
    /// Whether the bytes begin as a JSON object that says <c>resourceType</c> within its first 64 KiB, or is a whole line of it; or as XML in FHIR's namespace.
    /// </summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes)
    {
        if (FhirXmlParser.LooksLike(bytes)) { return true; }
        const int Window = 1 << 16;
        var start = FhirLines.SkipBlank(bytes, FhirLines.BomLength(bytes));
        return start < bytes.Length && bytes[start] == '{'
            && (Mentions(bytes.Slice(start, Math.Min(Window, bytes.Length - start))) || Mentions(bytes[^Math.Min(Window, bytes.Length)..]));
    }

    /// <summary>
    /// Reads the records in document order, one at a time. A syntax error rejects its line in NDJSON, and what is left of the document elsewhere.
    /// Memory: about 32 bytes a JSON value beside the document's own bytes.
    /// </summary>
    public static IEnumerable<SourceItem> Read(SourceDocument document)
    {
        if (document.Bytes.Length > FhirLimits.MaxDocumentBytes)
        {
            return [FhirDiagnostics.Reject(document, "OT3404", "the document is larger than the limit of 1 GiB", document.Extent)];
        }
        return FhirXmlParser.LooksLike(document.Bytes.Span) ? [new FhirXmlParser(FhirXmlText.InUtf8(document)).Parse()] : ReadAll(document);
    }

    /// <summary>
    /// Documents of any length: NDJSON a line at a time; of a Bundle, in JSON or XML, some entries at a time, each time as a Bundle with all that stands around
    /// them, whose references lead wherever they do in the whole. A record is good until the second one after it is asked for. Memory: that of a
    /// stretch, and of a Bundle 4 bytes an entry and 4 to 5 a name of one. A Bundle is read twice, for a reference may lead ahead, and is rejected whole where it
    /// is not well-formed. A single resource, or a Bundle in a stream that cannot be read twice, is held whole: up to 1 GiB.
    /// </summary>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public static IEnumerable<SourceItem> ReadStretches(LargeDocument document)
    {
        using var windows = new DocumentWindows(document);
        foreach (var item in AreLines(windows.Current) ? ReadLines(windows) : ReadBundle(document, windows)) { yield return item; }
    }

    private static IEnumerable<SourceItem> ReadBundle(LargeDocument document, DocumentWindows windows)
    {
        var outline = new BundleOutline();
        if (outline.TryRead(document, windows))
        {
            using var whole = new WholeBundle(document, outline);
            foreach (var item in whole.Read()) { yield return item; }
        }
        else if (outline.Fault is { } fault) { yield return fault; }
        else if (document.Hold(FhirLimits.MaxDocumentBytes) is { } held)
        {
            foreach (var item in Read(held)) { yield return item; }
        }
        else { yield return FhirDiagnostics.Reject(new SourceDocument(document.Name, default), "OT3404", "the document is larger than 1 GiB, and is no Bundle that can be read entry by entry", default, "if it is packed, unpack it; if it is one resource, split it"); }
    }

    private static IEnumerable<SourceItem> ReadLines(DocumentWindows windows)
    {
        var reading = new FhirReading { AreLines = true };
        while (true)
        {
            var stretch = windows.Current;
            var end = windows.IsLast || windows.IsCut ? stretch.Bytes.Length : stretch.Bytes.Span.LastIndexOf((byte)'\n') + 1;
            foreach (var item in reading.Read(stretch, end)) { yield return item; }
            if (windows.IsLast) { break; }
            windows.Advance(end);
            if (windows.IsCut) { yield return WindowDiagnostics.Cut(windows.Current); }
        }
        if (reading.Count == 0) { yield return Empty(windows.Current); }
    }

    private static IEnumerable<SourceItem> ReadAll(SourceDocument document)
    {
        var reading = new FhirReading { AreLines = AreLines(document) };
        foreach (var item in reading.Read(document, document.Bytes.Length)) { yield return item; }
        if (reading.Count == 0) { yield return Empty(document); }
    }

    // Whether each line is a record, by the first of them.
    private static bool AreLines(SourceDocument document) => FhirLines.IsOnePerLine(document.Bytes.Span[FhirLines.BomLength(document.Bytes.Span)..]);

    private static SourceItem Empty(SourceDocument document) => FhirDiagnostics.Reject(document, "OT3401", "the document is empty", document.Extent);

    private static bool Mentions(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\"resourceType\""u8) >= 0;
}
