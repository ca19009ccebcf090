using System.Buffers.Binary;

namespace Ontotwin.Sources.Packed;

/// <summary>Finds what stands behind a document of a zip whose header does not say its length: the checksum and the length (PKWARE's APPNOTE 4.3.9).</summary>
internal static class ZipDescriptor
{
    private const int PieceBytes = 1 << 16, Short = 16, Long = 24;

    private static ReadOnlySpan<byte> Mark => "PK\x07\x08"u8;

    /// <summary>The document's length and checksum, and where the next one begins; no length where there is no such descriptor. It is the right one when it names the length that lies before it.</summary>
    /// <param name="content">The zip.</param>
    /// <param name="start">Where the document's packed bytes begin.</param>
    public static (long Length, uint? Checksum, long Next) After(Stream content, long start)
    {
        var piece = new byte[Math.Clamp(content.Length - start, Short, PieceBytes)];
        // Pieces overlap by what a descriptor takes, but for its first byte.
        for (var at = start; ; at += piece.Length - (Short - 1))
        {
            var read = ZipScan.ReadAt(content, at, piece);
            for (var from = 0; piece.AsSpan(from..read).IndexOf(Mark) is >= 0 and var found; from += found + 1)
            {
                var place = from + found;
                if (read - place < Short) { break; }
                var length = at + place - start;
                if (BinaryPrimitives.ReadUInt32LittleEndian(piece.AsSpan(place + 8)) != (uint)length) { continue; }
                return (length, BinaryPrimitives.ReadUInt32LittleEndian(piece.AsSpan(place + 4)), at + place + LengthAt(content, at + place));
            }
            if (read < piece.Length) { return (-1, null, start); }
        }
    }

    // With lengths in 64 bits it is longer, and nothing says so but what follows.
    private static int LengthAt(Stream content, long at)
    {
        Span<byte> next = stackalloc byte[2];
        return ZipScan.ReadAt(content, at + Short, next) == next.Length && !next.SequenceEqual("PK"u8) && ZipScan.ReadAt(content, at + Long, next) == next.Length && next.SequenceEqual("PK"u8) ? Long : Short;
    }
}
