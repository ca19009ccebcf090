using System.Globalization;
using System.Text;
using Ontotwin.Sources.Csv.Parsing;
using Ontotwin.Values;

namespace Ontotwin.Sources.Csv;

/// <summary>
/// One row. The root's children are its cells in order, named by the header; columns of the same name are repetitions. Paths name the physical line
/// on which the row begins, counted from 1 as editors do: <c>line 17 "steps"</c>. Text is as written, blanks included, doubled quotes made single.
/// After the cells come the document's headings (<see cref="CsvHeading"/>), each with the place where it is written.
/// </summary>
public sealed class CsvRow : SourceRecord
{
    private Table table;
    private Cell[] cells = [];
    private int count;
    private int start;
    private int end;
    private ByteRange stretch;
    private string? linePath;

    internal CsvRow(SourceDocument document, Table table)
        : base(document, SourceFormat.Csv, "row", null, 0) => this.table = table;

    /// <summary>Becomes the row at which a parser stands, whatever it was before.</summary>
    internal CsvRow Become(SourceDocument document, Table table, int number, int position, RowParser parser)
    {
        (Document, this.table, Number, Position, Line, Reads) = (document, table, number, position, parser.RowLine, null);
        (start, end, count, linePath) = (parser.RowStart, parser.RowEnd, parser.Cells.Count, null);
        if (cells.Length < count) { cells = new Cell[count]; }
        parser.Cells.CopyTo(cells);
        return this;
    }

    /// <summary>Its cells, as long as it is this row.</summary>
    internal IReadOnlyList<Cell> Cells => new ArraySegment<Cell>(cells, 0, count);

    internal int CellCount => count;

    /// <summary>Says that other headings stand over it.</summary>
    internal void Within(Table other) => table = other;

    /// <summary>Says which bytes of the document belong to it and to no other row.</summary>
    internal void Cover(ByteRange bytes) => stretch = bytes;

    /// <summary>The physical line on which the row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Its number among the rows, from 1, blank lines between them counted: where each line is a sample, a blank one is a sample that was lost.</summary>
    public int Position { get; private set; }

    /// <summary>Whether cells that are not empty stand behind the last column: then which value is of which column cannot be told.</summary>
    public bool HasCellsBeyondColumns
    {
        get
        {
            for (var i = table.Width; table.Width > 0 && i < count; i++)
            {
                if (cells[i].Start != cells[i].End) { return true; }
            }
            return false;
        }
    }

    /// <summary>The columns' names in order: those of the header, or those given in its place; empty without either. One object for all rows of a document.</summary>
    public IReadOnlyList<string> Columns => table.Names;

    /// <summary>The same as the file has them (<see cref="CsvOptions.AlsoNamed"/>).</summary>
    public IReadOnlyList<string> Headers => table.Written;

    /// <summary>
    /// What the column of a cell holds in all rows of the document, or of the stretch of it that is at hand, this one too. Reads them anew: O(bytes).
    /// </summary>
    /// <param name="cell">A cell of this row.</param>
    public IEnumerable<string> ColumnOf(Field cell) => cell.Node > 0 && Heading(cell.Node) is null ? table.TextsOf(cell.Node - 1) : [];

    /// <inheritdoc/>
    public override ByteRange Bytes => stretch;

    /// <inheritdoc/>
    public override int NodeCount => count + 1 + table.Headings.Length;

    /// <inheritdoc/>
    public override string NameOf(int node) => node == 0 ? Type : Heading(node)?.Name ?? table.NameOf(node - 1);

    /// <inheritdoc/>
    public override string WrittenNameOf(int node) => node == 0 || Heading(node) is not null ? NameOf(node) : table.WrittenNameOf(node - 1);

    /// <inheritdoc/>
    public override FieldState StateOf(int node) =>
        node > 0 && (Heading(node) is { } heading ? heading.Utf8.Length == 0 : cells[node - 1].Start == cells[node - 1].End) ? FieldState.Empty : FieldState.Value;

    /// <inheritdoc/>
    public override string TextOf(int node) => node == 0 ? "" : Heading(node) is { } heading ? Encoding.UTF8.GetString(heading.Utf8) : table.TextOf(cells[node - 1]);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Utf8Of(int node) => node == 0 ? [] : Heading(node) is { } heading ? heading.Utf8 : table.Utf8Of(cells[node - 1]);

    /// <inheritdoc/>
    public override ByteRange BytesOf(int node) =>
        node == 0 ? table.Text.RangeOf(start, end) : Heading(node)?.Bytes ?? table.Text.RangeOf(cells[node - 1].Start, cells[node - 1].End);

    /// <inheritdoc/>
    public override string PathOf(int node)
    {
        if (Heading(node) is { } heading) { return heading.Path; }
        var line = linePath ??= "line " + Line.ToString(CultureInfo.InvariantCulture);
        return node == 0 ? line : string.Concat(line, " \"", WrittenNameOf(node), table.HasRepeatedNames ? "\"" + Occurrence(node) : "\"");
    }

    /// <inheritdoc/>
    public override int ParentOf(int node) => node == 0 ? -1 : 0;

    /// <inheritdoc/>
    public override int FirstChild(int node, string? name) =>
        node > 0 ? -1 : name is null ? After(0) : HeadingOf(name) is >= 0 and var heading ? heading : WithinRow(table.FirstColumn(name) + 1);

    /// <inheritdoc/>
    public override int NextSibling(int node, string? name) => name is null ? After(node) : node > count ? -1 : WithinRow(table.NextColumn(node - 1, name) + 1);

    private int After(int node) => node + 1 < NodeCount ? node + 1 : -1;

    private int WithinRow(int node) => node > 0 && node <= count ? node : -1;

    private HeadingCell? Heading(int node) => node > count ? table.Headings[node - count - 1] : null;

    private int HeadingOf(string name)
    {
        for (var i = 0; i < table.Headings.Length; i++)
        {
            if (table.Headings[i].Name == name) { return count + 1 + i; }
        }
        return -1;
    }

    private string Occurrence(int node)
    {
        var place = table.PlaceOf(node - 1);
        return place > 1 || WithinRow(table.NextColumn(node - 1, NameOf(node)) + 1) > 0 ? $"[{place.ToString(CultureInfo.InvariantCulture)}]" : "";
    }
}
