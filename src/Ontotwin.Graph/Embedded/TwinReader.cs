using System.Collections.Immutable;
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
    public static TwinReader Read(RocksDb db, TwinId twin, byte kind)
    {
        var reader = new TwinReader();
        var prefix = StoreKeys.Of(twin);
        Database.Scan(db, prefix, (key, value) => key[prefix.Length] <= kind && reader.Take(key[prefix.Length], value));
        foreach (var closing in reader.closings)
        {
            if (closing.Ordinal < 0 || closing.Ordinal >= reader.facts.Count) { throw ByteReader.Torn(); }
            reader.facts[(int)closing.Ordinal] = reader.facts[(int)closing.Ordinal] with { KnownUntil = closing.KnownUntil };
        }
        if (reader.Exists && reader.Head.Facts != reader.facts.Count && kind >= StoreKeys.Facts) { throw new InvalidDataException("facts of a twin are missing"); }
        return reader;
    }

    private bool Take(byte kind, ReadOnlySpan<byte> value)
    {
        switch (kind)
        {
            case StoreKeys.Head:
                Head = TwinHead.Decode(value);
                Exists = true;
                break;
            case StoreKeys.AliasOf: Aliases.Add(AliasRecord.Decode(value)); break;
            case StoreKeys.Facts:
                var before = facts.Count;
                if (FactBlockDecoder.Decode(value, facts, closings) != before) { throw new InvalidDataException("a block of facts is missing"); }
                break;
            case StoreKeys.Chunk: Series.Add(SeriesPacking.Unpack(value)); break;
        }
        return true;
    }
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
