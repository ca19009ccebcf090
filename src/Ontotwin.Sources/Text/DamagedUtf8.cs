using System.Buffers;
using System.Text;

namespace Ontotwin.Sources.Text;

/// <summary>Bytes that are UTF-8 but for some.</summary>
internal static class DamagedUtf8
{
    /// <summary>How many characters of several bytes there are, and how many stretches of bytes that are none.</summary>
    internal static (int Characters, int Bad) Count(ReadOnlySpan<byte> bytes)
    {
        var (characters, bad) = (0, 0);
        for (var at = 0; NextBeyondAscii(bytes, at, out var length, out var isBad) is >= 0 and var next; at = next + length)
        {
            if (isBad) { bad++; } else { characters++; }
        }
        return (characters, bad);
    }

    /// <summary>The first bytes at or after a place that are no character; -1 when all are.</summary>
    internal static int NextBad(ReadOnlySpan<byte> bytes, int from, out int length)
    {
        while (NextBeyondAscii(bytes, from, out length, out var isBad) is >= 0 and var next)
        {
            if (isBad) { return next; }
            from = next + length;
        }
        return -1;
    }

    private static int NextBeyondAscii(ReadOnlySpan<byte> bytes, int from, out int length, out bool isBad)
    {
        (length, isBad) = (0, false);
        var at = bytes[from..].IndexOfAnyInRange((byte)0x80, byte.MaxValue);
        if (at < 0) { return -1; }
        isBad = Rune.DecodeFromUtf8(bytes[(from + at)..], out _, out length) != OperationStatus.Done;
        return from + at;
    }
}
