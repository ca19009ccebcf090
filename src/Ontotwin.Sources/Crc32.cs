using System.Buffers.Binary;

namespace Ontotwin.Sources;

/// <summary>The checksum of zip (PKWARE's APPNOTE 4.4.7), gzip (RFC 1952), PNG (ISO 15948) and xz, which the runtime has in no public place (ISO 3309).</summary>
public static class Crc32
{
    // Eight tables, so that eight bytes are looked up at once: what a byte does to the sum when seven, six … follow it.
    private static readonly uint[][] Tables = Made();

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Of(bytes, []);

    /// <summary>The checksum of one run of bytes followed by another.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Add(Add(uint.MaxValue, first), second);

    /// <summary>The checksum of bytes that follow others.</summary>
    /// <param name="crc">The checksum of those before; 0 of none.</param>
    /// <param name="bytes">The bytes that follow.</param>
    public static uint After(uint crc, ReadOnlySpan<byte> bytes) => ~Add(~crc, bytes);

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        var t = Tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var (low, high) = (crc ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            crc = t[7][(byte)low] ^ t[6][(byte)(low >> 8)] ^ t[5][(byte)(low >> 16)] ^ t[4][low >> 24]
                ^ t[3][(byte)high] ^ t[2][(byte)(high >> 8)] ^ t[1][(byte)(high >> 16)] ^ t[0][high >> 24];
        }
        foreach (var each in bytes) { crc = t[0][(byte)(crc ^ each)] ^ (crc >> 8); }
        return crc;
    }

    private static uint[][] Made()
    {
        var tables = new uint[8][];
        tables[0] = [.. Enumerable.Range(0, 256).Select(i => Entry((uint)i))];
        for (var i = 1; i < tables.Length; i++) { tables[i] = [.. tables[i - 1].Select(before => tables[0][(byte)before] ^ (before >> 8))]; }
        return tables;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++) { value = (value & 1) != 0 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1; }
        return value;
    }
}
