using System.Globalization;
using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Csv.Parsing;

/// <summary>What all rows of a document share: its text and its columns.</summary>
internal sealed class Table
{
    private readonly Dictionary<string, int> first;
    private readonly string[] names;
    private readonly string quote;
    private readonly NameMemo asked;

    internal Table(MappedText text, IReadOnlyList<string> columns, char quote)
    {
        Text = text;
        this.quote = quote.ToString();
        first = new(StringComparer.Ordinal);
        asked = new NameMemo();
        names = new string[columns.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = columns[i].Trim() is { Length: > 0 } name ? name : Numbered(i);
            first.TryAdd(names[i], i);
        }
    }

    private Table(Table before, MappedText text) => (Text, names, first, quote, asked) = (text, before.names, before.first, before.quote, before.asked);

    internal MappedText Text { get; }

    /// <summary>The same columns over another stretch of the document.</summary>
    internal Table Over(MappedText text) => new(this, text);

    /// <summary>The columns' names, the same object in every stretch of a document.</summary>
    internal IReadOnlyList<string> Names => names;

    /// <summary>Number of columns that have names; 0 without a header.</summary>
    internal int Width => names.Length;

    /// <summary>Whether two columns have one name.</summary>
    internal bool HasRepeatedNames => first.Count < names.Length;

    internal string NameOf(int column) => column < names.Length ? names[column] : Numbered(column);

    internal string TextOf(Cell cell)
    {
        var text = Text.Encoding.GetString(Text.Bytes.Span[cell.Start..cell.End]);
        return cell.HasDoubledQuotes ? text.Replace(quote + quote, quote, StringComparison.Ordinal) : text;
    }

    internal ReadOnlySpan<byte> Utf8Of(Cell cell)
    {
        var value = Text.Bytes.Span[cell.Start..cell.End];
        return !cell.HasDoubledQuotes && Text.IsUtf8(value) ? value : Encoding.UTF8.GetBytes(TextOf(cell));
    }

    /// <summary>The first column of that name, or -2.</summary>
    internal int FirstColumn(string name) =>
        asked.TryGet(name, out var known) ? known : asked.Add(name, first.TryGetValue(name, out var column) ? column : Unnamed(name));

    /// <summary>The next column of that name after <paramref name="column"/>, or -2.</summary>
    internal int NextColumn(int column, string name)
    {
        for (var i = column + 1; i < names.Length; i++)
        {
            if (names[i] == name) { return i; }
        }
        return Unnamed(name) is var unnamed && unnamed > column ? unnamed : -2;
    }

    // Cells beyond the header are called by their number.
    private int Unnamed(string name) => name.StartsWith("column ", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > names.Length ? number - 1 : -2;

    private static string Numbered(int column) => "column " + (column + 1).ToString(CultureInfo.InvariantCulture);
}
