using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>
/// Interval arithmetic: every result holds all values that operands within their intervals can give. Sums and products are decimal; powers,
/// exponentials and logarithms are double, their intervals widened by a part in 10^12 (points are not).
/// </summary>
internal static class IntervalMath
{
    private const decimal Widening = 1e-12m;

    public static Interval Add(Interval a, Interval b) => new(Sum(a.Low, b.Low), Sum(a.High, b.High), a.LowOpen || b.LowOpen, a.HighOpen || b.HighOpen);

    public static Interval Negate(Interval a) => new(-a.High, -a.Low, a.HighOpen, a.LowOpen);

    public static Interval Subtract(Interval a, Interval b) => Add(a, Negate(b));

    public static Interval Multiply(Interval a, Interval b)
    {
        if (a.IsPoint && b.IsPoint) { return Product(a.Low!.Value, b.Low!.Value) is { } p ? Interval.Point(p) : Interval.Everything; }
        if (a is { Low: { } al, High: { } ah } && b is { Low: { } bl, High: { } bh })
        {
            return Hull([Product(al, bl), Product(al, bh), Product(ah, bl), Product(ah, bh)]);
        }
        if (a.IsPoint && a.Low == 0 || b.IsPoint && b.Low == 0) { return Interval.Point(0); }
        if (a is { Low: >= 0 } && b is { Low: >= 0 }) { return new(Product(a.Low.Value, b.Low.Value), null); }
        if (a.IsPoint) { return Scale(b, a.Low!.Value); }
        return b.IsPoint ? Scale(a, b.Low!.Value) : Interval.Everything;
    }

    public static Interval Divide(Interval a, Interval b)
    {
        if (b.Low is not > 0 && b.High is not < 0) { return Interval.Everything; }
        if (a.IsPoint && b.IsPoint) { return Quotient(a.Low!.Value, b.Low!.Value) is { } q ? Interval.Point(q) : Interval.Everything; }
        decimal? low = b.High is { } h ? Quotient(1, h) : 0, high = b.Low is { } l ? Quotient(1, l) : 0;
        return Multiply(a, new(low, high));
    }

    public static Interval Min(Interval a, Interval b) => new(
        a.Low is { } x && b.Low is { } y ? Math.Min(x, y) : null, a.High is { } p && b.High is { } q ? Math.Min(p, q) : a.High ?? b.High);

    public static Interval Max(Interval a, Interval b) => new(
        a.Low is { } x && b.Low is { } y ? Math.Max(x, y) : a.Low ?? b.Low, a.High is { } p && b.High is { } q ? Math.Max(p, q) : null);

    public static Interval Abs(Interval a) =>
        a.Low is >= 0 ? a : a.High is <= 0 ? Negate(a)
        : new(0, a is { Low: { } low, High: { } high } ? Math.Max(-low, high) : null);

    public static Interval Exp(Interval a) => Rising(a, Math.Exp, 0);

    public static Interval Sqrt(Interval a) => a.High is < 0 ? Interval.Everything : Rising(new(Math.Max(a.Low ?? 0, 0), a.High), Math.Sqrt, 0);

    public static Interval Ln(Interval a) => a.High is <= 0 ? Interval.Everything : Rising(a.Low is > 0 ? a : new(null, a.High), Math.Log, null);

    public static Interval Logistic(Interval a)
    {
        var inner = Rising(a, x => 1 / (1 + Math.Exp(-x)), 0);
        return new(Math.Clamp(inner.Low ?? 0, 0, 1), Math.Clamp(inner.High ?? 1, 0, 1));
    }

