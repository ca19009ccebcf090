using Ontotwin.Sources.Csv.Parsing;

namespace Ontotwin.Sources.Csv;

/// <summary>
/// Reads delimited text (RFC 4180 and what is really sent): each row becomes a record whose children are its cells, named by the header. Rows are
/// read one after another as they are asked for, in memory for one row beside the document. Nothing stops it: a ragged row is kept with what it has.
/// </summary>
public static class CsvReader
{
    /// <summary>Whether a remark of this reader says that a row has fewer or more cells than the header.</summary>
    public static bool IsRagged(Ontotwin.Values.Diagnostic remark) => remark.Code is "OT3301" or "OT3302";

    /// <summary>
    /// The rows of a document in order. A row's <see cref="SourceRecord.Bytes"/> also cover the header, blank lines and remarks beside it, so that
    /// every byte belongs to a row; its root's bytes are the row alone. A document without rows is a reject.
    /// </summary>
    public static IEnumerable<SourceItem> Read(SourceDocument document, CsvOptions options = default)
    {
        var table = new TableReading(document, options);
        if (table.Open() is { } reject) { yield return reject; }
        while (table.Next() is { } item) { yield return item; }
    }

    /// <summary>Whether a document that begins so can be read in stretches: in its encoding no byte but a delimiter looks like one.</summary>
    public static bool ReadsInStretches(ReadOnlySpan<byte> beginning, CsvOptions options) =>
        (options.Encoding is null ? CsvText.Detect(beginning, isWhole: false) : CsvText.Named(options.Encoding)) is { } encoding && CsvText.IsDelimiterSafe(encoding);

    /// <summary>The same of a large document, in stretches: a row is good until the second one after it is asked for, and becomes that one.</summary>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public static IEnumerable<SourceItem> ReadStretches(LargeDocument document, CsvOptions options = default)
    {
        using var windows = new DocumentWindows(document);
        var table = new TableReading(windows.Current, options, windows.IsLast, recycles: true);
        while (table.Open() is { } reject)
        {
            // A header that does not end in the first stretch wants a longer one.
            if (windows.IsLast || windows.IsCut) { yield return reject; yield break; }
            windows.Advance(0);
            table = new TableReading(windows.Current, options, windows.IsLast || windows.IsCut, recycles: true);
        }
        while (true)
        {
            while (table.Next() is { } item) { yield return item; }
            if (windows.IsLast) { yield break; }
            windows.Advance(table.Used);
            if (windows.IsCut) { yield return WindowDiagnostics.Cut(windows.Current); }
            table.Continue(windows.Current, windows.IsLast || windows.IsCut);
        }
    }
}
