using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>Writes PNG of eight bits, grey or RGB (ISO 15948).</summary>
internal static class Png
{
    public static void Write(Stream stream, int columns, int rows, bool isColour, ReadOnlySpan<byte> pixels)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, columns);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], rows);
        (header[8], header[9], header[10], header[11], header[12]) = (8, isColour ? (byte)2 : (byte)0, 0, 0, 0);
        Chunk(stream, "IHDR", header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var width = columns * (isColour ? 3 : 1);
            for (var row = 0; row < rows; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * width, width));
            }
        }
        Chunk(stream, "IDAT", packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(stream, "IEND", []);
    }

    private static void Chunk(Stream stream, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        var name = Encoding.ASCII.GetBytes(type);
        stream.Write(name);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(name, data));
        stream.Write(number);
    }
}
