using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Tells of series of which a document says other values than documents before it.</summary>
internal static class SeriesDiffer
{
    /// <summary>A remark for each series, at the first sample of the new document that another denies.</summary>
    /// <param name="held">The chunks of the documents before; of the same document and rule: what is replaced now.</param>
    /// <param name="added">The chunks of the new document.</param>
    public static IEnumerable<Diagnostic> Of(ImmutableArray<SeriesChunk> held, ImmutableArray<SeriesChunk> added)
    {
        var (ofSeries, replaced) = (added.Select(c => c.Series).ToHashSet(), added.Select(c => (c.Series, c.Source.Document, c.Source.Rule)).ToHashSet());
        var older = held.Where(c => ofSeries.Contains(c.Series) && !replaced.Contains((c.Series, c.Source.Document, c.Source.Rule))).ToList();
        if (older.Count == 0) { yield break; }
        var contested = SeriesOverlap.Contested(older.Concat(added));
        if (contested.Count == 0) { yield break; }
        foreach (var chunk in added)
        {
            var samples = chunk.Samples.Where(s => contested.Contains((chunk.Series, s.Instant))).ToList();
            if (samples.Count == 0) { continue; }
            yield return new Diagnostic("OT8104", Severity.Warning, $"documents say different values of a series at {(samples.Count == 1 ? "one instant" : $"{samples.Count} instants")}: neither is used")
            {
                Place = new SourcePlace(chunk.Source.Document, SampleFacts.PathOf(chunk, samples[0]), samples[0].Bytes),
                Hint = "all of them are kept, and 'explain --fact' shows each with its document; ask the sender which export is right",
            };
        }
    }
}
