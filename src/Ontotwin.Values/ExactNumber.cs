using System.Globalization;
using System.Numerics;
using Ontotwin.Values.Ucum;

namespace Ontotwin.Values;

/// <summary>
/// A rational number without rounding and without a decimal's range: what a unit conversion gives (<c>1.5 Sv</c> is <c>1.5e24 ySv</c>, a third of an
/// hour is <c>20 min</c> exactly). <c>default</c> is zero.
/// </summary>
public readonly struct ExactNumber : IEquatable<ExactNumber>
{
    // Digits shown of a fraction that never ends: as many as a decimal holds.
    private const int ShownDigits = 28;
    private static readonly System.Buffers.SearchValues<char> DigitsAndPoint = System.Buffers.SearchValues.Create("0123456789.");
    private readonly Rational value;
    private readonly bool isSet;

    internal ExactNumber(Rational value) => (this.value, isSet) = (value, true);

    internal Rational Value => isSet ? value : new(0, 1);

    /// <summary>Whether its decimal digits end, so that <see cref="ToString()"/> shows it exactly.</summary>
    public bool IsTerminating
    {
        get
        {
            var rest = Value.Denominator;
            while ((rest & 1).IsZero) { rest >>= 1; }
            for (; BigInteger.Remainder(rest, 5).IsZero; rest /= 5) { }
            return rest.IsOne;
        }
    }

    /// <summary>The number a decimal holds.</summary>
    public static ExactNumber Of(decimal value) => new(Rational.Of(value));

    /// <summary>Reads <c>-12.50</c> or <c>6.02e23</c>; at most 64 digits and a power of ten of at most 400 either way.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactNumber number)
    {
        number = default;
        var e = text.IndexOfAny('e', 'E');
        var mantissa = e < 0 ? text : text[..e];
        var digits = mantissa.Length > 0 && mantissa[0] is '-' or '+' ? mantissa[1..] : mantissa;
        if (digits.Length is 0 or > Limits.NumberDigits || digits.Count('.') > 1 || digits.IndexOfAnyExcept(DigitsAndPoint) >= 0 || !char.IsAsciiDigit(digits[^1])) { return false; }
        if (e >= 0 && (!int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) || Math.Abs(power) > Limits.NumberPower)) { return false; }
        number = new(Rational.Parse(text.ToString()));
        return true;
    }

    /// <summary>The product.</summary>
    public ExactNumber Times(ExactNumber other) => new(Value * other.Value);

    /// <summary>The quotient; <paramref name="other"/> is not zero.</summary>
    public ExactNumber DividedBy(ExactNumber other) => new(Value / other.Value);

    /// <summary>The nearest decimal (ties to even); false when it is too large for one, or is not zero and would become zero.</summary>
    public bool TryToDecimal(out decimal nearest) => Value.TryToDecimal(out nearest);

    /// <summary>All its digits when they end, else the first 28; from 1e28 up and below 1e-12 with a power of ten (<c>1.5e48</c>).</summary>
    public override string ToString() => ExactText.Of(Value, IsTerminating ? ExactText.All : ShownDigits);

    /// <summary>At most so many significant digits, rounded half to even.</summary>
    public string ToString(int significantDigits) => ExactText.Of(Value, significantDigits);

    /// <inheritdoc/>
    public bool Equals(ExactNumber other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(ExactNumber left, ExactNumber right) => left.Equals(right);

    /// <summary>Whether they are different numbers.</summary>
    public static bool operator !=(ExactNumber left, ExactNumber right) => !left.Equals(right);
}
