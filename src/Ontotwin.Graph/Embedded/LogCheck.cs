using System.Buffers.Binary;
using Ontotwin.Durability;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// Looks through a log of RocksDB (its write-ahead log, its manifest). RocksDB takes a record whose length points outside the file for one that was cut short and
/// drops it with all that follows; here it is damage as soon as anything whole stands behind it, or as the rest of the file fits its checksum.
/// </summary>
/// <remarks>Layout: blocks of 32 KiB; of each record the masked CRC-32C of kind and content, two bytes of length, the kind (RocksDB wiki, "Write Ahead Log File Format").</remarks>
internal static class LogCheck
{
    private const int BlockBytes = 1 << 15, HeadBytes = 7, KindOffset = 6, SectorBytes = 512, SureBytes = 16;
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Where the log is damaged; null when it is whole, or whole but for an end that was cut short.</summary>
    public static long? Damage(ReadOnlySpan<byte> log)
    {
        for (var at = 0; at < log.Length;)
        {
            var left = BlockBytes - (at % BlockBytes);
            if (left < HeadBytes)
            {
                // The rest of a block that no head fits in is zeros.
                if (log.Slice(at, Math.Min(left, log.Length - at)).ContainsAnyExcept((byte)0)) { return at; }
                at += left;
                continue;
            }
            if (Fits(log, at, left) is { } size) { at += HeadBytes + size; }
            else { return IsCutShort(log, at, left) ? null : at; }
        }
        return null;
    }

    private static int? Fits(ReadOnlySpan<byte> log, int at, int left)
    {
        if (log.Length - at < HeadBytes) { return null; }
        var size = BinaryPrimitives.ReadUInt16LittleEndian(log[(at + 4)..]);
        return log[at + KindOffset] != 0 && HeadBytes + size <= left && HeadBytes + size <= log.Length - at && IsWhole(log, at, size) ? size : null;
    }

    private static bool IsWhole(ReadOnlySpan<byte> log, int at, int size)
    {
        var checksum = Crc32C.Of(log.Slice(at + KindOffset, 1 + size));
        return BinaryPrimitives.ReadUInt32LittleEndian(log[at..]) == unchecked(((checksum >> 15) | (checksum << 17)) + MaskDelta);
    }

    private static bool IsCutShort(ReadOnlySpan<byte> log, int at, int left)
    {
        var rest = log[at..];
        var size = rest.Length < HeadBytes ? rest.Length : BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]);
        var extent = HeadBytes + size <= Math.Min(left, rest.Length) ? HeadBytes + size : Math.Min(left, rest.Length);
        var unwritten = LongestUnwritten(log, at, extent);
        // No change of bits makes so much of a sector zeros: it was never written, whatever else of the same write was.
        if (unwritten >= SureBytes) { return true; }
        // It claims more than there is, and what there is fits: its length was changed.
        if (rest.Length > HeadBytes && HeadBytes + size > rest.Length && IsWhole(log, at, rest.Length - HeadBytes)) { return false; }
        // All of it is here and does not fit, or it cannot be so long.
        if (unwritten == 0 && rest.Length > HeadBytes && (HeadBytes + size <= rest.Length || HeadBytes + size > left)) { return false; }
        // Whole records behind it: in this block anywhere, in later blocks at their beginning.
        var end = Math.Min(log.Length, at + left);
        for (var later = at + 1; later < end; later++)
        {
            if (Fits(log, later, BlockBytes - (later % BlockBytes)) is not null) { return false; }
        }
        return end == log.Length;
    }

    // Bytes of the longest of the record's parts, sector by sector, that are zeros throughout: what a disk has where a write did not come to.
    private static int LongestUnwritten(ReadOnlySpan<byte> log, int at, int extent)
    {
        var longest = 0;
        for (var done = 0; done < extent;)
        {
            var part = Math.Min(extent - done, SectorBytes - ((at + done) % SectorBytes));
            if (!log.Slice(at + done, part).ContainsAnyExcept((byte)0)) { longest = Math.Max(longest, part); }
            done += part;
        }
        return longest;
    }
}
