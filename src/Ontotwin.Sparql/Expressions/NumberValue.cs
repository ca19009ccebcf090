using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>The numeric types in the order of their promotion.</summary>
internal enum NumberKind
{
    Integer = 0,
    Decimal,
    Float,
    Double,
}

/// <summary>A number: an integer of up to 38 digits, a decimal of 28, a float or a double.</summary>
internal sealed class NumberValue : Value
{
    private readonly Int128 whole;
    private readonly decimal exact;
    private readonly double real;

    private NumberValue(NumberKind kind, Int128 whole, decimal exact, double real, Literal? literal)
        : base(literal) => (Kind, this.whole, this.exact, this.real) = (kind, whole, exact, real);

    public NumberKind Kind { get; }

    public Int128 Whole => whole;

    /// <summary>As a decimal; an integer that no decimal holds overflows.</summary>
    public decimal Exact => Kind == NumberKind.Integer ? (decimal)whole : exact;

    /// <summary>As a double.</summary>
    public double Real => Kind switch { NumberKind.Integer => (double)whole, NumberKind.Decimal => (double)exact, _ => real };

    public bool IsZeroOrNaN => Kind switch { NumberKind.Integer => whole == 0, NumberKind.Decimal => exact == 0, _ => real == 0 || double.IsNaN(real) };

    public static NumberValue Of(Int128 whole, Literal? literal = null) => new(NumberKind.Integer, whole, 0, 0, literal);

    public static NumberValue Of(decimal exact, Literal? literal = null) => new(NumberKind.Decimal, 0, exact, 0, literal);

    public static NumberValue Of(double real, Literal? literal = null) => new(NumberKind.Double, 0, 0, real, literal);

    public static NumberValue OfFloat(double real, Literal? literal = null) => new(NumberKind.Float, 0, 0, (float)real, literal);

    /// <summary>What a cast to a string gives: between 1e-6 and 1e6 without a power of ten.</summary>
    public string CastText
    {
        get
        {
            if (Kind >= NumberKind.Float && (Math.Abs(real) is >= 1e-6 and < 1e6 || real == 0))
            {
                var digits = Kind == NumberKind.Float ? new decimal((float)real) : new decimal(real);
                return (real == 0 && double.IsNegative(real) ? "-" : "") + Trimmed(digits.ToString(CultureInfo.InvariantCulture));
            }
            return ((Literal)MakeTerm()).Lexical;
        }
    }

    protected override Term MakeTerm() => Kind switch
    {
        NumberKind.Integer => new Literal(whole.ToString(CultureInfo.InvariantCulture), Xsd.Integer),
        NumberKind.Decimal => new Literal(Trimmed(exact.ToString(CultureInfo.InvariantCulture)), Xsd.Decimal),
        NumberKind.Float => new Literal(XsdNumbers.Canonical((float)real), Datatypes.Float),
        _ => new Literal(XsdNumbers.Canonical(real), Xsd.Double),
    };

    private static string Trimmed(string digits) => digits.Contains('.', StringComparison.Ordinal) ? digits.TrimEnd('0').TrimEnd('.') : digits;
}
