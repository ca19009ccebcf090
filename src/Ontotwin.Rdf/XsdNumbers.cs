using System.Globalization;

namespace Ontotwin.Rdf;

/// <summary>Floating-point numbers in the canonical form of XML Schema 1.1 part 2: one digit before the point, at least one after it, and a power of ten (<c>3.3E1</c>).</summary>
public static class XsdNumbers
{
    /// <summary>The shortest digits that read back the same double; <c>NaN</c>, <c>INF</c> and <c>-INF</c> where it is no number.</summary>
    public static string Canonical(double value) => Canonical(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The shortest digits that read back the same float.</summary>
    public static string Canonical(float value) => Canonical(value, value.ToString("R", CultureInfo.InvariantCulture));

    internal static string Canonical(double value, string written)
    {
        if (double.IsNaN(value)) { return "NaN"; }
        if (double.IsInfinity(value)) { return value > 0 ? "INF" : "-INF"; }
        var sign = double.IsNegative(value) ? "-" : "";
        var (digits, point) = Shortest(written);
        return digits.Length == 0 ? sign + "0.0E0" : string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{point - 1}");
    }

    /// <summary>The digits of a number as .NET writes it, without zeros at either end, and how many of them stand before the point; less than none: zeros behind it.</summary>
    internal static (string Digits, int Point) Shortest(string written)
    {
        var parts = written.TrimStart('-').Split('E');
        var power = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        return (digits.TrimEnd('0'), (dot < 0 ? all.Length : dot) + power - (all.Length - digits.Length));
    }
}
