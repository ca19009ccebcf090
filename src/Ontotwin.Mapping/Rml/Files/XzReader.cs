using System.Buffers.Binary;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Rml.Files;

/// <summary>Reads the .xz format (version 1.1.0) with the filter LZMA2 alone, as <c>xz</c> and <c>tar -J</c> write it.</summary>
internal static class XzReader
{
    /// <summary>The content; null when the bytes are no such file, are damaged or grow over <paramref name="maxBytes"/>.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static byte[]? Unpack(ReadOnlySpan<byte> xz, int maxBytes)
    {
        if (!xz.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) || xz.Length < 32) { return null; }
        var checkBytes = (xz[7] & 15) switch { 0 => 0, 1 => 4, 4 => 8, 10 => 32, _ => -1 };
        if (checkBytes < 0 || Crc32.Of(xz[6..8]) != BinaryPrimitives.ReadUInt32LittleEndian(xz[8..])) { return null; }
        var decoder = new Lzma2Decoder(maxBytes);
        var at = 12;
        while (at < xz.Length && xz[at] != 0)
        {
            var headerBytes = (xz[at] + 1) * 4;
            Require(at + headerBytes <= xz.Length && IsLzma2Alone(xz.Slice(at, headerBytes)));
            var before = decoder.Length;
            var blockStart = at;
            at += headerBytes;
            at += decoder.Decode(xz[at..]);
            while ((at - blockStart) % 4 != 0) { at++; }
            Require(at + checkBytes <= xz.Length);
            var content = decoder.Content[before..];
            Require(checkBytes != 4 || Crc32.Of(content) == BinaryPrimitives.ReadUInt32LittleEndian(xz[at..]));
            Require(checkBytes != 8 || Crc64.Of(content) == BinaryPrimitives.ReadUInt64LittleEndian(xz[at..]));
            at += checkBytes;
        }
        Require(at < xz.Length);
        return decoder.Content.ToArray();
    }

    private static bool IsLzma2Alone(ReadOnlySpan<byte> header)
    {
        if (Crc32.Of(header[..^4]) != BinaryPrimitives.ReadUInt32LittleEndian(header[^4..]) || (header[1] & 3) != 0) { return false; }
        var at = 2;
        // Compressed and uncompressed size, where they are given.
        for (var sizes = (header[1] >> 6) & 3; sizes > 0; sizes &= sizes - 1)
        {
            while (at < header.Length && header[at] >= 0x80) { at++; }
            at++;
        }
        return at + 2 < header.Length && header[at] == 0x21 && header[at + 1] == 1;
    }

    internal static void Require(bool holds)
    {
        if (!holds) { throw new InvalidDataException("damaged xz data"); }
    }
}
