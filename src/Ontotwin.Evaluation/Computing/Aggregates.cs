using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Aggregates of timed values; of intervals where the aggregate rises with each value, of points alone where it does not.</summary>
internal static class Aggregates
{
    /// <summary>The aggregate; null when it cannot be computed of these.</summary>
    /// <param name="function">min, max, mean, median, sum, count, slope, sd, percentile, first, latest, last.</param>
    /// <param name="values">Values by time.</param>
    /// <param name="rank">Rank of a percentile.</param>
    public static Interval? Of(string function, IReadOnlyList<(DateTimeOffset At, Interval Value)> values, decimal? rank)
    {
        if (function == "count") { return Interval.Point(values.Count); }
        if (values.Count == 0) { return null; }
        return function switch
        {
            "first" => values[0].Value,
            "latest" or "last" => values[^1].Value,
            "slope" or "sd" => values.All(v => v.Value.IsPoint) ? OfPoints(function, values) : null,
            _ => new(End(function, [.. values.Select(v => v.Value.Low)], rank), End(function, [.. values.Select(v => v.Value.High)], rank)),
        };
    }

    private static decimal? End(string function, decimal?[] ends, decimal? rank)
    {
        if (ends.Any(e => e is null)) { return null; }
        var sorted = ends.Select(e => e!.Value).Order().ToArray();
        return function switch
        {
            "min" => sorted[0],
            "max" => sorted[^1],
            "sum" => sorted.Sum(),
            "mean" => sorted.Sum() / sorted.Length,
            "median" => Percentile(sorted, 50),
            "percentile" => Percentile(sorted, rank ?? 50),
            _ => null,
        };
    }

    // Linear interpolation between closest ranks (Hyndman and Fan's type 7).
    private static decimal Percentile(decimal[] sorted, decimal rank)
    {
        var at = Math.Clamp(rank, 0, 100) / 100 * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }

    private static Interval? OfPoints(string function, IReadOnlyList<(DateTimeOffset At, Interval Value)> values)
    {
        if (values.Count < 2) { return null; }
        var y = values.Select(v => (double)v.Value.Low!.Value).ToArray();
        var mean = y.Average();
        if (function == "sd") { return Point(Math.Sqrt(y.Sum(v => (v - mean) * (v - mean)) / (y.Length - 1))); }
        var x = values.Select(v => (v.At - values[0].At).TotalDays).ToArray();
        var middle = x.Average();
        var spread = x.Sum(v => (v - middle) * (v - middle));
        return spread == 0 ? null : Point(x.Zip(y, (a, b) => (a - middle) * (b - mean)).Sum() / spread);
    }

    private static Interval? Point(double value) => double.IsFinite(value) && Math.Abs(value) < 7.9e27 ? Interval.Point((decimal)value) : null;
}
