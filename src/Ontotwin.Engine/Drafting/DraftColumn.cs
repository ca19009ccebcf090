using System.Text.RegularExpressions;

namespace Ontotwin.Engine.Drafting;

/// <summary>What the cells of a column are. <c>default</c> is <see cref="Empty"/>.</summary>
internal enum ColumnKind
{
    /// <summary>Every sampled cell is empty.</summary>
    Empty = 0,

    /// <summary>Anything.</summary>
    Text,

    /// <summary>Numbers, but for a few cells.</summary>
    Number,

    /// <summary>Dates or instants.</summary>
    Date,

    /// <summary>Times of day.</summary>
    Time,

    /// <summary>Two numbers with a stroke between them.</summary>
    Pair,
}

/// <summary>A column of the sample.</summary>
/// <param name="Header">What the file calls it, or its number.</param>
/// <param name="Name">What the map calls it.</param>
internal sealed partial record DraftColumn(string Header, string Name)
{
    private const double MostlyNumbers = 0.9;

    /// <summary>What the cells are.</summary>
    public ColumnKind Kind { get; private init; }

    /// <summary>The cells that hold something, placeholders left out.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Sampled cells that are empty.</summary>
    public int Missing { get; private init; }

    /// <summary>Texts in the cells that say that there is no value.</summary>
    public IReadOnlyList<string> Placeholders { get; private init; } = [];

    /// <summary>Cells of a column of numbers that hold something else.</summary>
    public int Unread { get; private init; }

    /// <summary>The form of dates; null for other kinds.</summary>
    public DateForm? Form { get; init; }

    /// <summary>The form of times of day; null for other kinds.</summary>
    public string? TimeFormat { get; private init; }

    /// <summary>What the header tells.</summary>
    public HeaderUnit Unit { get; } = HeaderUnits.Of(Header);

    /// <summary>The name that a comment calls it by, with the file's own where it differs.</summary>
    public string Shown => DraftNames.OneLine(Header == Name ? Name : $"{Name}, in the file {Header}");

    /// <summary>Whether a cell may be empty.</summary>
    public bool IsOptional => Missing > 0 || Kind == ColumnKind.Empty;

    /// <summary>Whether all numbers are whole.</summary>
    public bool IsWhole => Unread == 0 && Numbers.AreWhole(Values);

    /// <summary>Reads a column of the table.</summary>
    public static DraftColumn Of(DraftTable table, int index, bool decimalComma)
    {
        var cells = table.Rows.Select(r => index < r.Length ? r[index] : "").ToList();
        var values = cells.Where(c => c.Length > 0 && !Numbers.Placeholders.Contains(c)).ToList();
        var header = table.Headers.Count > index ? table.Headers[index] : table.Names[index];
        var column = new DraftColumn(header, table.Names[index])
        {
            Values = values,
            Missing = cells.Count(c => c.Length == 0),
            Placeholders = [.. cells.Where(Numbers.Placeholders.Contains).Distinct()],
        };
        return column.Classified(decimalComma);
    }

    /// <summary>Whether the cells are whole numbers that begin with 0, as identifiers do.</summary>
    public bool HasLeadingZeros => Values.Any(v => v.Length > 1 && v[0] == '0' && v.All(char.IsAsciiDigit));

    private DraftColumn Classified(bool decimalComma)
    {
        if (Values.Count == 0) { return this; }
        var speaksOfDate = HeaderWords.WhenRank(Header) != 0 || HeaderWords.IsBirth(Header) || HeaderWords.IsDeath(Header);
        // Digits are a time only where the header speaks of one.
        if ((speaksOfDate || !Values[0].All(c => char.IsAsciiDigit(c) || c == '.')) && DateForms.Of(Values) is { } form) { return this with { Kind = ColumnKind.Date, Form = form }; }
        if (DateForms.TimeOf(Values) is { } time) { return this with { Kind = ColumnKind.Time, TimeFormat = time }; }
        if (Values.All(v => Pairs().IsMatch(v))) { return this with { Kind = ColumnKind.Pair }; }
        var read = Values.Count(v => Numbers.IsRead(v, decimalComma));
        var isNumber = read > 0 && read >= MostlyNumbers * Values.Count && !HasLeadingZeros;
        return this with { Kind = isNumber ? ColumnKind.Number : ColumnKind.Text, Unread = isNumber ? Values.Count - read : 0 };
    }

    [GeneratedRegex(@"^\d{2,3}\s*/\s*\d{2,3}$")]
    private static partial Regex Pairs();
}
