using System.Globalization;
using System.Numerics;

namespace Ontotwin.Values.Ucum;

/// <summary>An exact fraction in lowest terms with a positive denominator. <c>default</c> is not a number; use <see cref="One"/>.</summary>
internal readonly record struct Rational
{
    private static readonly BigInteger DecimalMaximum = (BigInteger.One << 96) - 1;

    internal Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0) { divisor = -divisor; }
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    internal BigInteger Numerator { get; }

    internal BigInteger Denominator { get; }

    internal static Rational One { get; } = new(1, 1);

    internal bool IsTooLarge => Numerator.GetBitLength() > Limits.FactorBits || Denominator.GetBitLength() > Limits.FactorBits;

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static Rational operator +(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) - (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    internal static Rational Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new(bits[3] < 0 ? -mantissa : mantissa, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    /// <summary>Reads <c>6.02214076e23</c> exactly. The text is the essence's, so a malformed one is a fault of the build.</summary>
    internal static Rational Parse(string text)
    {
        var e = text.IndexOfAny(['e', 'E']);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = BigInteger.Parse(point < 0 ? mantissa : mantissa.Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        exponent -= decimals;
        return exponent >= 0 ? new(digits * BigInteger.Pow(10, exponent), 1) : new(digits, BigInteger.Pow(10, -exponent));
    }

    internal Rational Power(int exponent) => exponent >= 0
        ? new(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent))
        : new(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent));

    /// <summary>The nearest decimal (ties to even); false when it is too large, or is not zero and would become zero.</summary>
    internal bool TryToDecimal(out decimal value)
    {
        value = 0;
        if (Numerator.IsZero) { return true; }
        for (var scale = SmallestScale(); scale >= 0; scale--)
        {
            var digits = RoundedQuotient(BigInteger.Abs(Numerator) * BigInteger.Pow(10, scale), Denominator);
            if (digits > DecimalMaximum) { continue; }
            if (digits.IsZero) { return false; }
            value = Trimmed(digits, scale, Numerator.Sign < 0);
            return true;
        }
        return false;
    }

    internal double ToDouble() => TryToDecimal(out var value) ? (double)value
        : Math.Exp(BigInteger.Log(BigInteger.Abs(Numerator)) - BigInteger.Log(Denominator)) * Numerator.Sign;

    // A decimal holds 28 digits behind the point; for large numbers fewer fit, and trying them one by one from 28 would be slow.
    private int SmallestScale()
    {
        var integerDigits = (int)((Numerator.GetBitLength() - Denominator.GetBitLength()) * 0.30103) - 1;
        return Math.Clamp(29 - integerDigits, -1, 28);
    }

    internal static BigInteger RoundedQuotient(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        var twice = (remainder << 1).CompareTo(divisor);
        return twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    private static decimal Trimmed(BigInteger digits, int scale, bool negative)
    {
        while (scale > 0)
        {
            var shorter = BigInteger.DivRem(digits, 10, out var last);
            if (!last.IsZero) { break; }
            (digits, scale) = (shorter, scale - 1);
        }
        var low = (uint)(digits & uint.MaxValue);
        var middle = (uint)((digits >> 32) & uint.MaxValue);
        var high = (uint)(digits >> 64);
        return new((int)low, (int)middle, (int)high, negative, (byte)scale);
    }
}
