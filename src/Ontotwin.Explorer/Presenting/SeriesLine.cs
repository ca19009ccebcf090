using Ontotwin.Graph;

namespace Ontotwin.Explorer.Presenting;

/// <summary>A series thinned to what a small drawing can show.</summary>
/// <param name="Points">Time and mean value of each bucket, in order of time.</param>
/// <param name="Count">Samples behind them.</param>
/// <param name="Unit">UCUM unit.</param>
internal sealed record SeriesLine(IReadOnlyList<(DateTimeOffset Instant, double Value)> Points, int Count, string Unit)
{
    /// <summary>All chunks of one series.</summary>
    public static SeriesLine Of(IEnumerable<SeriesChunk> chunks)
    {
        var all = chunks.ToList();
        var samples = all.SelectMany(c => c.Samples).OrderBy(s => s.Instant).ToList();
        if (samples.Count <= Limits.MaxSeriesPoints) { return new([.. samples.Select(s => (s.Instant, (double)s.Value))], samples.Count, all[0].Unit); }
        var size = (int)Math.Ceiling(samples.Count / (double)Limits.MaxSeriesPoints);
        return new([.. samples.Chunk(size).Select(b => (b[b.Length / 2].Instant, b.Average(s => (double)s.Value)))], samples.Count, all[0].Unit);
    }
}
