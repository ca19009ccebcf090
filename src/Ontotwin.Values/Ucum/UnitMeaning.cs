namespace Ontotwin.Values.Ucum;

/// <summary>What a unit expression stands for: a multiple of base units, perhaps on a special scale.</summary>
/// <param name="Factor">Multiple of the base units; for a special unit, of its reference unit.</param>
/// <param name="Dimension">Exponents of the base units.</param>
internal sealed record UnitMeaning(Rational Factor, Dimension Dimension)
{
    internal static UnitMeaning One { get; } = new(Rational.One, Dimension.None);

    /// <summary>The scale, when the unit is a single special unit.</summary>
    internal SpecialFunction? Special { get; init; }

    /// <summary>The prefix before a special unit: it counts steps of the scale, not of the reference unit.</summary>
    internal Rational ScalePrefix { get; init; } = Rational.One;

    /// <summary>Whether a special scale (Cel, pH, dB) is part of a product, which UCUM 22 gives no meaning.</summary>
    internal bool IsMeaningless { get; init; }

    /// <summary>The exponent of <c>eq</c> in it: UCUM makes an equivalent a mole, which it is only of an ion of charge one.</summary>
    internal int Equivalents { get; init; }

    /// <summary>The exponent of <c>osm</c> in it: UCUM makes an osmole a mole, which it is only of what does not dissociate.</summary>
    internal int Osmoles { get; init; }

    internal UnitMeaning Times(UnitMeaning other, int power)
    {
        // A lone factor 1 keeps the scale: (Cel) and 1.Cel are Cel.
        if (power == 1 && ReferenceEquals(this, One)) { return other; }
        return new(Factor * other.Factor.Power(power), Dimension.Times(other.Dimension, power))
        {
            IsMeaningless = IsMeaningless || other.IsMeaningless || Special is not null || other.Special is not null,
            Equivalents = Equivalents + (other.Equivalents * power),
            Osmoles = Osmoles + (other.Osmoles * power),
        };
    }
}
