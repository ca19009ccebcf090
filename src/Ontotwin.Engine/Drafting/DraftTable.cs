using Ontotwin.Sources;
using Ontotwin.Sources.Csv;

namespace Ontotwin.Engine.Drafting;

/// <summary>The first rows of a delimited text, and how it is laid out.</summary>
/// <param name="Delimiter">Between cells.</param>
/// <param name="SkippedLines">Physical lines before the header, or before the first row where <paramref name="HasHeader"/> is false.</param>
/// <param name="Encoding">The encoding to declare; null: UTF-8, or what the byte-order mark says.</param>
/// <param name="HasHeader">Whether the map takes the columns' names from the file.</param>
/// <param name="Why">Why the map counts its columns, where the file's own names cannot be used; null where they are.</param>
/// <param name="Headers">What the file calls its columns, in order; empty where it does not.</param>
/// <param name="Names">What the map calls them.</param>
/// <param name="Rows">The cells of the sampled rows, blanks trimmed.</param>
internal sealed record DraftTable(
    char Delimiter, int SkippedLines, string? Encoding, bool HasHeader, string? Why, IReadOnlyList<string> Headers, IReadOnlyList<string> Names,
    IReadOnlyList<string[]> Rows)
{
    // The order decides where two delimiters divide every row alike: a comma is also a decimal mark.
    private static readonly char[] Delimiters = ['\t', ';', '|', ','];

    /// <summary>Reads the first rows; null when there are none below the header.</summary>
    public static DraftTable? Of(SourceDocument document)
    {
        var encoding = TextEncoding.Of(document.Bytes.Span);
        var options = new CsvOptions { HasHeader = false, Encoding = encoding };
        var (delimiter, rows) = Divide(document, options);
        if (rows.Count == 0) { return null; }
        var header = HeaderRow(rows, UsualWidth(rows));
        var names = Cells(rows[header]);
        if (IsRow(names, rows.Skip(header + 1).Select(Cells).ToList())) { return Numbered(document, delimiter, encoding, rows, header, "the first row holds values, no names", []); }
        if (header + 1 >= rows.Count) { return null; }
        for (var i = 0; i < names.Length; i++) { names[i] = names[i].Length == 0 ? ColumnName(i) : names[i]; }
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length) { return Numbered(document, delimiter, encoding, rows, header + 1, "two columns have one name", names); }
        if (names.Any(n => n.AsSpan().IndexOfAny("`\r\n") >= 0)) { return Numbered(document, delimiter, encoding, rows, header + 1, "a name has a backtick or a line break in it", names); }
        var below = rows.Skip(header + 1).Select(Cells).ToList();
        var all = WithUnnamed(names, below);
        return new DraftTable(delimiter, LinesBefore(document, rows[header]), encoding, true, null, all, all, below);
    }

    // Lines before the header are narrower, or hold far fewer names though they are padded to the same width.
    private static int HeaderRow(List<CsvRow> rows, int width)
    {
        var first = Math.Max(0, rows.FindIndex(r => r.NodeCount - 1 >= Math.Max(1, width - 1)));
        var names = rows.Skip(first).Take(Limits.RowsAboveHeader).Select(r => Cells(r).Count(c => c.Length > 0 && !IsData(c))).ToList();
        var most = names.Max();
        return most > 1.5 * names[0] && most == width ? first + names.IndexOf(most) : first;
    }

    // A first row of values: some are numbers or dates, and none is a word above numbers or dates.
    private static bool IsRow(string[] cells, List<string[]> below) =>
        cells.Any(IsData) && (below.Count == 0 ? Array.TrueForAll(cells, IsData) : !cells.Where((c, i) => c.Length > 0 && !IsData(c) && below.Any(r => i < r.Length && IsData(r[i]))).Any());

    private static DraftTable? Numbered(SourceDocument document, char delimiter, string? encoding, List<CsvRow> rows, int first, string why, string[] headers)
    {
        if (first >= rows.Count) { return null; }
        var cells = rows.Skip(first).Select(Cells).ToList();
        var all = WithUnnamed(headers, cells);
        var names = new List<string>();
        foreach (var header in all)
        {
            var name = new string([.. header.Select(c => c is '`' or '\r' or '\n' ? ' ' : c)]);
            var unique = name;
            for (var n = 2; names.Contains(unique); n++) { unique = $"{name} {n}"; }
            names.Add(unique);
        }
        return new DraftTable(delimiter, LinesBefore(document, rows[first]), encoding, false, why, headers.Length == 0 ? [] : all, names, cells);
    }

    // Cells beyond the header are called by their number, as the reader does.
    private static string[] WithUnnamed(string[] names, List<string[]> rows)
    {
        var width = Math.Max(names.Length, rows.Count == 0 ? 0 : rows.Max(r => Filled(r)));
        return [.. names, .. Enumerable.Range(names.Length, width - names.Length).Select(ColumnName)];
    }

    private static int Filled(string[] row) => Array.FindLastIndex(row, c => c.Length > 0) + 1;

    private static string ColumnName(int index) => FormattableString.Invariant($"column {index + 1}");

    private static string[] Cells(CsvRow row)
    {
        var cells = new List<string>();
        foreach (var cell in row.Root.Children) { cells.Add(cell.Text.Trim()); }
        return [.. cells];
    }

    // The delimiter that divides the most rows alike.
    private static (char Delimiter, List<CsvRow> Rows) Divide(SourceDocument document, CsvOptions options)
    {
        var (best, chosen, most) = (',', new List<CsvRow>(), -1);
        foreach (var delimiter in Delimiters)
        {
            var rows = Sample(document, options with { Delimiter = delimiter }, Limits.RowsForDelimiter);
            var width = UsualWidth(rows);
            var alike = width < 2 ? 0 : rows.Count(r => r.NodeCount - 1 == width);
            if (alike > most) { (best, chosen, most) = (delimiter, rows, alike); }
        }
        if (most <= 0) { best = ','; }
        return (best, chosen.Count < Limits.RowsForDelimiter && best != ',' ? chosen : Sample(document, options with { Delimiter = best }, Limits.SampledRows));
    }

    private static List<CsvRow> Sample(SourceDocument document, CsvOptions options, int count) =>
        [.. CsvReader.Read(document, options).Select(i => i.Record).OfType<CsvRow>().Take(count)];

    private static int UsualWidth(List<CsvRow> rows) =>
        rows.Count == 0 ? 0 : rows.GroupBy(r => r.NodeCount - 1).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;

    private static bool IsData(string cell) => cell.Length > 0 && (Numbers.IsNumber(cell) || DateForms.IsDate(cell));

    // A line 'sep=;' is passed by the reader itself.
    private static int LinesBefore(SourceDocument document, CsvRow row)
    {
        var start = document.Bytes.Span;
        if (start.StartsWith("\uFEFF"u8)) { start = start[3..]; }
        return row.Line - 1 - (start.StartsWith("sep="u8) ? 1 : 0);
    }
}
