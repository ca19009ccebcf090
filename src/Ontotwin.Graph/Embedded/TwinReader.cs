using System.Collections.Immutable;
using Ontotwin.Rdf;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>Everything the store has of one twin, read by one iterator and so as it is at one moment.</summary>
internal sealed class TwinReader
{
    private readonly List<Fact> facts = [];
    private readonly List<Closing> closings = [];

    /// <summary>Whether there is such a twin.</summary>
    public bool Exists { get; private set; }

    public TwinHead Head { get; private set; }

    /// <summary>Every fact ever held, by number, with the instants they were closed at.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    public ImmutableArray<Alias>.Builder Aliases { get; } = ImmutableArray.CreateBuilder<Alias>();

    public ImmutableArray<SeriesChunk>.Builder Series { get; } = ImmutableArray.CreateBuilder<SeriesChunk>();

    /// <summary>Reads the twin, as far as the last <paramref name="kind"/> of entries.</summary>
    public static TwinReader Read(RocksDb db, KeyRing ring, TwinId twin, byte kind)
    {
        var reader = new TwinReader();
        var prefix = StoreKeys.Of(twin);
        using var cursor = new Cursor(db, prefix);
        if (!cursor.IsValid) { return reader; }
        using var seal = ring.Find(twin);
        if (seal is null) { return ring.IsErased(twin) ? reader : throw NoKey(); }
        var inParts = new List<(int Index, byte[] Hash, int Parts)>();
        for (; cursor.IsValid && cursor.Key[prefix.Length] <= kind; cursor.Next()) { reader.Take(cursor.Key, cursor.Key[(prefix.Length + 1)..], cursor.Key[prefix.Length], cursor.Value, seal, inParts); }
        foreach (var (index, hash, parts) in inParts)
        {
            var samples = ImmutableArray.CreateBuilder<Sample>();
            for (var part = 0; part < parts; part++) { samples.AddRange(PartAt(cursor, seal, twin, hash, part)); }
            reader.Series[index] = reader.Series[index] with { Samples = samples.DrainToImmutable() };
        }
        reader.Close(kind);
        return reader;
    }

    /// <summary>The samples of a twin's series from an instant on and before another, chunk by chunk, without the rest of the twin.</summary>
    public static List<SeriesChunk> ReadSeries(RocksDb db, KeyRing ring, TwinId twin, Iri? series, DateTimeOffset? from, DateTimeOffset? until)
    {
        var chunks = new List<SeriesChunk>();
        var prefix = StoreKeys.Of(twin, StoreKeys.Chunk);
        using var cursor = new Cursor(db, StoreKeys.Of(twin));
        cursor.Seek(prefix);
        if (!cursor.IsValid) { return chunks; }
        using var seal = ring.Find(twin);
        if (seal is null) { return ring.IsErased(twin) ? chunks : throw NoKey(); }
        var heads = new List<(byte[] Hash, SeriesChunk Chunk, IReadOnlyList<(DateTimeOffset First, DateTimeOffset Last)> Parts)>();
        for (; cursor.IsValid && cursor.Key.StartsWith(prefix); cursor.Next())
        {
            var (chunk, parts) = ChunkRecord.Decode(seal.Open(cursor.Key, cursor.Value));
            if (series is null || chunk.Series == series) { heads.Add((cursor.Key[prefix.Length..].ToArray(), chunk, parts)); }
        }
        foreach (var (hash, chunk, parts) in heads)
        {
            var samples = chunk.Samples.ToBuilder();
            for (var part = 0; part < parts.Count; part++)
            {
                if (!(parts[part].Last < from) && !(parts[part].First >= until)) { samples.AddRange(PartAt(cursor, seal, twin, hash, part)); }
            }
            var within = (chunk with { Samples = samples.DrainToImmutable() }).Within(from, until);
            if (!within.Samples.IsEmpty) { chunks.Add(within); }
        }
        return chunks;
    }

    private static ImmutableArray<Sample> PartAt(Cursor cursor, RecordSeal seal, TwinId twin, byte[] hash, int part)
    {
        var key = StoreKeys.SamplesOf(twin, hash, part);
        cursor.Seek(key);
        if (!cursor.IsValid || !cursor.Key.SequenceEqual(key)) { throw new InvalidDataException("samples of a series are missing"); }
        return ChunkRecord.DecodePart(seal.Open(key, cursor.Value));
    }

    private void Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rest, byte kind, ReadOnlySpan<byte> value, RecordSeal seal, List<(int Index, byte[] Hash, int Parts)> inParts)
    {
        switch (kind)
        {
            case StoreKeys.Head:
                Head = TwinHead.Decode(RecordSeal.Plain.Open(key, value));
                Exists = true;
                break;
            case StoreKeys.AliasOf: Aliases.Add(AliasRecord.Decode(seal.Open(key, value))); break;
            case StoreKeys.Facts:
                var before = facts.Count;
                if (FactBlockDecoder.Decode(seal.Open(key, value), facts, closings) != before) { throw new InvalidDataException("a block of facts is missing"); }
                break;
            case StoreKeys.Chunk:
                var (chunk, parts) = ChunkRecord.Decode(seal.Open(key, value));
                if (parts.Count > 0) { inParts.Add((Series.Count, rest.ToArray(), parts.Count)); }
                Series.Add(chunk);
                break;
        }
    }

    private void Close(byte kind)
    {
        foreach (var closing in closings)
        {
            if (closing.Ordinal < 0 || closing.Ordinal >= facts.Count) { throw ByteReader.Torn(); }
            facts[(int)closing.Ordinal] = facts[(int)closing.Ordinal] with { KnownUntil = closing.KnownUntil };
        }
        if (Exists && Head.Facts != facts.Count && kind >= StoreKeys.Facts) { throw new InvalidDataException("facts of a twin are missing"); }
        if (!Exists && (facts.Count > 0 || Series.Count > 0 || Aliases.Count > 0)) { throw new InvalidDataException("the head of a twin is missing"); }
    }

    private static InvalidDataException NoKey() => new("the key of a twin is missing from the key ring");
}

/// <summary>What the writer needs to know before it writes.</summary>
/// <param name="Sequence">Number of the twin's next change.</param>
/// <param name="Facts">Number of facts ever held; the next fact's number.</param>
internal readonly record struct TwinHead(long Sequence, long Facts)
{
    private const byte Format = 1;

    public byte[] Encode()
    {
        var writer = new ByteWriter(32);
        writer.Byte(Format);
        writer.Unsigned((ulong)Sequence);
        writer.Unsigned((ulong)Facts);
        return writer.ToArray();
    }

    public static TwinHead Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Format) { throw new InvalidDataException("a twin's head is of an unknown format"); }
        return new((long)reader.Unsigned(), (long)reader.Unsigned());
    }
}
