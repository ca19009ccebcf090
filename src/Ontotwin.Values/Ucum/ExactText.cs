using System.Globalization;
using System.Numerics;

namespace Ontotwin.Values.Ucum;

/// <summary>The decimal digits of a fraction.</summary>
internal static class ExactText
{
    /// <summary>As many digits as there are; only of a fraction whose digits end.</summary>
    internal const int All = int.MaxValue;
    private const int LargestPlainPower = 28;
    private const int SmallestPlainPower = -12;

    internal static string Of(Rational number, int significantDigits)
    {
        if (number.Numerator.IsZero) { return "0"; }
        var (digits, power) = Digits(BigInteger.Abs(number.Numerator), number.Denominator, significantDigits);
        var text = digits.ToString(CultureInfo.InvariantCulture).TrimEnd('0');
        var sign = number.Numerator.Sign < 0 ? "-" : "";
        return sign + (power is >= LargestPlainPower or < SmallestPlainPower ? Scientific(text, power) : Plain(text, power));
    }

    // The digits as one integer, and the power of ten of the first of them.
    private static (BigInteger Digits, int Power) Digits(BigInteger numerator, BigInteger denominator, int significantDigits)
    {
        var power = PowerOf(numerator, denominator);
        // All digits are asked for of fractions that end: a denominator of 2^a 5^b does after max(a, b) places, which its bits bound.
        var wanted = significantDigits == All ? Math.Max(1, power + 1 + (int)denominator.GetBitLength()) : significantDigits;
        var shift = wanted - 1 - power;
        var scaled = shift >= 0 ? numerator * BigInteger.Pow(10, shift) : numerator;
        var divisor = shift >= 0 ? denominator : denominator * BigInteger.Pow(10, -shift);
        var digits = Rational.RoundedQuotient(scaled, divisor);
        // 9.99… rounded up to one digit more.
        return (digits, PowerOf(digits, BigInteger.One) - shift);
    }

    private static int PowerOf(BigInteger numerator, BigInteger denominator)
    {
        var power = (int)Math.Floor(BigInteger.Log10(numerator) - BigInteger.Log10(denominator));
        // The logarithm is good to 15 digits: put right what lies next to a power of ten.
        while (Compare(numerator, denominator, power) < 0) { power--; }
        while (Compare(numerator, denominator, power + 1) >= 0) { power++; }
        return power;
    }

    private static int Compare(BigInteger numerator, BigInteger denominator, int power) => power >= 0
        ? numerator.CompareTo(denominator * BigInteger.Pow(10, power))
        : (numerator * BigInteger.Pow(10, -power)).CompareTo(denominator);

    private static string Scientific(string digits, int power) =>
        string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{power}");

    private static string Plain(string digits, int power)
    {
        if (power < 0) { return "0." + new string('0', -power - 1) + digits; }
        return digits.Length <= power + 1 ? digits.PadRight(power + 1, '0') : $"{digits[..(power + 1)]}.{digits[(power + 1)..]}";
    }
}
