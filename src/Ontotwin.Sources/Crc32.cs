namespace Ontotwin.Sources;

/// <summary>The checksum of zip (PKWARE's APPNOTE 4.4.7), PNG (ISO 15948) and xz, which the runtime has in no public place (ISO 3309).</summary>
public static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Entry((uint)i))];

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
        foreach (var each in bytes) { crc = Table[(byte)(crc ^ each)] ^ (crc >> 8); }
        return crc;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++) { value = (value & 1) != 0 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1; }
        return value;
    }
}
