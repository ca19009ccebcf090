using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>A number.</summary>
internal sealed class NumberValue(XsdNumber number, Literal? literal = null) : Value(literal)
{
    public XsdNumber Number => number;

    public NumberKind Kind => number.Kind;

    public Int128 Whole => number.Whole;

    /// <summary>As a decimal; an integer that no decimal holds overflows.</summary>
    public decimal Exact => number.Exact;

    /// <summary>As a double.</summary>
    public double Real => number.Real;

    public bool IsZeroOrNaN => Kind switch { NumberKind.Integer => Whole == 0, NumberKind.Decimal => Exact == 0, _ => Real == 0 || double.IsNaN(Real) };

    public static NumberValue Of(Int128 whole) => new(XsdNumber.Of(whole));

    public static NumberValue Of(decimal exact) => new(XsdNumber.Of(exact));

    public static NumberValue Of(double real) => new(XsdNumber.Of(real));

    public static NumberValue OfFloat(double real) => new(XsdNumber.OfFloat(real));

    /// <summary>What a cast to a string gives: between 1e-6 and 1e6 without a power of ten.</summary>
    public string CastText
    {
        get
        {
            if (Kind >= NumberKind.Float && (Math.Abs(Real) is >= 1e-6 and < 1e6 || Real == 0))
            {
                var digits = Kind == NumberKind.Float ? new decimal((float)Real) : new decimal(Real);
                return (Real == 0 && double.IsNegative(Real) ? "-" : "") + Trimmed(digits.ToString(CultureInfo.InvariantCulture));
            }
            return ((Literal)MakeTerm()).Lexical;
        }
    }

    protected override Term MakeTerm() => Kind switch
    {
        NumberKind.Integer => new Literal(Whole.ToString(CultureInfo.InvariantCulture), Xsd.Integer),
        NumberKind.Decimal => new Literal(Trimmed(Exact.ToString(CultureInfo.InvariantCulture)), Xsd.Decimal),
        NumberKind.Float => new Literal(XsdNumbers.Canonical((float)Real), XsdDatatypes.Float),
        _ => new Literal(XsdNumbers.Canonical(Real), Xsd.Double),
    };

    private static string Trimmed(string digits) => digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
}
