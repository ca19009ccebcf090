using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The series that one document gives of one twin: samples are held by series, without the objects that brought them.</summary>
internal sealed class SeriesOfDocument
{
    private readonly OrderedDictionary<(Iri Series, string Unit, bool IsFloating, string Rule), HeldSamples> series = [];

    /// <summary>Takes the next sample.</summary>
    public void Add(MappedSample sample)
    {
        var key = (sample.Series, sample.Unit, sample.IsFloating, sample.From.Rule.Name);
        if (!series.TryGetValue(key, out var held)) { series.Add(key, held = new HeldSamples(sample)); }
        held.Add(sample);
    }

    /// <summary>What each series is, and whose.</summary>
    public IEnumerable<Fact> Facts(DateTimeOffset now)
    {
        foreach (var sample in series.Values.Select(s => s.First).DistinctBy(s => s.Series))
        {
            var why = new Asserted(sample.Origin);
            yield return new Fact(new Triple(sample.Series, RdfTerms.Type, sample.Class), why, now);
            yield return new Fact(new Triple(sample.Series, SampleFacts.Subject, sample.Twin.Subject), why, now);
            yield return new Fact(new Triple(sample.Series, SampleFacts.Unit, Literal.Text(sample.Unit)), why, now);
        }
    }

    /// <summary>Its samples; two values at one instant are both left out and told. Cost: O(n) in the samples that come in order of time, else O(n log n).</summary>
    public ImmutableArray<SeriesChunk> Chunks(Action<Diagnostic>? onDiagnostic)
    {
        var chunks = ImmutableArray.CreateBuilder<SeriesChunk>(series.Count);
        foreach (var held in series.Values)
        {
            var first = held.Earliest.Origin;
            var source = first with { Bytes = held.Extent, Path = ColumnOf(first.Path), Text = "" };
            chunks.Add(new SeriesChunk(held.First.Series, held.First.Unit, source, held.First.IsFloating, held.Single(onDiagnostic)));
        }
        return chunks.DrainToImmutable();
    }

    // `line 17 "steps"`: the column names the chunk, the line each sample.
    private static string ColumnOf(string path) => path.IndexOf('"', StringComparison.Ordinal) is >= 0 and var quote ? path[quote..] : path;
}
