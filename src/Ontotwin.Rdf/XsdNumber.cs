using System.Globalization;
using System.Text.RegularExpressions;

namespace Ontotwin.Rdf;

/// <summary>The numeric types in the order of their promotion (XPath functions, section 6.2).</summary>
public enum NumberKind
{
    /// <summary>xsd:integer and what is derived from it.</summary>
    Integer = 0,

    /// <summary>xsd:decimal.</summary>
    Decimal,

    /// <summary>xsd:float.</summary>
    Float,

    /// <summary>xsd:double.</summary>
    Double,
}

/// <summary>The value of a numeric literal: an integer of up to 38 digits, a decimal of 28, a float or a double.</summary>
public readonly partial struct XsdNumber
{
    private readonly decimal exact;
    private readonly double real;

    private XsdNumber(NumberKind kind, Int128 whole, decimal exact, double real) => (Kind, Whole, this.exact, this.real) = (kind, whole, exact, real);

    /// <summary>Its type.</summary>
    public NumberKind Kind { get; }

    /// <summary>An integer's value.</summary>
    public Int128 Whole { get; }

    /// <summary>As a decimal.</summary>
    /// <exception cref="OverflowException">An integer that no decimal holds.</exception>
    public decimal Exact => Kind == NumberKind.Integer ? (decimal)Whole : exact;

    /// <summary>As a double.</summary>
    public double Real => Kind switch { NumberKind.Integer => (double)Whole, NumberKind.Decimal => (double)exact, _ => real };

    /// <summary>An integer.</summary>
    public static XsdNumber Of(Int128 whole) => new(NumberKind.Integer, whole, 0, 0);

    /// <summary>A decimal.</summary>
    public static XsdNumber Of(decimal exact) => new(NumberKind.Decimal, 0, exact, 0);

    /// <summary>A double.</summary>
    public static XsdNumber Of(double real) => new(NumberKind.Double, 0, 0, real);

    /// <summary>A float.</summary>
    public static XsdNumber OfFloat(double real) => new(NumberKind.Float, 0, 0, (float)real);

    /// <summary>The value of a lexical form; null when it is not of that datatype, or beyond what is computed with.</summary>
    public static XsdNumber? Read(string lexical, Iri datatype)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var culture = CultureInfo.InvariantCulture;
        if (XsdDatatypes.IsWhole(datatype)) { return IsWhole(lexical) && Int128.TryParse(lexical, NumberStyles.AllowLeadingSign, culture, out var whole) ? Of(whole) : null; }
        if (datatype == Xsd.Decimal) { return DecimalForm().IsMatch(lexical) && decimal.TryParse(lexical, styles, culture, out var exact) ? Of(exact) : null; }
        if (datatype != Xsd.Double && datatype != XsdDatatypes.Float) { return null; }
        if (ReadReal(lexical) is not { } real) { return null; }
        return datatype == Xsd.Double ? Of(real) : OfFloat(real);
    }

    /// <summary>Which is less, after promotion; <see cref="int.MinValue"/> when one is NaN.</summary>
    public static int Compare(XsdNumber left, XsdNumber right)
    {
        var kind = (NumberKind)Math.Max((int)left.Kind, (int)right.Kind);
        if (kind == NumberKind.Integer) { return left.Whole.CompareTo(right.Whole); }
        // A decimal holds 28 digits: integers beyond are compared as doubles.
        if (kind == NumberKind.Decimal && left.IsWithinDecimal && right.IsWithinDecimal) { return left.Exact.CompareTo(right.Exact); }
        var (a, b) = kind == NumberKind.Float ? ((float)left.Real, (float)right.Real) : (left.Real, right.Real);
        return double.IsNaN(a) || double.IsNaN(b) ? int.MinValue : a.CompareTo(b);
    }

    private bool IsWithinDecimal => Kind != NumberKind.Integer || Int128.Abs(Whole) <= (Int128)decimal.MaxValue;

    private static double? ReadReal(string lexical) => lexical switch
    {
        "INF" or "+INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => DoubleForm().IsMatch(lexical) ? double.Parse(lexical, CultureInfo.InvariantCulture) : null,
    };

    private static bool IsWhole(string lexical)
    {
        var digits = lexical.AsSpan(lexical.Length > 0 && lexical[0] is '+' or '-' ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\z")]
    internal static partial Regex DecimalForm();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex DoubleForm();
}
