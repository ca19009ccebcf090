using System.Globalization;
using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>What all rows of a document share: its text and its columns.</summary>
internal sealed class Table
{
    private readonly Dictionary<string, int> first;
    // Null where the header has a blank: such a column is called by its number, and a header of nothing but delimiters has one for each byte.
    private readonly string?[] names;
    private readonly string?[] written;
    private readonly Lazy<IReadOnlyList<string>> allNames;
    private readonly string quote;
    private readonly NameMemo asked;
    private RowParser? firstRow;
    private ColumnTwins? twins;
    private bool? isUtf8;

    internal Table(MappedText text, IReadOnlyList<string> columns, IReadOnlyDictionary<string, IReadOnlyList<string>>? alsoNamed, char quote)
    {
        Text = text;
        this.quote = quote.ToString();
        asked = new NameMemo();
        names = new string?[columns.Count];
        var named = 0;
        for (var i = 0; i < names.Length; i++)
        {
            if (columns[i].Trim() is { Length: > 0 } name) { (names[i], named) = (name, named + 1); }
        }
        first = new(named, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is { } name) { first.TryAdd(name, i); }
        }
        HasRepeatedNames = first.Count < named;
        written = alsoNamed is null ? names : [.. names];
        allNames = new(() => [.. names.Select((n, i) => n ?? Numbered(i))]);
        foreach (var (name, others) in alsoNamed ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (!first.ContainsKey(name) && others.FirstOrDefault(first.ContainsKey) is { } other) { Rename(first[other], name); }
        }
    }

    private Table(Table before, MappedText text, HeadingCell[] headings) =>
        (Text, names, written, allNames, first, quote, asked, Headings, firstRow, HasRepeatedNames) =
        (text, before.names, before.written, before.allNames, before.first, before.quote, before.asked, headings, before.firstRow, before.HasRepeatedNames);

    internal MappedText Text { get; }

    /// <summary>The same columns over another stretch of the document.</summary>
    /// <param name="text">The stretch.</param>
    /// <param name="rows">Stands at its first row.</param>
    internal Table Over(MappedText text, RowParser rows) => new(this, text, Headings) { firstRow = rows.Again() };

    /// <summary>Says where the first row is.</summary>
    internal void BeginAt(RowParser rows) => firstRow = rows.Again();

    /// <summary>The cells of a column in all rows of the stretch, as they are written.</summary>
    internal IEnumerable<string> TextsOf(int column)
    {
        var rows = firstRow!.Again();
        while (rows.Next())
        {
            if (column < rows.Cells.Count) { yield return TextOf(rows.Cells[column]); }
            rows.SkipBlank();
        }
    }

    /// <summary>The same with other headings.</summary>
    internal Table With(HeadingCell[] headings) => new(this, Text, headings);

    /// <summary>What the document says once for all rows.</summary>
    internal HeadingCell[] Headings { get; } = [];

    /// <summary>The columns' names, the same object in every stretch of a document.</summary>
    internal IReadOnlyList<string> Names => allNames.Value;

    /// <summary>The same as the file has them.</summary>
    internal IReadOnlyList<string> Written => ReferenceEquals(written, names) ? Names : [.. written.Select((n, i) => n ?? Numbered(i))];

    /// <summary>Number of columns that have names; 0 without a header.</summary>
    internal int Width => names.Length;

    /// <summary>Whether two columns have one name.</summary>
    internal bool HasRepeatedNames { get; }

    internal string NameOf(int column) => (column < names.Length ? names[column] : null) ?? Numbered(column);

    /// <summary>The name as the file has it, which may be another than the one it is read by.</summary>
    internal string WrittenNameOf(int column) => (column < written.Length ? written[column] : null) ?? Numbered(column);

    internal string TextOf(Cell cell)
    {
        var text = Text.Encoding.GetString(Text.Bytes.Span[cell.Start..cell.End]);
        return cell.HasDoubledQuotes ? text.Replace(quote + quote, quote, StringComparison.Ordinal) : text;
    }

    internal ReadOnlySpan<byte> Utf8Of(Cell cell)
    {
        var value = Text.Bytes.Span[cell.Start..cell.End];
        return !cell.HasDoubledQuotes && (IsUtf8 || Text.IsUtf8(value)) ? value : Encoding.UTF8.GetBytes(TextOf(cell));
    }

    // Looked at once: nearly every text is UTF-8 or ASCII from end to end, and then so is each cell.
    private bool IsUtf8 => isUtf8 ??= Text.IsUtf8(Text.Bytes.Span);

    /// <summary>The first column of that name, or -2.</summary>
    internal int FirstColumn(string name) =>
        asked.TryGet(name, names.Length, out var known) ? known : asked.Add(name, names.Length, first.TryGetValue(name, out var column) ? column : Unnamed(name));

    /// <summary>The next column of that name after <paramref name="column"/>, or -2.</summary>
    internal int NextColumn(int column, string name)
    {
        var isOwn = column < names.Length && names[column] == name;
        var next = isOwn && !HasRepeatedNames ? names.Length : isOwn ? Twins.NextOf(column) : column + 1;
        while (next < names.Length && names[next] != name) { next++; }
        return next < names.Length ? next : Unnamed(name) is var unnamed && unnamed > column ? unnamed : -2;
    }

    /// <summary>The place of a column among those of its name, from 1.</summary>
    internal int PlaceOf(int column) => column < names.Length ? Twins.PlaceOf(column) : 1;

    // Two threads may both make it: they make the same.
    private ColumnTwins Twins => twins ??= new(names);

    private void Rename(int column, string name)
    {
        first.Remove(names[column]!);
        names[column] = name;
        first.Add(name, column);
    }

    // Columns without a name, and cells beyond the header, are called by their number.
    private int Unnamed(string name) => name.StartsWith("column ", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && (number > names.Length || names[number - 1] is null) ? number - 1 : -2;

    private static string Numbered(int column) => "column " + (column + 1).ToString(CultureInfo.InvariantCulture);
}
