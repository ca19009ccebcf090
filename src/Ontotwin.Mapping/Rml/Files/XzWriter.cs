using System.Buffers.Binary;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Rml.Files;

/// <summary>Writes the .xz format (version 1.1.0) with LZMA2 chunks that are stored, not compressed: whoever wants a small file takes gzip.</summary>
internal static class XzWriter
{
    private const int ChunkBytes = 1 << 16;

    public static byte[] Store(ReadOnlySpan<byte> content)
    {
        using var xz = new MemoryStream();
        ReadOnlySpan<byte> flags = [0, 1];
        xz.Write([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, .. flags]);
        WriteCrc(xz, flags);
        var blockStart = xz.Length;
        // One filter, LZMA2 (0x21), with one byte of properties: a dictionary of 64 KiB.
        ReadOnlySpan<byte> header = [2, 0, 0x21, 1, 8, 0, 0, 0];
        xz.Write(header);
        WriteCrc(xz, header);
        WriteChunks(xz, content);
        var unpadded = xz.Length - blockStart + 4;
        Pad(xz);
        WriteCrc(xz, content);
        var indexStart = xz.Length;
        using var index = new MemoryStream();
        index.Write([0, 1]);
        WriteNumber(index, unpadded);
        WriteNumber(index, content.Length);
        Pad(index);
        WriteCrc(index, index.ToArray());
        index.WriteTo(xz);
        Span<byte> footer = stackalloc byte[6];
        BinaryPrimitives.WriteInt32LittleEndian(footer, (int)((xz.Length - indexStart) / 4) - 1);
        flags.CopyTo(footer[4..]);
        WriteCrc(xz, footer);
        xz.Write([.. footer, (byte)'Y', (byte)'Z']);
        return xz.ToArray();
    }

    private static void WriteChunks(MemoryStream xz, ReadOnlySpan<byte> content)
    {
        var isFirst = true;
        for (var rest = content; !rest.IsEmpty; isFirst = false)
        {
            var length = Math.Min(ChunkBytes, rest.Length);
            xz.Write([(byte)(isFirst ? 1 : 2), (byte)((length - 1) >> 8), (byte)(length - 1)]);
            xz.Write(rest[..length]);
            rest = rest[length..];
        }
        xz.WriteByte(0);
    }

    private static void WriteCrc(MemoryStream xz, ReadOnlySpan<byte> of)
    {
        Span<byte> crc = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32.Of(of));
        xz.Write(crc);
    }

    private static void WriteNumber(MemoryStream xz, long number)
    {
        for (; number >= 0x80; number >>= 7) { xz.WriteByte((byte)(number | 0x80)); }
        xz.WriteByte((byte)number);
    }

    private static void Pad(MemoryStream xz)
    {
        while (xz.Length % 4 != 0) { xz.WriteByte(0); }
    }
}
