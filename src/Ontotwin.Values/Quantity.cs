namespace Ontotwin.Values;

/// <summary>A measured amount: exact decimal, comparator and UCUM unit.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">The UCUM code; <c>1</c> for a number of dimension 1, empty for one whose source gives no unit.</param>
/// <param name="Comparator">How the number relates to the measured one.</param>
public sealed record Quantity(decimal Value, string Unit, Comparator Comparator = Comparator.None)
{
    /// <summary>The numbers it may stand for, in <see cref="Unit"/>.</summary>
    public Interval Interval => Comparator.Around(Value);

    /// <inheritdoc/>
    public override string ToString() => Unit is "1" or ""
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Comparator.Symbol()}{Value}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Comparator.Symbol()}{Value} {Unit}");
}
