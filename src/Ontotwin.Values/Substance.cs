namespace Ontotwin.Values;

/// <summary>What a conversion between units may know of the substance that was measured. <c>default</c>: nothing.</summary>
/// <param name="GramsPerMole">Molar mass in g/mol, above 0; null: moles and grams are not exchanged.</param>
/// <param name="IonCharge">Charges an ion carries, either sign, from 1; null: equivalents and moles are not exchanged.</param>
public readonly record struct Substance(decimal? GramsPerMole = null, int? IonCharge = null)
{
    /// <summary>
    /// Converts a number: exactly between commensurable units, by the molar mass between moles and grams, by the charge between equivalents and moles.
    /// False when the units do not measure the same thing or the result is outside a decimal, and when only a formula would allow it
    /// (<see cref="HazardOf"/> says which).
    /// </summary>
    public bool TryConvert(decimal value, UcumUnit from, UcumUnit to, out decimal result)
    {
        result = 0;
        if (HazardOf(from, to) is not null) { return false; }
        var power = from.Equivalents - to.Equivalents;
        var divisor = power == 0 ? 1 : Power(IonCharge ?? 1, Math.Abs(power));
        if (power < 0) { value *= divisor; }
        var converted = from.IsCommensurableWith(to) ? from.TryConvert(value, to, out result) : from.TryConvertWithMolarMass(value, to, GramsPerMole ?? 0, out result);
        if (power > 0) { result /= divisor; }
        return converted;
    }

    /// <summary>Why a conversion that a formula allows is refused for this substance; null when nothing stands against it.</summary>
    public UnitHazard? HazardOf(UcumUnit from, UcumUnit to) => from.HazardTo(to) is { } hazard && (IonCharge is null || hazard.Code != UnitHazard.EquivalentsAsMoles) ? hazard : null;

    private static decimal Power(int number, int exponent)
    {
        var result = 1m;
        // The largest charge of an ion is 9 and exponents of units end at 99 by the parser: past 28 digits nothing is meant.
        for (var i = 0; i < Math.Min(exponent, 28); i++) { result *= number; }
        return result;
    }
}
