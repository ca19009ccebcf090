namespace Ontotwin.Values.Ucum;

/// <summary>Conversions that formulas allow and that are wrong at the bedside.</summary>
internal static class ConversionHazard
{
    internal static UnitHazard? Between(UnitMeaning from, UnitMeaning to, string fromCode, string toCode)
    {
        if (from.IsMeaningless || to.IsMeaningless)
        {
            return from.Dimension.Equals(to.Dimension) && fromCode != toCode
                ? new("OT1906", $"'{fromCode}' or '{toCode}' has a unit on a scale of its own (Cel, [pH]) inside a product, which has no meaning", "write kelvin, 'K', for a difference of temperature")
                : null;
        }
        if (from.Dimension.Equals(to.Dimension)) { return OfEqualDimension(from, to, fromCode, toCode); }
        return from.Equivalents != to.Equivalents && from.Dimension.DiffersByMolesForGrams(to.Dimension)
            ? Equivalents(fromCode, toCode)
            : OfOtherDimension(from.Dimension, to.Dimension, fromCode, toCode);
    }

    private static UnitHazard Equivalents(string fromCode, string toCode) => new(
        UnitHazard.EquivalentsAsMoles, $"'{fromCode}' to '{toCode}' takes equivalents for moles, which holds only for an ion of charge one",
        "give the ion's charge (hdt:ionCharge of the class), or keep the unit");

    private static UnitHazard? OfEqualDimension(UnitMeaning from, UnitMeaning to, string fromCode, string toCode)
    {
        if (from.Equivalents != to.Equivalents) { return Equivalents(fromCode, toCode); }
        return from.Osmoles == to.Osmoles ? null
            : new("OT1905", $"'{fromCode}' to '{toCode}' takes osmoles for moles, which holds only for what does not dissociate", "keep the unit");
    }

    private static UnitHazard? OfOtherDimension(Dimension from, Dimension to, string fromCode, string toCode)
    {
        if (from.Without(IsMole).Equals(to.Without(IsMole)))
        {
            return new("OT1901", $"'{fromCode}' to '{toCode}' takes an amount of substance for a bare count", "UCUM makes a mole the number 6.02214076e23; say what is counted, or keep the unit");
        }
        if (from.Without(IsArbitrary).Equals(to.Without(IsArbitrary)))
        {
            return new("OT1904", $"'{fromCode}' to '{toCode}' takes one arbitrary unit for another or for a number", "an arbitrary unit depends on the assay and is commensurable only with itself (UCUM 24)");
        }
        return null;
    }

    private static bool IsMole(string name) => name == "mol";

    // The bases of UCUM are letters; an arbitrary unit is a base of its own and is written in brackets.
    private static bool IsArbitrary(string name) => name[0] == '[';
}
