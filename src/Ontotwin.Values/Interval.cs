namespace Ontotwin.Values;

/// <summary>
/// The values a number may have given what is known: from <see cref="Low"/> to <see cref="High"/>, both included unless said open.
/// A missing end is unbounded; a point is an exact number. <c>default</c> is the whole line: nothing is known.
/// </summary>
/// <param name="Low">Lowest possible value, or null when unbounded below.</param>
/// <param name="High">Highest possible value, or null when unbounded above.</param>
/// <param name="LowOpen">Whether <paramref name="Low"/> itself is excluded (<c>&gt;5</c>).</param>
/// <param name="HighOpen">Whether <paramref name="High"/> itself is excluded (<c>&lt;5</c>).</param>
public readonly record struct Interval(decimal? Low, decimal? High, bool LowOpen = false, bool HighOpen = false)
{
    /// <summary>Any number at all.</summary>
    public static Interval Everything => default;

    /// <summary>Exactly one number.</summary>
    public static Interval Point(decimal value) => new(value, value);

    /// <summary>Whether exactly one number is possible.</summary>
    public bool IsPoint => Low is { } low && High is { } high && low == high && !LowOpen && !HighOpen;

    /// <summary>Whether every possible value is greater than or equal to <paramref name="bound"/>, none is, or it depends.</summary>
    public Truth AtLeast(decimal bound) =>
        Low is { } low && low >= bound ? Truth.True
        : High is { } high && (high < bound || (high == bound && HighOpen)) ? Truth.False
        : Truth.Unknown;

    /// <summary>Whether every possible value is greater than <paramref name="bound"/>, none is, or it depends.</summary>
    public Truth GreaterThan(decimal bound) =>
        Low is { } low && (low > bound || (low == bound && LowOpen)) ? Truth.True
        : High is { } high && high <= bound ? Truth.False
        : Truth.Unknown;

    /// <summary>Whether every possible value is less than or equal to <paramref name="bound"/>, none is, or it depends.</summary>
    public Truth AtMost(decimal bound) => GreaterThan(bound).Not();

    /// <summary>Whether every possible value is less than <paramref name="bound"/>, none is, or it depends.</summary>
    public Truth LessThan(decimal bound) => AtLeast(bound).Not();

    /// <summary>Whether the value is <paramref name="bound"/>, is not, or may be.</summary>
    public Truth EqualTo(decimal bound) =>
        IsPoint ? (Low == bound).ToTruth()
        : GreaterThan(bound) == Truth.True || LessThan(bound) == Truth.True ? Truth.False
        : Truth.Unknown;

    /// <summary>The smallest interval that holds every value of both.</summary>
    public Interval Hull(Interval other)
    {
        var (low, lowOpen) = Outer(Low, LowOpen, other.Low, other.LowOpen, lower: true);
        var (high, highOpen) = Outer(High, HighOpen, other.High, other.HighOpen, lower: false);
        return new(low, high, lowOpen, highOpen);
    }

    private static (decimal? End, bool Open) Outer(decimal? a, bool aOpen, decimal? b, bool bOpen, bool lower)
    {
        if (a is not { } x || b is not { } y) { return (null, false); }
        if (x == y) { return (x, aOpen && bOpen); }
        return (x < y) == lower ? (x, aOpen) : (y, bOpen);
    }
}
