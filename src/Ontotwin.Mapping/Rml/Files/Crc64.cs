namespace Ontotwin.Mapping.Rml.Files;

/// <summary>The longer checksum of xz (The .xz File Format 1.1.0, section 6), which the runtime has in no public place.</summary>
internal static class Crc64
{
    private static readonly ulong[] Table = [.. Enumerable.Range(0, 256).Select(n => { var c = (ulong)n; for (var k = 0; k < 8; k++) { c = (c & 1) != 0 ? (c >> 1) ^ 0xC96C5795D7870F42 : c >> 1; } return c; })];

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var crc = ulong.MaxValue;
        foreach (var b in bytes) { crc = Table[(byte)(crc ^ b)] ^ (crc >> 8); }
        return ~crc;
    }
}
