using System.Runtime.InteropServices;

namespace Ontotwin.Values;

/// <summary>A quick hash of short texts for tables that forget: not seeded, so never for a dictionary whose keys strangers choose.</summary>
public static class Utf8Hash
{
    /// <summary>
    /// A hash of 0 to 2³¹ − 1. Eight bytes at a time, both halves of the product folded: the last bytes of keys are those that differ, and must reach the lowest bits.
    /// </summary>
    public static int Of(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..]) { hash = Mix(hash ^ MemoryMarshal.Read<ulong>(text)); }
        return (int)(Mix(hash ^ Tail(text)) & int.MaxValue);
    }

    // Fewer than eight bytes: two halves that may overlap, or each for itself.
    private static ulong Tail(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(uint)) { return MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^sizeof(uint)..]) << 32); }
        return text.IsEmpty ? 0 : text[0] | ((ulong)text[text.Length >> 1] << 8) | ((ulong)text[^1] << 16);
    }

    private static ulong Mix(ulong word) => Math.BigMul(word ^ 0xE7037ED1A0B428DB, 0x9E3779B97F4A7C15, out var low) ^ low;
}
