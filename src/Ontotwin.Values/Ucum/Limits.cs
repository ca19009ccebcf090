namespace Ontotwin.Values.Ucum;

/// <summary>Every limit of the unit reader.</summary>
internal static class Limits
{
    /// <summary>The longest unit code read; the longest one in real catalogues has about 40 characters.</summary>
    internal const int CodeLength = 256;

    /// <summary>How deep parentheses may nest.</summary>
    internal const int NestingDepth = 32;

    /// <summary>The largest exponent of a unit; physics stops at about 6.</summary>
    internal const int Exponent = 99;

    /// <summary>The most digits of a number in a unit.</summary>
    internal const int FactorDigits = 28;

    /// <summary>Parsed units kept; further ones are parsed each time.</summary>
    internal const int CachedUnits = 4096;

    /// <summary>The largest numerator or denominator, in bits, that a conversion factor may grow to.</summary>
    internal const int FactorBits = 16384;

    /// <summary>The most characters of the digits of a number to convert.</summary>
    internal const int NumberDigits = 64;

    /// <summary>The largest power of ten, either way, of a number to convert.</summary>
    internal const int NumberPower = 400;
}
