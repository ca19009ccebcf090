using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Ontotwin.Graph.Embedded;

/// <summary>Records in fewer bytes (Brotli). Ours to do before they are encrypted, for what is encrypted can be compressed no more.</summary>
internal static class RecordPacking
{
    // Below this a record has nothing that recurs.
    private const int LeastBytes = 128;

    // As fast as DEFLATE at its usual level, and somewhat smaller (decision 0041).
    private const int Quality = 3;

    private const int LeastWindowBits = 10, MostWindowBits = 22;

    /// <summary>Packs the record into as many bytes as it has; false where that would gain nothing.</summary>
    public static bool TryPack(ReadOnlySpan<byte> record, Span<byte> packed, out int written)
    {
        written = 0;
        if (record.Length < LeastBytes) { return false; }
        BinaryPrimitives.WriteInt32LittleEndian(packed, record.Length);
        var window = Math.Clamp(BitOperations.Log2((uint)record.Length) + 1, LeastWindowBits, MostWindowBits);
        if (!BrotliEncoder.TryCompress(record, packed[sizeof(int)..(record.Length - 1)], out written, Quality, window)) { return false; }
        written += sizeof(int);
        return true;
    }

    /// <summary>The record that was packed.</summary>
    /// <exception cref="InvalidDataException">It was not packed by us.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        var length = packed.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length is < 0 or > Limits.MaxRecordBytes) { throw ByteReader.Torn(); }
        var record = GC.AllocateUninitializedArray<byte>(length);
        return BrotliDecoder.TryDecompress(packed[sizeof(int)..], record, out var written) && written == length ? record : throw ByteReader.Torn();
    }
}
