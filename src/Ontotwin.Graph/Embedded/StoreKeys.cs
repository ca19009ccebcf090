using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Values;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Keys of the one ordered map. Everything of a twin lies together: <c>T id 00 kind rest</c>. Nothing that a source wrote is in a key: identifiers,
/// documents and change keys are hashed under the store's own secret, for keys also reach RocksDB's manifest.
/// </summary>
internal sealed class StoreKeys(byte[] secret)
{
    public const byte Head = 1, AliasOf = 2, Facts = 3, Chunk = 4, Applied = 5, DocumentLink = 6, TwinLinkMark = 7, Samples = 8;
    private const byte TwinPart = (byte)'T', ListPart = (byte)'L', AliasPart = (byte)'A', SettingPart = (byte)'S', DocumentPart = (byte)'D', DocumentTwinPart = (byte)'E', LinkPart = (byte)'K', CohortPart = (byte)'C', FeedPart = (byte)'F', FeedPlacePart = (byte)'P';

    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = 16;

    /// <summary>Before all identifiers' twins, all documents' twins, all settings, all twins' records.</summary>
    public static byte[] Aliases => [AliasPart];

    public static byte[] DocumentTwins => [DocumentTwinPart];

    public static byte[] Settings => [SettingPart];

    public static byte[] AllTwins => [TwinPart];

    /// <summary>Before all twins' names.</summary>
    public static byte[] List => [ListPart];

    /// <summary>Before the index of cohorts.</summary>
    public static byte[] Cohorts => [CohortPart];

    public static byte[] CohortOf(TwinId twin) => [CohortPart, .. Encoding.UTF8.GetBytes(twin.Value)];

    public static TwinId TwinOfCohort(ReadOnlySpan<byte> key) => new(Encoding.UTF8.GetString(key[1..]));

    /// <summary>Before the entries of the change feed, by position.</summary>
    public static byte[] Feed => [FeedPart];

    public static byte[] FeedAt(long position) => [FeedPart, .. Number(position)];

    public static long PositionOf(ReadOnlySpan<byte> key) => key.Length == 1 + sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(key[1..]) : throw new InvalidDataException("a place in the change feed is none");

    /// <summary>Where the twin's entry in the change feed stands.</summary>
    public static byte[] FeedPlaceOf(TwinId twin) => [FeedPlacePart, .. Encoding.UTF8.GetBytes(twin.Value)];

    /// <summary>Before these.</summary>
    public static byte[] FeedPlaces => [FeedPlacePart];

    public byte[] CohortHash(params ReadOnlySpan<string> parts) => Hash(["cohort", .. parts]);

    public static bool IsUsable(TwinId twin) =>
        twin.Value is { Length: > 0 } value && Encoding.UTF8.GetByteCount(value) <= Limits.MaxTwinIdBytes && !value.AsSpan().ContainsAnyInRange('\0', ' ');

    public static byte[] Listed(TwinId twin) => [ListPart, .. Encoding.UTF8.GetBytes(twin.Value)];

    public static TwinId TwinOfListed(ReadOnlySpan<byte> key) => new(Encoding.UTF8.GetString(key[1..]));

    /// <summary>Before everything of a twin.</summary>
    public static byte[] Of(TwinId twin) => [TwinPart, .. Encoding.UTF8.GetBytes(twin.Value), 0];

    public static byte[] Of(TwinId twin, byte kind) => [.. Of(twin), kind];

    public static byte[] FactsOf(TwinId twin, long sequence) => [.. Of(twin), Facts, .. Number(sequence)];

    public static byte[] Setting(string name) => [SettingPart, .. Encoding.UTF8.GetBytes(name)];

    public byte[] AliasHash(Identifier key) => Hash("alias", key.Authority, key.Value);

    /// <summary>Before all twins that have an identifier.</summary>
    public static byte[] AliasIndex(ReadOnlySpan<byte> hash) => [AliasPart, .. hash];