    /// <summary>Power of a base above zero, or of any base to a whole point exponent.</summary>
    public static Interval Power(Interval a, Interval b)
    {
        if (a.IsPoint && b.IsPoint) { return ToDecimal(Math.Pow((double)a.Low!.Value, (double)b.Low!.Value)) is { } p ? Interval.Point(p) : Interval.Everything; }
        if (a.Low is > 0) { return Exp(Multiply(b, Ln(a))); }
        if (!b.IsPoint || b.Low is not { } n || n < 0) { return Interval.Everything; }
        if (a.Low is >= 0) { return Rising(a, x => Math.Pow(x, (double)n), 0); }
        if (n != Math.Truncate(n) || a is not { Low: { } low, High: { } high }) { return Interval.Everything; }
        var ends = Hull([ToDecimal(Math.Pow((double)low, (double)n)), ToDecimal(Math.Pow((double)high, (double)n))]);
        return n % 2 == 0 ? (high >= 0 ? ends.Hull(Interval.Point(0)) : ends) : ends;
    }

    /// <summary>Whether <paramref name="a"/> stands in a relation to <paramref name="b"/>, for every, no, or some values of both.</summary>
    public static Truth Compare(string op, Interval a, Interval b) => op switch
    {
        "<" => AtLeast(a, b).Not(),
        ">=" => AtLeast(a, b),
        ">" => AtLeast(b, a).Not(),
        "<=" => AtLeast(b, a),
        "=" => Equal(a, b),
        "!=" => Equal(a, b).Not(),
        _ => Truth.Unknown,
    };

    private static Truth AtLeast(Interval a, Interval b)
    {
        if (a.Low is { } low && b.High is { } high && low >= high) { return Truth.True; }
        return a.High is { } top && b.Low is { } bottom && (top < bottom || (top == bottom && (a.HighOpen || b.LowOpen))) ? Truth.False : Truth.Unknown;
    }

    private static Truth Equal(Interval a, Interval b) =>
        a.IsPoint && b.IsPoint ? (a.Low == b.Low).ToTruth()
        : AtLeast(a, b) == Truth.False || AtLeast(b, a) == Truth.False ? Truth.False
        : Truth.Unknown;

    private static Interval Rising(Interval a, Func<double, double> f, decimal? least)
    {
        if (a.IsPoint) { return ToDecimal(f((double)a.Low!.Value)) is { } p ? Interval.Point(p) : Interval.Everything; }
        var low = a.Low is { } l ? Down(ToDecimal(f((double)l))) : least;
        var high = a.High is { } h ? Up(ToDecimal(f((double)h))) : null;
        return new(low is { } x && least is { } y && x < y ? y : low ?? least, high);
    }

    private static decimal? Down(decimal? value) => value is { } v ? v - (Math.Abs(v) * Widening) : null;

    private static decimal? Up(decimal? value) => value is { } v ? v + (Math.Abs(v) * Widening) : null;

    private static Interval Scale(Interval a, decimal factor)
    {
        decimal? low = a.Low is { } l ? Product(l, factor) : null, high = a.High is { } h ? Product(h, factor) : null;
        return factor >= 0 ? new(low, high, a.LowOpen, a.HighOpen) : new(high, low, a.HighOpen, a.LowOpen);
    }

    private static Interval Hull(ReadOnlySpan<decimal?> values)
    {
        decimal? low = null, high = null;
        foreach (var value in values)
        {
            if (value is not { } v) { return Interval.Everything; }
            low = low is { } l ? Math.Min(l, v) : v;
            high = high is { } h ? Math.Max(h, v) : v;
        }
        return new(low, high);
    }

    private static decimal? Sum(decimal? a, decimal? b) => a is { } x && b is { } y && Fits((double)x + (double)y) ? x + y : null;

    private static decimal? Product(decimal a, decimal b) => Fits((double)a * (double)b) ? a * b : null;

    private static decimal? Quotient(decimal a, decimal b) => b != 0 && Fits((double)a / (double)b) ? a / b : null;

    private static decimal? ToDecimal(double value) => Fits(value) ? (decimal)value : null;

    private static bool Fits(double value) => Math.Abs(value) < 7.9e27;
}
