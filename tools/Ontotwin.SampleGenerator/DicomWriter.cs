using System.Buffers.Binary;
using System.Text;

namespace Ontotwin.SampleGenerator;

/// <summary>Writes one DICOM object: Explicit VR Little Endian, elements in ascending order of tag, file meta group as in PS3.10 section 7.1.</summary>
internal sealed class DicomWriter
{
    private readonly SortedDictionary<uint, byte[]> _elements = [];

    /// <summary>Text values joined by a backslash; padded to an even length by a space, or by NUL for UI (PS3.5 section 6.2).</summary>
    public DicomWriter Text(uint tag, string vr, params string[] values)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\\', values));
        return Add(tag, vr, Pad(bytes, vr == "UI" ? (byte)0 : (byte)' '));
    }

    /// <summary>Unsigned 16-bit values.</summary>
    public DicomWriter UnsignedShorts(uint tag, params ushort[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), values[i]);
        }

        return Add(tag, "US", bytes);
    }

    /// <summary>A 64-bit floating-point value, used by CTDIvol (0018,9345).</summary>
    public DicomWriter Double(uint tag, double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        return Add(tag, "FD", bytes);
    }

    /// <summary>A sequence of items, each of defined length (PS3.5 section 7.5).</summary>
    public DicomWriter Items(uint tag, params IEnumerable<DicomWriter> items)
    {
        using var bytes = new MemoryStream();
        var header = new byte[8];
        foreach (var item in items.Select(i => i.Join()))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header, 0xE000_FFFE);
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)item.Length);
            bytes.Write(header);
            bytes.Write(item);
        }

        return Add(tag, "SQ", bytes.ToArray());
    }

    /// <summary>Singles, as coordinates of a region are written.</summary>
    public DicomWriter Singles(uint tag, params float[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return Add(tag, "FL", bytes);
    }

    /// <summary>An unsigned 32-bit value.</summary>
    public DicomWriter UnsignedLong(uint tag, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Add(tag, "UL", bytes);
    }

    /// <summary>16-bit pixels, row by row.</summary>
    public DicomWriter Pixels(ReadOnlySpan<ushort> pixels)
    {
        var bytes = new byte[pixels.Length * 2];
        for (var i = 0; i < pixels.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), pixels[i]);
        }

        return Add(0x7FE0_0010, "OW", bytes);
    }

    /// <summary>The whole file: preamble, magic, meta group and data set.</summary>
    public byte[] ToFile(string sopClassUid, string sopInstanceUid)
    {
        Text(0x0008_0016, "UI", sopClassUid);
        Text(0x0008_0018, "UI", sopInstanceUid);

        var meta = new DicomWriter()
            .Add(0x0002_0001, "OB", [0, 1])
            .Text(0x0002_0002, "UI", sopClassUid)
            .Text(0x0002_0003, "UI", sopInstanceUid)
            .Text(0x0002_0010, "UI", "1.2.840.10008.1.2.1")
            .Text(0x0002_0012, "UI", "2.25.204930617405118233091452286314207710001")
            .Text(0x0002_0013, "SH", "ONTOTWIN_SAMPLE");
        var metaBytes = meta.Join();
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)metaBytes.Length);

        using var file = new MemoryStream();
        file.Write(new byte[128]);
        file.Write("DICM"u8);
        file.Write(Element(0x0002_0000, "UL", length));
        file.Write(metaBytes);
        file.Write(Join());
        return file.ToArray();
    }

    private DicomWriter Add(uint tag, string vr, byte[] value)
    {
        _elements[tag] = Element(tag, vr, value);
        return this;
    }

    private byte[] Join() => [.. _elements.Values.SelectMany(e => e)];

    private static byte[] Element(uint tag, string vr, byte[] value)
    {
        var isLong = vr is "OB" or "OW" or "SQ" or "UN" or "UT";
        var bytes = new byte[(isLong ? 12 : 8) + value.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)tag);
        Encoding.ASCII.GetBytes(vr, bytes.AsSpan(4));
        if (isLong)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)value.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)value.Length);
        }

        value.CopyTo(bytes, bytes.Length - value.Length);
        return bytes;
    }

    private static byte[] Pad(byte[] bytes, byte padding) => bytes.Length % 2 == 0 ? bytes : [.. bytes, padding];
}
