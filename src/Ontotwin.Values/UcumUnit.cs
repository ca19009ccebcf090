using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Ontotwin.Values.Ucum;

namespace Ontotwin.Values;

/// <summary>
/// A unit of measure in UCUM's case-sensitive notation (<c>mmol/L</c>, <c>mm[Hg]</c>, <c>10*3/uL</c>), with its exact meaning: a fraction of base
/// units and their exponents. Source: ucum-essence.xml 2.2, which ships unmodified and is read on first use (about 20 ms).
/// Special units (Cel, [degF], [pH], dB …) convert by their scales; an arbitrary unit ([IU]) is commensurable only with multiples of itself.
/// </summary>
public sealed class UcumUnit : IEquatable<UcumUnit>
{
    private static readonly ConcurrentDictionary<string, UcumUnit> Cache = new(StringComparer.Ordinal);
    private readonly UnitMeaning meaning;

    private UcumUnit(string code, UnitMeaning meaning) => (Code, this.meaning) = (code, meaning);

    /// <summary>The code as it was written.</summary>
    public string Code { get; }

    /// <summary>The dimension in base units, such as <c>g.m-1.s-2</c>; <c>1</c> for a bare number. Two units are commensurable when it is equal.</summary>
    public string Dimension => meaning.Dimension.ToString();

    /// <summary>Whether its numbers lie on a scale of their own (Cel, [pH], dB) and not on a multiple of base units.</summary>
    public bool IsSpecial => meaning.Special is not null;

    /// <summary>Version of the UCUM essence in use.</summary>
    public static string EssenceVersion => Essence.Instance.Version;

    /// <summary>The factor to the base units of <see cref="Dimension"/>, as numerator and denominator in lowest terms; for tests against other tables.</summary>
    internal Rational Factor => meaning.Factor;

    /// <summary>Reads a code. O(length); repeated codes are cached.</summary>
    /// <param name="code">The code, without surrounding blanks, at most 256 characters.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="why">Why it is none, in words that can follow "because".</param>
    public static bool TryParse(string code, [NotNullWhen(true)] out UcumUnit? unit, [NotNullWhen(false)] out string? why)
    {
        why = null;
        if (Cache.TryGetValue(code, out unit)) { return true; }
        if (UcumParser.Parse(code, out var reason) is not { } parsed)
        {
            why = reason ?? "it is not a UCUM unit";
            return false;
        }
        unit = new(code, parsed);
        if (Cache.Count < Limits.CachedUnits) { Cache.TryAdd(code, unit); }
        return true;
    }

    /// <summary>Whether numbers in one unit can be expressed in the other without knowing the substance.</summary>
    public bool IsCommensurableWith(UcumUnit other) => meaning.Dimension.Equals(other.meaning.Dimension);

    /// <summary>
    /// Converts a number. Exact, then rounded to what a decimal holds (28 digits), for all units but curved scales (pH, dB …), which are good to
    /// 15 digits. Units of temperature convert as points of the scale (37 Cel = 98.6 [degF]), not as differences.
    /// False when the units are not commensurable, or the result is too large or too small for a decimal.
    /// </summary>
    public bool TryConvert(decimal value, UcumUnit to, out decimal result)
    {
        result = value;
        if (Code == to.Code) { return true; }
        result = 0;
        return IsCommensurableWith(to) && !meaning.IsMeaningless && !to.meaning.IsMeaningless && Conversion.TryConvert(value, meaning, to.meaning, out result);
    }

    /// <summary>
    /// Converts between amount of substance and mass (mmol/L to mg/dL and back) for a substance of known molar mass. Commensurable units convert as
    /// in <see cref="TryConvert"/>. False when the units differ by anything but exchanging moles for grams.
    /// </summary>
    /// <param name="value">The number in this unit.</param>
    /// <param name="to">The unit wanted.</param>
    /// <param name="gramsPerMole">Molar mass in g/mol; above 0.</param>
    /// <param name="result">The number in <paramref name="to"/>.</param>
    public bool TryConvertWithMolarMass(decimal value, UcumUnit to, decimal gramsPerMole, out decimal result)
    {
        result = 0;
        if (IsCommensurableWith(to)) { return TryConvert(value, to, out result); }
        if (gramsPerMole <= 0 || meaning.Special is not null || to.meaning.Special is not null || meaning.IsMeaningless || to.meaning.IsMeaningless) { return false; }
        return Conversion.TryConvertWithMolarMass(value, meaning, to.meaning, gramsPerMole, out result);
    }

    /// <summary>Whether both are written alike; <c>mg/dL</c> and <c>mg/(dL)</c> are commensurable, not equal.</summary>
    public bool Equals(UcumUnit? other) => other is not null && Code == other.Code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UcumUnit);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
