using System.Globalization;

namespace Ontotwin.Values;

/// <summary>Reads decimals as sources write them: never by way of a binary number, never a part of the text.</summary>
public static class NumberReader
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private static readonly (string Symbol, Comparator Comparator)[] Comparators =
        [("<=", Comparator.LessOrEqual), (">=", Comparator.GreaterOrEqual), ("≤", Comparator.LessOrEqual), ("≥", Comparator.GreaterOrEqual), ("<", Comparator.Less), (">", Comparator.Greater)];

    /// <summary>A number without a comparator; one with another decimal mark is none.</summary>
    public static bool TryRead(string text, DecimalMark mark, out decimal number)
    {
        if (mark != DecimalMark.Point) { text = WithPoint(text.Trim(), mark); }
        return decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A number with the comparator before it: <c>&lt;5</c>, <c>&gt;= 60</c>.</summary>
    public static bool TryRead(string text, DecimalMark mark, out decimal number, out Comparator comparator)
    {
        var rest = text.AsSpan().Trim();
        comparator = Comparator.None;
        foreach (var (symbol, meaning) in Comparators)
        {
            if (!rest.StartsWith(symbol, StringComparison.Ordinal)) { continue; }
            comparator = meaning;
            rest = rest[symbol.Length..];
            break;
        }
        return TryRead(rest.ToString(), mark, out number);
    }

    // The number written with a point; empty when it is none with this mark.
    private static string WithPoint(string text, DecimalMark mark)
    {
        var at = text.IndexOfAny([',', '.']);
        if (at < 0) { return text; }
        var isOnly = text.AsSpan(at + 1).IndexOfAny(',', '.') < 0;
        if (mark == DecimalMark.Comma) { return isOnly && text[at] == ',' ? text.Replace(',', '.') : ""; }
        return isOnly && !CouldBeThousands(text.TrimStart('+', '-'), at - (text.Length - text.TrimStart('+', '-').Length)) ? text.Replace(',', '.') : "";
    }

    private static bool CouldBeThousands(string text, int at) => at is >= 1 and <= 3 && text[0] != '0' && text.Length - at - 1 == 3;

    /// <summary>The comparator of a symbol; none for a text that is no symbol.</summary>
    public static Comparator ComparatorOf(string symbol) => Array.Find(Comparators, c => c.Symbol == symbol).Comparator;
}
