using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources.Csv;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>The series that one document gives of one twin.</summary>
internal static class SeriesOfDocument
{
    private static readonly Iri Subject = OntologyModel.Term("subject");
    private static readonly Iri UnitProperty = OntologyModel.Term("unit");

    /// <summary>What each series is, and whose.</summary>
    public static IEnumerable<Fact> Facts(IEnumerable<MappedSample> samples, DateTimeOffset now)
    {
        foreach (var sample in samples.DistinctBy(s => s.Series))
        {
            var why = new Asserted(sample.Origin);
            yield return new Fact(new Triple(sample.Series, RdfTerms.Type, sample.Class), why, now);
            yield return new Fact(new Triple(sample.Series, Subject, sample.Twin.Subject), why, now);
            yield return new Fact(new Triple(sample.Series, UnitProperty, Literal.Text(sample.Unit)), why, now);
        }
    }

    /// <summary>Its samples; two values at one instant are both left out and told. Cost: O(n log n) in the samples.</summary>
    public static ImmutableArray<SeriesChunk> Chunks(IEnumerable<MappedSample> samples, Action<Diagnostic>? onDiagnostic)
    {
        var chunks = ImmutableArray.CreateBuilder<SeriesChunk>();
        foreach (var group in samples.GroupBy(s => (s.Series, s.Unit, s.IsFloating, s.From.Rule.Name)))
        {
            var ordered = group.OrderBy(s => s.Instant).ToArray();
            var first = ordered[0].Origin;
            var source = first with { Bytes = Extent(ordered), Path = ColumnOf(first.Path), Text = "" };
            chunks.Add(new SeriesChunk(group.Key.Series, group.Key.Unit, source, group.Key.IsFloating, Single(ordered, onDiagnostic)));
        }
        return chunks.ToImmutable();
    }

    // One sample an instant: the first of those that say the same.
    private static ImmutableArray<Sample> Single(ReadOnlySpan<MappedSample> ordered, Action<Diagnostic>? onDiagnostic)
    {
        var single = ImmutableArray.CreateBuilder<Sample>(ordered.Length);
        for (var start = 0; start < ordered.Length;)
        {
            var (end, sample) = (start + 1, ordered[start]);
            var isOne = true;
            for (; end < ordered.Length && ordered[end].Instant == sample.Instant; end++) { isOne &= ordered[end].Value == sample.Value; }
            if (isOne) { single.Add(new Sample(sample.Instant, sample.Value, sample.From.Field.Bytes, LineOf(sample))); }
            else { onDiagnostic?.Invoke(new Diagnostic("OT8104", Severity.Warning, "a series has two values at one instant: neither is used") { Place = sample.From.Field.Place }); }
            start = end;
        }
        return single.DrainToImmutable();
    }

    private static ByteRange Extent(ReadOnlySpan<MappedSample> samples)
    {
        var (start, end) = (long.MaxValue, long.MinValue);
        foreach (var sample in samples)
        {
            var bytes = sample.From.Field.Bytes;
            (start, end) = (Math.Min(start, bytes.Start), Math.Max(end, bytes.End));
        }
        return new ByteRange(start, end);
    }

    // `line 17 "steps"`: the column names the chunk, the line each sample.
    private static string ColumnOf(string path) => path.IndexOf('"', StringComparison.Ordinal) is >= 0 and var quote ? path[quote..] : path;

    private static long LineOf(MappedSample sample)
    {
        if (sample.From.Field.Record is CsvRow row) { return row.Line; }
        var digits = new string(sample.From.Field.Path.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).ToArray());
        return long.TryParse(digits, out var line) ? line : sample.Line;
    }
}
