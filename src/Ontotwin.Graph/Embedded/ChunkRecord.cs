using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// A chunk of samples in the map: in one record as long as it is short, else a head that tells the time of each part, and the parts. A stretch of time is then read
/// without what lies outside it.
/// </summary>
internal static class ChunkRecord
{
    private const byte Whole = 1, InParts = 2;
    private static readonly Origin NoOrigin = new("", "", default, "", "", "", "", "");

    /// <summary>The head of a chunk, and its parts if it has any.</summary>
    public static (byte[] Head, IReadOnlyList<byte[]> Parts) Encode(SeriesChunk chunk)
    {
        var writer = new ByteWriter(1024);
        if (chunk.Samples.Length <= Limits.SamplesPerPart)
        {
            writer.Byte(Whole);
            writer.Bytes(SeriesPacking.Pack(chunk));
            return (writer.ToArray(), []);
        }
        var parts = chunk.Samples.Chunk(Limits.SamplesPerPart).ToList();
        writer.Byte(InParts);
        writer.Count(parts.Count);
        foreach (var part in parts)
        {
            writer.Unsigned((ulong)part.Min(s => s.Instant.UtcTicks));
            writer.Unsigned((ulong)part.Max(s => s.Instant.UtcTicks));
        }
        writer.Bytes(SeriesPacking.Pack(chunk with { Samples = [] }));
        return (writer.ToArray(), [.. parts.Select(p => SeriesPacking.Pack(new(new Iri(""), "", NoOrigin, false, ImmutableArray.Create(p))))]);
    }

    /// <summary>The chunk with the samples that stand in its head, and when each part begins and ends.</summary>
    public static (SeriesChunk Chunk, IReadOnlyList<(DateTimeOffset First, DateTimeOffset Last)> Parts) Decode(ReadOnlySpan<byte> head)
    {
        var reader = new ByteReader(head);
        var form = reader.Byte();
        if (form == Whole) { return (SeriesPacking.Unpack(reader.Rest()), []); }
        if (form != InParts) { throw new InvalidDataException("a chunk of samples is of an unknown format"); }
        var parts = new (DateTimeOffset, DateTimeOffset)[reader.Count()];
        foreach (ref var part in parts.AsSpan()) { part = (reader.Instant(), reader.Instant()); }
        return (SeriesPacking.Unpack(reader.Rest()), parts);
    }

    public static ImmutableArray<Sample> DecodePart(ReadOnlySpan<byte> part) => SeriesPacking.Unpack(part).Samples;
}
