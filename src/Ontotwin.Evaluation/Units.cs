using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>Converts intervals between units.</summary>
public static class Units
{
    /// <summary>The interval in another UCUM unit, by the molar mass in g/mol where moles meet grams; null when the units do not measure the same thing.</summary>
    public static Interval? Convert(Interval value, string? from, string? to, decimal? molarMass)
    {
        var (source, target) = (from ?? "1", to ?? "1");
        if (source == target) { return value; }
        if (!UcumUnit.TryParse(source, out var a, out _) || !UcumUnit.TryParse(target, out var b, out _)) { return null; }
        if (!Has(a, b, molarMass)) { return null; }
        decimal? low = End(value.Low, a, b, molarMass), high = End(value.High, a, b, molarMass);
        return (low is null && value.Low is not null) || (high is null && value.High is not null) ? null
            : low > high ? new(high, low, value.HighOpen, value.LowOpen) : new(low, high, value.LowOpen, value.HighOpen);
    }

    /// <summary>Whether two UCUM units measure the same thing.</summary>
    public static bool AreCommensurable(string? left, string? right) => Convert(Interval.Point(1), left, right, null) is not null;

    private static bool Has(UcumUnit a, UcumUnit b, decimal? molarMass) => a.IsCommensurableWith(b) || molarMass is > 0;

    private static decimal? End(decimal? end, UcumUnit a, UcumUnit b, decimal? molarMass)
    {
        if (end is not { } value) { return null; }
        if (a.IsCommensurableWith(b)) { return a.TryConvert(value, b, out var plain) ? plain : null; }
        return a.TryConvertWithMolarMass(value, b, molarMass ?? 0, out var moles) ? moles : null;
    }
}
