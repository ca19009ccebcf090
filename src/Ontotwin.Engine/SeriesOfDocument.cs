using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
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

    /// <summary>Its samples; two values at one instant are both left out and told.</summary>
    public static ImmutableArray<SeriesChunk> Chunks(IEnumerable<MappedSample> samples, Action<Diagnostic>? onDiagnostic)
    {
        var chunks = ImmutableArray.CreateBuilder<SeriesChunk>();
        foreach (var group in samples.GroupBy(s => (s.Series, s.Unit, s.IsFloating, s.Origin.Rule)))
        {
            var ordered = group.OrderBy(s => s.Instant).ToList();
            foreach (var twice in ordered.GroupBy(s => s.Instant).Where(g => g.Select(s => s.Value).Distinct().Count() > 1))
            {
                onDiagnostic?.Invoke(new Diagnostic("OT8104", Severity.Warning, "a series has two values at one instant: neither is used")
                {
                    Place = new SourcePlace(twice.First().Origin.Document, twice.First().Origin.Path, twice.First().Origin.Bytes),
                });
            }
            var single = ordered.GroupBy(s => s.Instant).Where(g => g.Select(s => s.Value).Distinct().Count() == 1).Select(g => g.First());
            var first = ordered[0].Origin;
            var source = first with { Bytes = new ByteRange(ordered.Min(s => s.Origin.Bytes.Start), ordered.Max(s => s.Origin.Bytes.End)), Path = ColumnOf(first.Path), Text = "" };
            chunks.Add(new SeriesChunk(group.Key.Series, group.Key.Unit, source, group.Key.IsFloating, [.. single.Select(s => new Sample(s.Instant, s.Value, s.Origin.Bytes, LineOf(s)))]));
        }
        return chunks.ToImmutable();
    }

    // `line 17 "steps"`: the column names the chunk, the line each sample.
    private static string ColumnOf(string path) => path.IndexOf('"', StringComparison.Ordinal) is >= 0 and var quote ? path[quote..] : path;

    private static long LineOf(MappedSample sample)
    {
        var digits = new string(sample.Origin.Path.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).ToArray());
        return long.TryParse(digits, out var line) ? line : sample.Line;
    }
}
