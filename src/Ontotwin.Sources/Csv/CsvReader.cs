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
}
