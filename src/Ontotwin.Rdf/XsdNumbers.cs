using System.Globalization;

namespace Ontotwin.Rdf;

/// <summary>Floating-point numbers in the canonical form of XML Schema 1.1 part 2: one digit before the point, at least one after it, and a power of ten (<c>3.3E1</c>).</summary>
public static class XsdNumbers
{
    /// <summary>The shortest digits that read back the same double; <c>NaN</c>, <c>INF</c> and <c>-INF</c> where it is no number.</summary>
    public static string Canonical(double value) => Canonical(value, value.ToString("E16", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The shortest digits that read back the same float.</summary>
    public static string Canonical(float value) => Canonical(value, value.ToString("E8", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture));

    private static string Canonical(double value, string exact, string shortest)
    {
        if (double.IsNaN(value)) { return "NaN"; }
        if (double.IsInfinity(value)) { return value > 0 ? "INF" : "-INF"; }
        var sign = double.IsNegative(value) ? "-" : "";
        var digits = string.Concat(shortest.Split('E')[0].Where(char.IsAsciiDigit)).Trim('0');
        if (digits.Length == 0) { return sign + "0.0E0"; }
        var power = int.Parse(exact.AsSpan(exact.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{power}");
    }
}
