namespace Ontotwin.Sources;

/// <summary>The checksum of zip's documents (ISO 3309, as PKWARE's APPNOTE 4.4.7 has it).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Entry((uint)i))];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes) { crc = Table[(byte)(crc ^ each)] ^ (crc >> 8); }
        return ~crc;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++) { value = (value & 1) != 0 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1; }
        return value;
    }
}
