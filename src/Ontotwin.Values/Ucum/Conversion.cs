namespace Ontotwin.Values.Ucum;

/// <summary>Numbers of one unit in another.</summary>
internal static class Conversion
{
    private const double DecimalMaximum = 7.9e28;
    private const double DecimalMinimum = 1e-28;

    internal static bool TryConvert(decimal value, UnitMeaning from, UnitMeaning to, out decimal result)
    {
        if (!IsExact(from, to)) { return TryConvertCurved(value, from, to, out result); }
        return Exactly(Rational.Of(value), from, to).TryToDecimal(out result);
    }

    /// <summary>Whether both scales are straight, so that a number of one is a fraction of the other.</summary>
    internal static bool IsExact(UnitMeaning from, UnitMeaning to) => from.Special is not { Offset: null } && to.Special is not { Offset: null };

    internal static Rational Exactly(Rational value, UnitMeaning from, UnitMeaning to)
    {
        var inBase = ((value * from.ScalePrefix) + OffsetOf(from)) * from.Factor;
        return ((inBase / to.Factor) - OffsetOf(to)) / to.ScalePrefix;
    }

    internal static bool TryConvertWithMolarMass(decimal value, UnitMeaning from, UnitMeaning to, decimal gramsPerMole, out decimal result)
    {
        result = 0;
        var moles = from.Dimension.ExponentOf("mol") - to.Dimension.ExponentOf("mol");
        if (!from.Dimension.DiffersByMolesForGrams(to.Dimension)) { return false; }
        // A mole's factor is Avogadro's number, which cancels: grams of one mole are the molar mass.
        Essence.Instance.TryGetAtom("mol", out var mole);
        var exchange = (Rational.Of(gramsPerMole) / mole.Meaning.Factor).Power(moles);
        return (Rational.Of(value) * from.Factor * exchange / to.Factor).TryToDecimal(out result);
    }

    private static Rational OffsetOf(UnitMeaning unit) => unit.Special?.Offset ?? new(0, 1);

    private static bool TryConvertCurved(decimal value, UnitMeaning from, UnitMeaning to, out decimal result)
    {
        var number = (double)value * from.ScalePrefix.ToDouble();
        number = from.Special switch
        {
            { Offset: { } offset } => number + offset.ToDouble(),
            { } curve => curve.ToReference(number),
            null => number,
        };
        number *= (from.Factor / to.Factor).ToDouble();
        number = to.Special switch
        {
            { Offset: { } offset } => number - offset.ToDouble(),
            { } curve => curve.FromReference(number),
            null => number,
        };
        number /= to.ScalePrefix.ToDouble();
        var fits = double.IsFinite(number) && Math.Abs(number) < DecimalMaximum && (number == 0 || Math.Abs(number) > DecimalMinimum);
        result = fits ? (decimal)number : 0;
        return fits;
    }
}
