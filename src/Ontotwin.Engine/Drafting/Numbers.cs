using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Values;

namespace Ontotwin.Engine.Drafting;

/// <summary>How the cells of a column write numbers.</summary>
internal static partial class Numbers
{
    /// <summary>Texts that say that there is no value.</summary>
    public static readonly string[] Placeholders = ["n/a", "N/A", "NA", "na", "n.a.", "NaN", "nan", "null", "NULL", "None", "none", "-", "--", "–", "—", ".", "?", "k.A.", "k. A.", "s/d", "无", "未测"];

    /// <summary>Whether a text is a number with either decimal mark.</summary>
    public static bool IsNumber(string text) => IsRead(text, decimalComma: false) || IsRead(text, decimalComma: true);

    /// <summary>Whether a map that declares this decimal mark reads the text as a number, perhaps with a comparator before it.</summary>
    public static bool IsRead(string text, bool decimalComma) => NumberReader.TryRead(text, decimalComma ? DecimalMark.Comma : DecimalMark.Point, out _, out _);

    /// <summary>Whether a text is a number as large as seconds since 1970 are today.</summary>
    public static bool IsLarge(string text) => double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1e8;

    /// <summary>Whether every number is whole.</summary>
    public static bool AreWhole(IEnumerable<string> values) => values.All(v => Whole().IsMatch(v));

    /// <summary>
    /// Whether the file's decimal mark is a comma: most cells that tell say so. A comma before three digits may also divide thousands; alone it counts
    /// only where it cannot be the delimiter.
    /// </summary>
    public static bool HaveDecimalComma(IEnumerable<string> cells, char delimiter)
    {
        var (comma, point) = (0, 0);
        foreach (var cell in cells)
        {
            if (CommaForSure().IsMatch(cell) || (delimiter != ',' && CommaPerhaps().IsMatch(cell))) { comma++; }
            else if (Point().IsMatch(cell)) { point++; }
        }
        return comma > point;
    }

    /// <summary>Whether every mark in a column stands before three digits, so that it may as well divide thousands.</summary>
    public static bool MayBeThousands(IReadOnlyList<string> values) => values.Any(Thousands().IsMatch) && values.All(v => Thousands().IsMatch(v) || Whole().IsMatch(v));

    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[<>=≤≥]*\s*[+-]?\d+$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[<>=≤≥]*\s*[+-]?(0,\d+|\d+,(\d{1,2}|\d{4,}))$")]
    private static partial Regex CommaForSure();

    [GeneratedRegex(@"^[<>=≤≥]*\s*[+-]?\d+,\d{3}$")]
    private static partial Regex CommaPerhaps();

    [GeneratedRegex(@"^[<>=≤≥]*\s*[+-]?\d+\.\d+$")]
    private static partial Regex Point();
}
