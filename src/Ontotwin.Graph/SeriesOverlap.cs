using Ontotwin.Rdf;

namespace Ontotwin.Graph;

/// <summary>What several documents say of one series: exports overlap, and mostly say the same.</summary>
public static class SeriesOverlap
{
    /// <summary>
    /// The instants at which chunks of one series, unit and clock have different values: which is right cannot be told, so neither is used. Cost: a sort of the chunks, and
    /// O(n) in the samples of those that overlap in time.
    /// </summary>
    public static IReadOnlySet<(Iri Series, DateTimeOffset Instant)> Contested(IEnumerable<SeriesChunk> chunks)
    {
        var contested = new HashSet<(Iri, DateTimeOffset)>();
        foreach (var series in chunks.Where(c => !c.Samples.IsEmpty).GroupBy(c => (c.Series, c.Unit, c.IsFloating)))
        {
            foreach (var overlapping in Overlapping([.. series.OrderBy(c => c.Samples[0].Instant)]))
            {
                var values = new Dictionary<DateTimeOffset, decimal>();
                foreach (var sample in overlapping.SelectMany(c => c.Samples))
                {
                    if (!values.TryAdd(sample.Instant, sample.Value) && values[sample.Instant] != sample.Value) { contested.Add((series.Key.Series, sample.Instant)); }
                }
            }
        }
        return contested;
    }

    // Of chunks in the order in which they begin, those that share some time, together.
    private static IEnumerable<List<SeriesChunk>> Overlapping(List<SeriesChunk> chunks)
    {
        for (var first = 0; first < chunks.Count;)
        {
            var (next, end) = (first + 1, chunks[first].Samples[^1].Instant);
            for (; next < chunks.Count && chunks[next].Samples[0].Instant <= end; next++)
            {
                if (chunks[next].Samples[^1].Instant > end) { end = chunks[next].Samples[^1].Instant; }
            }
            if (next - first > 1) { yield return chunks[first..next]; }
            first = next;
        }
    }
}
