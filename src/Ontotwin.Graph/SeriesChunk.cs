using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>One sample of a dense signal.</summary>
/// <param name="Instant">When; a floating time is read as UTC and the chunk says so.</param>
/// <param name="Value">The number, in the chunk's unit.</param>
/// <param name="Bytes">The bytes of the value in the chunk's document.</param>
/// <param name="Line">Line or record number in the document, from 1.</param>
public readonly record struct Sample(DateTimeOffset Instant, decimal Value, ByteRange Bytes, long Line);

/// <summary>Samples of one series that came from one document by one rule, in order of time.</summary>
/// <param name="Series">The series' node.</param>
/// <param name="Unit">UCUM unit of every value.</param>
/// <param name="Source">Origin of the whole: document, hash, rule; its path is the column's name and its bytes those of the first to the last sample.</param>
/// <param name="IsFloating">Whether the document named no zone.</param>
/// <param name="Samples">The samples, by time.</param>
public sealed record SeriesChunk(Iri Series, string Unit, Origin Source, bool IsFloating, ImmutableArray<Sample> Samples)
{
    /// <summary>The chunk with the samples of a stretch of time alone: from an instant on and before another, either of which may be open. Cost: O(samples).</summary>
    public SeriesChunk Within(DateTimeOffset? from, DateTimeOffset? until) =>
        from is null && until is null ? this : this with { Samples = Samples.RemoveAll(s => s.Instant < from || s.Instant >= until) };
}
