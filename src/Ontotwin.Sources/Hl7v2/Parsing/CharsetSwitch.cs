using System.Buffers;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// One escape sequence of ISO 2022 in a message, by which what follows is read in another set of characters: as bytes (<c>ESC $ B</c>), or as HL7 writes it (v2.5,
/// 2.7.3): <c>\C2842\</c> for one of a single-byte set, <c>\M2442\</c> and <c>\M242844\</c> for one of a multi-byte set, each byte as two hexadecimal digits.
/// </summary>
/// <param name="Length">Its length as it is written, in bytes.</param>
/// <param name="Set">The set; null when it is not known here.</param>
/// <param name="IsLow">Whether bytes below 80 are read in it, else those above and those after SO.</param>
internal readonly record struct CharsetSwitch(int Length, HalfSet? Set, bool IsLow)
{
    internal const byte Esc = 0x1B;

    // ESC, up to three intermediate bytes, the final one.
    private const int MostBytes = 5;

    /// <summary>Whether a text begins with one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escape">The message's escape character; 0 without any.</param>
    /// <param name="found">What it says.</param>
    internal static bool IsAt(ReadOnlySpan<byte> text, byte escape, out CharsetSwitch found)
    {
        found = default;
        if (text.Length < 3) { return false; }
        if (text[0] == Esc)
        {
            var length = SequenceLength(text[..Math.Min(text.Length, MostBytes)]);
            found = Of(text[..length], length);
            return length > 0;
        }
        if (text[0] != escape || escape == 0 || text[1] is not ((byte)'C' or (byte)'M')) { return false; }
        var digits = text[2..Math.Min(text.Length, 2 + (2 * MostBytes))].IndexOf(escape);
        Span<byte> sequence = stackalloc byte[MostBytes];
        sequence[0] = Esc;
        if (digits is not (4 or 6) || Convert.FromHexString(text.Slice(2, digits), sequence[1..], out _, out var bytes) != OperationStatus.Done) { return false; }
        if (SequenceLength(sequence[..(bytes + 1)]) != bytes + 1) { return false; }
        found = Of(sequence[..(bytes + 1)], digits + 3);
        return true;
    }

    /// <summary>The first one at or after a place; -1 when there is none.</summary>
    internal static int Next(ReadOnlySpan<byte> text, int from, byte escape, out CharsetSwitch found)
    {
        for (; from < text.Length; from++)
        {
            var at = text[from..].IndexOfAny(Esc, escape == 0 ? Esc : escape);
            if (at < 0) { break; }
            from += at;
            if (IsAt(text[from..], escape, out found)) { return from; }
        }
        found = default;
        return -1;
    }

    private static CharsetSwitch Of(ReadOnlySpan<byte> sequence, int length) =>
        HalfSet.Designated(sequence, out var set, out var isLow, out var used) && used == sequence.Length && set != HalfSet.None ? new(length, set, isLow) : new(length, null, false);

    // 0 where the bytes are no escape sequence that designates a set.
    private static int SequenceLength(ReadOnlySpan<byte> bytes)
    {
        var length = 1;
        while (length < bytes.Length && bytes[length] is >= 0x20 and <= 0x2F) { length++; }
        return length > 1 && length < bytes.Length && bytes[length] is >= 0x30 and <= 0x7E ? length + 1 : 0;
    }
}
