using System.Text.Unicode;
using Ontotwin.Sources.Fhir;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// Reads FHIR R4 as JSON: one resource or Bundle a document, or NDJSON with one a line. A Bundle is one record. Repeating elements (JSON arrays)
/// are siblings of one name; their place in the array is counted from 1 in paths (<c>entry[4].resource.valueQuantity.value</c>) and left out where
/// the element is not in an array. The object <c>_birthDate</c> becomes children of <c>birthDate</c>; a null in an array is an absent sibling that
/// keeps its place. Numbers keep their text. Source: FHIR R4 (4.0.1), 2.6.2 JSON.
/// </summary>
public static class FhirReader
{
    /// <summary>Whether the bytes begin as a JSON object that says <c>resourceType</c> within its first 64 KiB, or is a whole line of it.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes)
    {
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
            return [FhirDiagnostics.Reject(document, "OT3404", "the document is larger than the limit of 1 GiB", new ByteRange(0, document.Bytes.Length))];
        }
        return ReadAll(document);
    }

    private static IEnumerable<SourceItem> ReadAll(SourceDocument document)
    {
        var names = new NameTable();
        var start = FhirLines.BomLength(document.Bytes.Span);
        var lines = FhirLines.IsOnePerLine(document.Bytes.Span[start..]);
        var badUtf8 = Utf8.IsValid(document.Bytes.Span) ? -1 : FhirLines.FirstInvalidUtf8(document.Bytes.Span);
        var number = 0;
        while ((start = FhirLines.SkipBlank(document.Bytes.Span, start)) < document.Bytes.Length)
        {
            var end = lines ? FhirLines.EndOfLine(document.Bytes.Span, start) : document.Bytes.Length;
            var item = new FhirParser(document, names, start, end, ++number).Parse(out var next);
            if (badUtf8 >= start && badUtf8 < next)
            {
                item = FhirDiagnostics.With(item, FhirDiagnostics.Warning(document, "OT3406", "bytes that are no UTF-8 were read as U+FFFD", badUtf8));
            }
            if (lines && FhirLines.SkipBlank(document.Bytes.Span[..end], next) is var rest && rest < end)
            {
                item = FhirDiagnostics.With(item, FhirDiagnostics.Warning(document, "OT3407", "text after the resource on its line was not read", rest, end - rest));
            }
            yield return item;
            start = lines ? end : next;
        }
        if (number == 0) { yield return FhirDiagnostics.Reject(document, "OT3401", "the document is empty", new ByteRange(0, document.Bytes.Length)); }
    }

    private static bool Mentions(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\"resourceType\""u8) >= 0;
}
