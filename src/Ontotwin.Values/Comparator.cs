namespace Ontotwin.Values;

/// <summary>How a reported number relates to the measured one (HL7 v2 SN.1, FHIR Quantity.comparator). <c>default</c>: equal.</summary>
public enum Comparator
{
    /// <summary>The number itself.</summary>
    None = 0,

    /// <summary>Below the number: <c>&lt;5</c>.</summary>
    Less,

    /// <summary>At most the number: <c>&lt;=5</c>.</summary>
    LessOrEqual,

    /// <summary>At least the number: <c>&gt;=60</c>.</summary>
    GreaterOrEqual,

    /// <summary>Above the number: <c>&gt;60</c>.</summary>
    Greater,
}

/// <summary>Symbols of comparators.</summary>
public static class ComparatorExtensions
{
    /// <summary>The symbol as FHIR writes it; empty for <see cref="Comparator.None"/>.</summary>
    public static string Symbol(this Comparator comparator) => comparator switch
    {
        Comparator.Less => "<",
        Comparator.LessOrEqual => "<=",
        Comparator.GreaterOrEqual => ">=",
        Comparator.Greater => ">",
        _ => "",
    };

    /// <summary>The numbers that <paramref name="value"/> with this comparator may stand for.</summary>
    public static Interval Around(this Comparator comparator, decimal value) => comparator switch
    {
        Comparator.Less => new(null, value, HighOpen: true),
        Comparator.LessOrEqual => new(null, value),
        Comparator.GreaterOrEqual => new(value, null),
        Comparator.Greater => new(value, null, LowOpen: true),
        _ => Interval.Point(value),
    };
}
