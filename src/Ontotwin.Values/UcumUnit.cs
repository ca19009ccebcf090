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

    /// <summary>Whether its scale is a curve (pH, dB, %[slope]), which converts to 15 digits and not exactly.</summary>
    public bool IsCurved => meaning.Special is { Offset: null };

    /// <summary>Whether a number of a scale of temperature (Cel, [degF], [degRe]) lies below absolute zero. Of kelvin and its multiples never: a number of them may be a difference.</summary>
    public bool IsBelowAbsoluteZero(decimal value) => IsTemperature && TryParse("K", out var kelvin, out _) && TryConvert(value, kelvin, out var absolute) && absolute < 0;

    /// <summary>Whether its numbers are points of a scale of temperature.</summary>
    public bool IsTemperature => IsSpecial && !IsCurved && Dimension == "K";

    /// <summary>Version of the UCUM essence in use.</summary>
    public static string EssenceVersion => Essence.Instance.Version;

    /// <summary>The factor to the base units of <see cref="Dimension"/>, exactly; for tests against other tables.</summary>
    internal ExactNumber Factor => new(meaning.Factor);

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

    /// <summary>
    /// A readable name in English, as the published functional tests of UCUM write it: <c>(millimeter)</c>, <c>(meter) / (second ^ 2)</c>.
    /// </summary>
    public string DisplayName => UnitName.Of(Code);

    /// <summary>Why its code is easily taken for another unit (<c>K/uL</c> is kelvin); null when it is not.</summary>
    public UnitHazard? Hazard => LookAlike.Of(this);

    /// <summary>
    /// Why a number of this unit must not silently become one of the other, though a reader of the formula would let it (UCUM's mole is a bare number,
    /// its equivalent a mole); null when nothing stands against it, and when the two plainly measure different things.
    /// </summary>
    public UnitHazard? HazardTo(UcumUnit to) => ConversionHazard.Between(meaning, to.meaning, Code, to.Code);

    /// <summary>The exponent of <c>eq</c>; a number of equivalents divided by the ion's charge is one of moles.</summary>
    public int Equivalents => meaning.Equivalents;

    /// <summary>The unit of a product of two numbers; false when its code would be too long or its factor too large.</summary>
    public bool TryMultiply(UcumUnit other, [NotNullWhen(true)] out UcumUnit? product) => TryParse($"{Factored(this)}.{Factored(other)}", out product, out _);

    /// <summary>The unit of a quotient; false when its code would be too long or its factor too large.</summary>
    public bool TryDivide(UcumUnit other, [NotNullWhen(true)] out UcumUnit? quotient) => TryParse($"{Factored(this)}/{Factored(other)}", out quotient, out _);

    // '/' may begin only a whole unit.
    private static string Factored(UcumUnit unit) => unit.Code.StartsWith('/') ? $"(1{unit.Code})" : $"({unit.Code})";

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
    /// Converts a number without rounding and of any size. False when the units are not commensurable, or one lies on a curved scale (pH, dB …), which
    /// <see cref="TryConvert"/> reads to 15 digits.
    /// </summary>
    public bool TryConvertExactly(ExactNumber value, UcumUnit to, out ExactNumber result)
    {
        var possible = IsCommensurableWith(to) && !meaning.IsMeaningless && !to.meaning.IsMeaningless && Conversion.IsExact(meaning, to.meaning);
        result = possible ? new(Conversion.Exactly(value.Value, meaning, to.meaning)) : default;
        return possible;
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
