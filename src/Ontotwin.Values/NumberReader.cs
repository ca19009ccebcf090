using System.Globalization;

namespace Ontotwin.Values;

/// <summary>Reads decimals as sources write them: never by way of a binary number, never a part of the text.</summary>
public static class NumberReader
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private static readonly (string Symbol, Comparator Comparator)[] Comparators =
        [("<=", Comparator.LessOrEqual), (">=", Comparator.GreaterOrEqual), ("≤", Comparator.LessOrEqual), ("≥", Comparator.GreaterOrEqual), ("<", Comparator.Less), (">", Comparator.Greater)];

    /// <summary>A number without a comparator; with a decimal comma a point makes it none.</summary>
    public static bool TryRead(string text, bool decimalComma, out decimal number)
    {
        if (decimalComma) { text = text.Contains('.', StringComparison.Ordinal) ? "" : text.Replace(',', '.'); }
        return decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A number with the comparator before it: <c>&lt;5</c>, <c>&gt;= 60</c>.</summary>
    public static bool TryRead(string text, bool decimalComma, out decimal number, out Comparator comparator)
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
        return TryRead(rest.ToString(), decimalComma, out number);
    }

    /// <summary>The comparator of a symbol; none for a text that is no symbol.</summary>
    public static Comparator ComparatorOf(string symbol) => Array.Find(Comparators, c => c.Symbol == symbol).Comparator;
}
