using System.Buffers.Binary;
using System.Text;

namespace Ontotwin.Cli.Tests;

/// <summary>A DICOM image whose pixels take nearly all of it (PS3.5, 7.1.2 and annex A.4), and the patient that it is of.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="IsEncapsulated">Whether the pixels are fragments, of 60 KiB each, or one value.</param>
internal sealed record LongImage(string Name, bool IsEncapsulated) : LongDocument(Name)
{
    private const uint PixelData = 0x7FE00010;
    private const int PieceBytes = 60 << 10;

    protected override async Task<long> WriteAsync(Stream output, long bytes)
    {
        await output.WriteAsync(new byte[128]);
        await output.WriteAsync("DICM"u8.ToArray());
        await output.WriteAsync(Element(0x00020010, "UI", IsEncapsulated ? "1.2.840.10008.1.2.4.50\0" : "1.2.840.10008.1.2.1\0"));
        await output.WriteAsync(Element(0x00080018, "UI", "1.2.3.4\0"));
        await output.WriteAsync(Element(0x00080060, "CS", "SM"));
        await output.WriteAsync(Element(0x00100020, "LO", "patient1"));
        // A value's length has 32 bits, and is even.
        var length = IsEncapsulated ? uint.MaxValue : (uint)Math.Min(bytes, uint.MaxValue - 1) & ~1u;
        await output.WriteAsync(Header(PixelData, length, "OB"));
        var piece = new byte[PieceBytes];
        new Random(8).NextBytes(piece);
        if (IsEncapsulated) { await WriteFragmentsAsync(output, bytes, piece); }
        else
        {
            for (long left = length; left > 0; left -= piece.Length) { await output.WriteAsync(piece.AsMemory(0, (int)Math.Min(left, piece.Length))); }
        }
        // What comes after the pixels is read too.
        await output.WriteAsync(Element(0xFFFCFFFC, "OB", "\0\0"));
        return 1;
    }

    private static async Task WriteFragmentsAsync(Stream output, long bytes, byte[] piece)
    {
        const uint Fragment = 0xFFFEE000, End = 0xFFFEE0DD;
        await output.WriteAsync(Header(Fragment, 0));
        for (long written = 0; written < bytes; written += piece.Length)
        {
            await output.WriteAsync(Header(Fragment, (uint)piece.Length));
            await output.WriteAsync(piece);
        }
        await output.WriteAsync(Header(End, 0));
    }

    private static byte[] Element(uint tag, string vr, string value) =>
        vr == "OB" ? [.. Header(tag, (uint)value.Length, vr), .. Encoding.ASCII.GetBytes(value)] : [.. Header(tag, 0)[..4], .. Encoding.ASCII.GetBytes(vr), (byte)value.Length, 0, .. Encoding.ASCII.GetBytes(value)];

    private static byte[] Header(uint tag, uint length, string? vr = null)
    {
        byte[] header = [.. new byte[4], .. vr is null ? [] : Encoding.ASCII.GetBytes(vr), .. new byte[vr is null ? 4 : 6]];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), (ushort)tag);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(header.Length - 4), length);
        return header;
    }
}
