using System.Globalization;
using System.Text;

namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>Finds the headings of a document: in the lines before its table, and in its first rows.</summary>
internal sealed class HeadingSearch(IReadOnlyList<CsvHeading> wanted)
{
    private readonly List<HeadingCell> found = [];

    /// <summary>What was found so far, in the order wanted.</summary>
    internal HeadingCell[] Found => [.. wanted.Select(w => found.Find(f => f.Name == w.Name)).OfType<HeadingCell>()];

    /// <summary>Looks into the lines before the table.</summary>
    /// <param name="parser">Stands at the document's first line.</param>
    /// <param name="table">The columns.</param>
    /// <param name="end">Where the table begins.</param>
    internal void FromLines(RowParser parser, Table table, int end)
    {
        foreach (var heading in wanted.Where(w => w.Line > 0).OrderBy(w => w.Line))
        {
            while (parser.Line < heading.Line && parser.Position < end) { parser.SkipLine(); }
            // Several headings of one line: it is split anew for each.
            var line = parser.Again();
            if (line.Position >= end || line.Line != heading.Line || !line.Next() || heading.Cell > line.Cells.Count) { continue; }
            Add(heading, table, line.Cells[heading.Cell - 1], string.Create(CultureInfo.InvariantCulture, $"line {heading.Line} cell {heading.Cell}"));
        }
    }

    /// <summary>Looks into the first rows. False when the stretch ends before it is known whether they say it.</summary>
    /// <param name="parser">Stands at the first row.</param>
    /// <param name="table">The columns.</param>
    /// <param name="isLast">Whether no stretch comes after.</param>
    internal bool FromRows(RowParser parser, Table table, bool isLast)
    {
        var open = wanted.Where(w => w.Column is not null).ToList();
        for (var row = 0; row < Limits.HeadingRows && open.Count > 0; row++)
        {
            if (!parser.Next()) { return isLast; }
            parser.SkipBlank();
            if (!isLast && parser.Position >= table.Text.Bytes.Length) { return false; }
            open.RemoveAll(heading => Take(heading, table, parser.Cells, parser.RowLine));
        }
        return true;
    }

    /// <summary>Which of the headings in force a row contradicts: it says the same thing otherwise. Neither can be believed from there on.</summary>
    internal HeadingCell[] Contradicted(HeadingCell[] inForce, Table table, IReadOnlyList<Cell> row) =>
        [.. wanted.Where(w => w.Column is not null && Says(w, table, row) is { } said && inForce.Any(f => f.Name == w.Name && !table.Utf8Of(said).SequenceEqual(f.Utf8)))
            .Select(w => inForce.First(f => f.Name == w.Name))];

    private bool Take(CsvHeading heading, Table table, IReadOnlyList<Cell> row, int line)
    {
        if (Says(heading, table, row) is not { } cell) { return false; }
        Add(heading, table, cell, string.Create(CultureInfo.InvariantCulture, $"line {line} \"{heading.Column}\""));
        return true;
    }

    private static Cell? Says(CsvHeading heading, Table table, IReadOnlyList<Cell> row)
    {
        if (heading.KeyColumn is not null && (At(table, heading.KeyColumn, row) is not { } key || !heading.KeyTexts.Contains(table.TextOf(key)))) { return null; }
        return At(table, heading.Column!, row) is { } cell && cell.End > cell.Start ? cell : null;
    }

    private static Cell? At(Table table, string column, IReadOnlyList<Cell> row) => table.FirstColumn(column) is >= 0 and var at && at < row.Count ? row[at] : null;

    private void Add(CsvHeading heading, Table table, Cell cell, string path) =>
        found.Add(new(heading.Name, Encoding.UTF8.GetBytes(table.TextOf(cell)), table.Text.RangeOf(cell.Start, cell.End), path));
}
