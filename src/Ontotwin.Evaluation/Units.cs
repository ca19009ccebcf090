using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>Converts intervals between units.</summary>
public static class Units
{
    /// <summary>
    /// The interval in another UCUM unit, by the molar mass where moles meet grams and the charge where they meet equivalents; null when the units do not
    /// measure the same thing, or only a formula says so.
    /// </summary>
    public static Interval? Convert(Interval value, string? from, string? to, Substance substance)
    {
        var (source, target) = (from ?? "1", to ?? "1");
        if (source == target) { return value; }
        if (!UcumUnit.TryParse(source, out var a, out _) || !UcumUnit.TryParse(target, out var b, out _)) { return null; }
        decimal? low = End(value.Low, a, b, substance), high = End(value.High, a, b, substance);
        return (low is null && value.Low is not null) || (high is null && value.High is not null) || (value.Low is null && value.High is null && End(1, a, b, substance) is null) ? null
            : low > high ? new(high, low, value.HighOpen, value.LowOpen) : new(low, high, value.LowOpen, value.HighOpen);
    }

    /// <summary>Whether two UCUM units measure the same thing.</summary>
    public static bool AreCommensurable(string? left, string? right) => Convert(Interval.Point(1), left, right, default) is not null;

    private static decimal? End(decimal? end, UcumUnit a, UcumUnit b, Substance substance) =>
        end is { } value && substance.TryConvert(value, a, b, out var converted) ? converted : null;
}
