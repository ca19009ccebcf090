using Ontotwin.Values;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>What was said of two twins, in the ordered map: once, and a mark under each of the two, so that erasing one finds it. Encrypted under the keys of both: with either twin it is gone.</summary>
internal sealed class LinkRecord(RocksDb db, StoreKeys keys, KeyRing ring)
{
    private const byte Format = 1;
    private const byte WithPeriod = 2;

    /// <summary>Keeps a statement; false when it was kept before.</summary>
    public bool Add(TwinLink link, ChangeFeed feed)
    {
        var hash = keys.LinkHash(link);
        if (db.HasKey(StoreKeys.Link(hash))) { return false; }
        using var batch = new WriteBatch();
        var place = StoreKeys.Link(hash);
        batch.PutPlain(place, Sealed(place, link));
        batch.PutPlain(StoreKeys.LinkOf(link.Kept, hash), []);
        batch.PutPlain(StoreKeys.LinkOf(link.Other, hash), []);
        // Whoever reads by person reads another one from now on.
        feed.Commit(db, batch, (link.Kept, false), (link.Other, false));
        return true;
    }

    public List<TwinLink> All()
    {
        var all = new List<TwinLink>();
        Database.Scan(db, StoreKeys.Links, (place, value) =>
        {
            if (Decode(place, value) is { } link) { all.Add(link); }
            return true;
        });
        return [.. all.OrderBy(l => l.KnownFrom).ThenBy(l => l.OrderedAt)];
    }

    /// <summary>Removes a statement about a twin; returns the ranges to rewrite, and the other twin of it.</summary>
    public (IEnumerable<(byte[] From, byte[] Until)> Ranges, TwinId? Other) Forget(WriteBatch batch, TwinId twin, ReadOnlySpan<byte> hash)
    {
        var key = StoreKeys.Link(hash);
        if (db.Get(key) is not { } bytes) { return ([], null); }
        // The twin's key is gone by now: whom else it is about stands in the open.
        var (kept, second) = Twins(key, bytes, out _);
        var other = kept == twin ? second : kept;
        var mark = StoreKeys.LinkOf(other, hash);
        batch.Delete(key);
        batch.Delete(mark);
        return ([(key, key), (mark, mark)], other);
    }

    private byte[] Sealed(byte[] place, TwinLink link)
    {
        using var inner = ring.FindOrMake(link.Kept);
        using var outer = ring.FindOrMake(link.Other);
        var writer = new ByteWriter(512);
        writer.Text(link.Kept.Value);
        writer.Text(link.Other.Value);
        writer.Bytes(outer.Close(place, inner.Close(place, Encode(link))));
        return writer.ToArray();
    }

    // Null when one of the twins is being erased.
    internal TwinLink? Decode(ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored)
    {
        var (kept, other) = Twins(place, stored, out var body);
        using var inner = ring.Find(kept);
        using var outer = ring.Find(other);
        if (inner is null || outer is null)
        {
            return (inner is null && ring.IsErased(kept)) || (outer is null && ring.IsErased(other)) ? null : throw new InvalidDataException("the key of a twin is missing from the key ring");
        }
        return Decode(inner.Open(place, outer.Open(place, body)));
    }

    private static (TwinId Kept, TwinId Other) Twins(ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored, out ReadOnlySpan<byte> body)
    {
        var reader = new ByteReader(RecordSeal.Plain.Open(place, stored));
        var twins = (new TwinId(reader.Text()), new TwinId(reader.Text()));
        body = reader.Rest();
        return twins;
    }

    private static byte[] Encode(TwinLink link)
    {
        var writer = new ByteWriter(512);
        var origin = link.Origin;
        writer.Byte(link.Kind == TwinLinkKind.Lent ? WithPeriod : Format);
        writer.Byte((byte)link.Kind);
        string[] texts =
        [
            link.Kept.Value, link.Other.Value, link.KeptKey.Authority, link.KeptKey.Value, link.OtherKey.Authority, link.OtherKey.Value,
            origin.Document, origin.DocumentHash, origin.Path, origin.Text, origin.Rule, origin.RuleVersion, origin.Lookups,
        ];
        foreach (var text in texts) { writer.Text(text); }
        writer.Signed(origin.Bytes.Start);
        writer.Signed(origin.Bytes.End);
        writer.Byte(link.At is null ? (byte)0 : (byte)1);
        if (link.At is { } at) { writer.Unsigned((ulong)at.UtcTicks); }
        writer.Unsigned((ulong)link.KnownFrom.UtcTicks);
        if (link.Kind == TwinLinkKind.Lent)
        {
            writer.Text(link.Since?.ToIso() ?? "");
            writer.Text(link.Until?.ToIso() ?? "");
        }
        return writer.ToArray();
    }

    private static TwinLink Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var format = reader.Byte();
        if (format is not (Format or WithPeriod)) { throw new InvalidDataException("a statement about two twins is of an unknown format"); }
        var kind = (TwinLinkKind)reader.Byte();
        var texts = new string[13];
        foreach (ref var text in texts.AsSpan()) { text = reader.Text(); }
        var origin = new Origin(texts[6], texts[7], new ByteRange(reader.Signed(), reader.Signed()), texts[8], texts[9], texts[10], texts[11], texts[12]);
        DateTimeOffset? at = reader.Byte() == 0 ? null : reader.Instant();
        var link = new TwinLink(new(texts[0]), new(texts[1]), kind, new(texts[2], texts[3]), new(texts[4], texts[5]), origin, at, reader.Instant());
        if (format == WithPeriod) { link = link with { Since = Time(reader.Text()), Until = Time(reader.Text()) }; }
        return reader.IsAtEnd ? link : throw ByteReader.Torn();
    }

    private static PartialDateTime? Time(string text) => text.Length == 0 ? null : PartialDateTime.TryParseIso(text, out var time) ? time : throw new InvalidDataException("a period is of an unknown form");
}
