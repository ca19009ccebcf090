namespace Ontotwin.Mapping.Rml.Files;

/// <summary>The cyclic checksums of xz (The .xz File Format 1.1.0, section 6), which the runtime has in no public place.</summary>
internal static class Checksums
{
    private static readonly uint[] Table32 = [.. Enumerable.Range(0, 256).Select(n => { var c = (uint)n; for (var k = 0; k < 8; k++) { c = (c & 1) != 0 ? (c >> 1) ^ 0xEDB88320 : c >> 1; } return c; })];
    private static readonly ulong[] Table64 = [.. Enumerable.Range(0, 256).Select(n => { var c = (ulong)n; for (var k = 0; k < 8; k++) { c = (c & 1) != 0 ? (c >> 1) ^ 0xC96C5795D7870F42 : c >> 1; } return c; })];

    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) { crc = Table32[(byte)(crc ^ b)] ^ (crc >> 8); }
        return ~crc;
    }

    public static ulong Crc64(ReadOnlySpan<byte> bytes)
    {
        var crc = ulong.MaxValue;
        foreach (var b in bytes) { crc = Table64[(byte)(crc ^ b)] ^ (crc >> 8); }
        return ~crc;
    }
}