    public static byte[] AliasIndex(ReadOnlySpan<byte> hash, TwinId twin) => [AliasPart, .. hash, .. Encoding.UTF8.GetBytes(twin.Value)];

    public static TwinId TwinOfAlias(ReadOnlySpan<byte> key) => new(Encoding.UTF8.GetString(key[(1 + HashBytes)..]));

    /// <summary>Where the entries of one identifier of one twin begin; each ends in its number.</summary>
    public static byte[] AliasEntries(TwinId twin, ReadOnlySpan<byte> hash) => [.. Of(twin), AliasOf, .. hash];

    public byte[] ChunkOf(TwinId twin, SeriesChunk chunk) => [.. Of(twin), Chunk, .. Hash("series", chunk.Series.Value, chunk.Source.Document, chunk.Source.Rule)];

    /// <summary>Before the samples of a chunk that has too many for one record.</summary>
    public static byte[] SamplesOf(TwinId twin, ReadOnlySpan<byte> chunk) => [.. Of(twin), Samples, .. chunk];

    public static byte[] SamplesOf(TwinId twin, ReadOnlySpan<byte> chunk, int part)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, part);
        return [.. Of(twin), Samples, .. chunk, .. number];
    }

    public byte[] AppliedKey(TwinId twin, string key) => [.. Of(twin), Applied, .. Hash("applied", key)];

    /// <summary>Before all documents.</summary>
    public static byte[] Documents => [DocumentPart];

    public byte[] DocumentHash(string name, string content) => Hash("document", name, content);

    public static byte[] Document(ReadOnlySpan<byte> hash) => [DocumentPart, .. hash];

    /// <summary>Before all twins of a document.</summary>
    public static byte[] TwinsOfDocument(ReadOnlySpan<byte> hash) => [DocumentTwinPart, .. hash];

    public static byte[] TwinOfDocument(ReadOnlySpan<byte> hash, TwinId twin) => [DocumentTwinPart, .. hash, .. Encoding.UTF8.GetBytes(twin.Value)];

    public static TwinId TwinOfDocumentKey(ReadOnlySpan<byte> key) => new(Encoding.UTF8.GetString(key[(1 + HashBytes)..]));

    public static byte[] DocumentOf(TwinId twin, ReadOnlySpan<byte> hash) => [.. Of(twin), DocumentLink, .. hash];

    /// <summary>Before all statements about two twins.</summary>
    public static byte[] Links => [LinkPart];

    /// <summary>One place of a document says one thing of two twins.</summary>
    public byte[] LinkHash(TwinLink link) => Hash(
        "link", link.Kept.Value, link.Other.Value, link.Kind.ToString(), link.At?.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", link.Origin.DocumentHash,
        link.Origin.Bytes.ToString());

    public static byte[] Link(ReadOnlySpan<byte> hash) => [LinkPart, .. hash];

    public static byte[] LinkOf(TwinId twin, ReadOnlySpan<byte> hash) => [.. Of(twin), TwinLinkMark, .. hash];

    /// <summary>A number in eight bytes that sort as it does.</summary>
    public static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>Whose record stands under a key; null when it is of no one twin.</summary>
    public static TwinId? TwinOf(ReadOnlySpan<byte> key) => key[0] switch
    {
        TwinPart when key.IndexOf((byte)0) is > 1 and var end => new TwinId(Encoding.UTF8.GetString(key[1..end])),
        ListPart => TwinOfListed(key),
        CohortPart => TwinOfCohort(key),
        AliasPart when key.Length > 1 + HashBytes => TwinOfAlias(key),
        DocumentTwinPart when key.Length > 1 + HashBytes => TwinOfDocumentKey(key),
        _ => null,
    };

    private byte[] Hash(params ReadOnlySpan<string> parts)
    {
        var writer = new ByteWriter(256);
        foreach (var part in parts) { writer.Text(part); }
        return HMACSHA256.HashData(secret, writer.Written)[..HashBytes];
    }
}
