using Ontotwin.Values;

namespace Ontotwin.Graph.Embedded;

/// <summary>One identifier of a twin as bytes.</summary>
internal static class AliasRecord
{
    private const byte Format = 1;

    public static byte[] Encode(Alias alias)
    {
        var writer = new ByteWriter(256);
        var origin = alias.Origin;
        writer.Byte(Format);
        string[] texts =
        [
            alias.Key.Authority, alias.Key.Value, origin.Document, origin.DocumentHash, origin.Path, origin.Text, origin.Rule, origin.RuleVersion, origin.Lookups,
        ];
        foreach (var text in texts) { writer.Text(text); }
        writer.Signed(origin.Bytes.Start);
        writer.Signed(origin.Bytes.End);
        writer.Unsigned((ulong)alias.KnownFrom.UtcTicks);
        writer.Byte(alias.KnownUntil is null ? (byte)0 : (byte)1);
        if (alias.KnownUntil is { } until) { writer.Unsigned((ulong)until.UtcTicks); }
        return writer.ToArray();
    }

    public static Alias Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (reader.Byte() != Format) { throw new InvalidDataException("an identifier's record is of an unknown format"); }
        var texts = new string[9];
        foreach (ref var text in texts.AsSpan()) { text = reader.Text(); }
        var place = new ByteRange(reader.Signed(), reader.Signed());
        var origin = new Origin(texts[2], texts[3], place, texts[4], texts[5], texts[6], texts[7], texts[8]);
        var from = reader.Instant();
        DateTimeOffset? until = reader.Byte() == 0 ? null : reader.Instant();
        return reader.IsAtEnd ? new(new Identifier(texts[0], texts[1]), origin, from, until) : throw ByteReader.Torn();
    }
}
