using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Ontotwin.Durability;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// How a record stands in the map: packed, then encrypted under one key (AES-256-GCM) or with a checksum (CRC-32C), either bound to the record's own place in the
/// map, so that a record that was changed, cut or put elsewhere is refused. For one thread at a time.
/// </summary>
/// <remarks>
/// First byte: the form. Without a key: the record, the checksum. With a key: a nonce, the record encrypted, its tag. The nonce is random (96 bits): a counter
/// would begin again after a restored backup or a lost write, and one that comes twice under a key gives both records away. A key is used for the records of one
/// twin, far below the 2^32 that random nonces allow (NIST SP 800-38D, 8.3).
/// </remarks>
internal sealed class RecordSeal : IDisposable
{
    private const byte IsPacked = 1, IsEncrypted = 2;
    private const int NonceBytes = 12, TagBytes = 16, FormBytes = 1;
    private readonly AesGcm? cipher;
    private readonly bool packs;

    private RecordSeal(AesGcm? cipher, bool packs)
    {
        this.cipher = cipher;
        this.packs = packs;
    }

    /// <summary>For what names nobody: a checksum alone.</summary>
    public static RecordSeal Plain { get; } = new(null, packs: false);

    /// <summary>For records of a store without encryption.</summary>
    public static RecordSeal Packing(bool packs) => new(null, packs);

    /// <summary>For records under one key.</summary>
    public static RecordSeal Of(ReadOnlySpan<byte> key, bool packs) => new(new AesGcm(key, TagBytes), packs);

    /// <summary>The record as it stands at a place of the map.</summary>
    public byte[] Close(ReadOnlySpan<byte> place, ReadOnlySpan<byte> record)
    {
        if (!packs) { return Close(place, record, isPacked: false); }
        var packed = ArrayPool<byte>.Shared.Rent(record.Length);
        var closed = RecordPacking.TryPack(record, packed, out var written) ? Close(place, packed.AsSpan(0, written), isPacked: true) : Close(place, record, isPacked: false);
        ArrayPool<byte>.Shared.Return(packed);
        return closed;
    }

    private byte[] Close(ReadOnlySpan<byte> place, ReadOnlySpan<byte> content, bool isPacked)
    {
        var form = (byte)((isPacked ? IsPacked : 0) | (cipher is null ? 0 : IsEncrypted));
        if (cipher is null)
        {
            var plain = new byte[FormBytes + content.Length + Crc32C.Bytes];
            plain[0] = form;
            content.CopyTo(plain.AsSpan(FormBytes));
            BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(FormBytes + content.Length), Crc32C.Of(place, plain.AsSpan(0, FormBytes + content.Length)));
            return plain;
        }
        var closed = new byte[FormBytes + NonceBytes + content.Length + TagBytes];
        closed[0] = form;
        var nonce = closed.AsSpan(FormBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var text = closed.AsSpan(FormBytes + NonceBytes, content.Length);
        cipher.Encrypt(nonce, content, text, closed.AsSpan(FormBytes + NonceBytes + content.Length), Bound(form, place));
        return closed;
    }

    /// <summary>The record that stands at a place of the map.</summary>
    /// <exception cref="InvalidDataException">It is not what was written there, or not under this key.</exception>
    public ReadOnlySpan<byte> Open(ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored)
    {
        if (stored.IsEmpty || stored[0] > (IsPacked | IsEncrypted) || ((stored[0] & IsEncrypted) != 0) != (cipher is not null)) { throw Unfit(); }
        var content = cipher is null ? Checked(place, stored) : Decrypted(cipher, place, stored);
        return (stored[0] & IsPacked) == 0 ? content : RecordPacking.Unpack(content);
    }

    public void Dispose() => cipher?.Dispose();

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored)
    {
        var end = stored.Length - Crc32C.Bytes;
        if (end < FormBytes || BinaryPrimitives.ReadUInt32LittleEndian(stored[end..]) != Crc32C.Of(place, stored[..end])) { throw Unfit(); }
        return stored[FormBytes..end];
    }

    private static byte[] Decrypted(AesGcm cipher, ReadOnlySpan<byte> place, ReadOnlySpan<byte> stored)
    {
        var length = stored.Length - FormBytes - NonceBytes - TagBytes;
        if (length < 0) { throw Unfit(); }
        var content = GC.AllocateUninitializedArray<byte>(length);
        try
        {
            cipher.Decrypt(stored.Slice(FormBytes, NonceBytes), stored.Slice(FormBytes + NonceBytes, length), stored[^TagBytes..], content, Bound(stored[0], place));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Unfit();
        }
        return content;
    }

    private static byte[] Bound(byte form, ReadOnlySpan<byte> place) => [form, .. place];

    private static InvalidDataException Unfit() => new("a record is not what was written there");
}
