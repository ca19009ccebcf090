using Ontotwin.Engine.Drafting;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Drafts a map of a CSV file from its first rows: how the file is laid out, what each column holds, which one names the person and which says when, a node
/// with a unit for each measure. What the file leaves open stands in comments; every column is read or mentioned.
/// </summary>
public static class CsvDraft
{
    /// <summary>The draft as <c>.twin</c> text; no value with a diagnostic when there is nothing to draft from.</summary>
    public static Outcome<string> Of(SourceDocument document)
    {
        if (TextEncoding.IsBinary(document.Bytes.Span)) { return Nothing(document, "the file is no text", "export the table as CSV"); }
        return DraftTable.Of(document) is { } table
            ? Outcome<string>.Ok(Formatted(new DraftWriter(new DraftPlan(table), Path.GetFileName(document.Name)).Write()))
            : Nothing(document, document.Bytes.Length == 0 ? "the file is empty" : "the file has a header and no rows to infer from", "a header and at least one row are needed");
    }

    // As 'fmt' would have it.
    private static string Formatted(string draft) => TwinFormatter.Format("draft.twin", draft) is { IsOk: true, Value: { } formatted } ? formatted : draft;

    private static Outcome<string> Nothing(SourceDocument document, string message, string hint) =>
        Outcome<string>.Fail(new Diagnostic("OT8004", Severity.Error, message) { Place = new SourcePlace(document.Name, "", new ByteRange(0, document.Bytes.Length)), Hint = hint });
}
