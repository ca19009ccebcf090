using System.Globalization;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>Samples of series as statements: what <c>map</c> writes of each, and what a store, which holds them packed, can be asked for.</summary>
public static class SampleFacts
{
    internal static readonly Iri OfSeries = OntologyModel.Term("ofSeries");
    internal static readonly Iri SampledAt = OntologyModel.Term("sampledAt");
    internal static readonly Iri Value = OntologyModel.Term("value");
    internal static readonly Iri Unit = OntologyModel.Term("unit");
    internal static readonly Iri Subject = OntologyModel.Term("subject");

    /// <summary>The properties of a sample.</summary>
    public static IReadOnlyList<Iri> Properties { get; } = [OfSeries, SampledAt, Value];

    /// <summary>Three facts a sample, each with the bytes of its number, made as they are asked for: O(1) memory whatever the twin holds.</summary>
    public static IEnumerable<Fact> Of(Twin twin) => twin.Series.SelectMany(c => Of(c, KnownFrom(twin, c)));

    /// <summary>The nodes of a chunk's samples.</summary>
    internal static IEnumerable<Iri> NodesOf(SeriesChunk chunk) => chunk.Samples.Select(s => MappedSample.NodeOf(chunk.Series, s.Instant));

    /// <summary>The series of a sample's node; null of any other node.</summary>
    internal static Iri? SeriesOf(Iri node) =>
        node.Value.StartsWith(TwinId.InstanceNamespace, StringComparison.Ordinal) && node.Value.LastIndexOf('/') is var slash && slash >= TwinId.InstanceNamespace.Length ? new Iri(node.Value[..slash]) : null;

    /// <summary>When it was taken; without a zone where none is known.</summary>
    internal static Literal TimeOf(DateTimeOffset instant, bool isFloating) =>
        new(instant.ToString(isFloating ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture), Xsd.DateTime);

    private static IEnumerable<Fact> Of(SeriesChunk chunk, DateTimeOffset knownFrom)
    {
        foreach (var sample in chunk.Samples)
        {
            var why = new Asserted(chunk.Source with { Bytes = sample.Bytes, Path = PathOf(chunk, sample) });
            var node = MappedSample.NodeOf(chunk.Series, sample.Instant);
            yield return new Fact(new Triple(node, OfSeries, chunk.Series), why, knownFrom);
            yield return new Fact(new Triple(node, SampledAt, TimeOf(sample.Instant, chunk.IsFloating)), why, knownFrom);
            yield return new Fact(new Triple(node, Value, Literal.Number(sample.Value)), why, knownFrom);
        }
    }

    // Chunks do not say since when they are held; the facts of their series from the same document do.
    private static DateTimeOffset KnownFrom(Twin twin, SeriesChunk chunk)
    {
        var facts = twin.About(chunk.Series).ToList();
        return (facts.Find(f => f.Origin?.DocumentHash == chunk.Source.DocumentHash) ?? facts.FirstOrDefault())?.KnownFrom ?? default;
    }

    // A chunk keeps the column `"steps"` or the path of its first sample, and of each sample a number: the line, or the first index of the path.
    internal static string PathOf(SeriesChunk chunk, Sample sample)
    {
        var (path, line) = (chunk.Source.Path, sample.Line);
        if (path.StartsWith('"')) { return string.Create(CultureInfo.InvariantCulture, $"line {line} {path}"); }
        var start = path.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) { return path; }
        var end = start;
        while (end < path.Length && char.IsAsciiDigit(path[end])) { end++; }
        // Further indices may be another sample's: the bytes say where it stands.
        return path.AsSpan(end).ContainsAnyInRange('0', '9') ? "" : string.Create(CultureInfo.InvariantCulture, $"{path.AsSpan(0, start)}{line}{path.AsSpan(end)}");
    }
}
