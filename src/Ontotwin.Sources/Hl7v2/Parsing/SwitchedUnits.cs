using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// The characters of a message that switches between sets. Until it does, and where it has switched back to ASCII, the bytes are of its own encoding.
/// A line's end switches back; but what a message of 7-bit bytes has designated for SO (ISO-2022-KR does it once, before the first) holds for all of it.
/// </summary>
/// <param name="own">The message's own encoding.</param>
/// <param name="escape">Its escape character; 0 without any.</param>
/// <param name="isSevenBit">Whether it has no byte above 7F.</param>
internal sealed class SwitchedUnits(Encoding own, byte escape, bool isSevenBit) : TextUnits
{
    private const byte ShiftOut = 0x0E, ShiftIn = 0x0F;

    private readonly EncodedUnits basic = new(own);

    // null: the message's own encoding.
    private HalfSet? low, high;
    private bool isShifted;

    /// <summary>The text of some bytes: what a hexadecimal escape holds.</summary>
    internal static string TextOf(ReadOnlySpan<byte> bytes, Encoding own)
    {
        var (units, text) = (new SwitchedUnits(own, 0, isSevenBit: true), new StringBuilder());
        while (!bytes.IsEmpty) { bytes = bytes[units.Next(bytes, text)..]; }
        return text.ToString();
    }

    internal override int Next(ReadOnlySpan<byte> rest, StringBuilder text)
    {
        IsBad = false;
        var first = rest[0];
        if (CharsetSwitch.IsAt(rest, escape, out var found) && found.Set is { } to)
        {
            var isOwn = to == HalfSet.Ascii || to == HalfSet.JisRoman;
            if (found.IsLow) { low = isOwn ? null : to; } else { high = to; }
            return found.Length;
        }
        if (first is ShiftOut or ShiftIn && high is not null)
        {
            isShifted = first == ShiftOut;
            return 1;
        }
        if (first is (byte)'\r' or (byte)'\n' or 0x0B or 0x1C) { (low, high, isShifted) = (null, isSevenBit ? high : null, false); }
        var set = first >= 0x80 || isShifted ? high : low;
        if (set is not null && first is > 0x20 and not 0x7F) { return NextOf(set, rest, text); }
        var length = basic.Next(rest, text);
        IsBad = basic.IsBad;
        return length;
    }

    private int NextOf(HalfSet set, ReadOnlySpan<byte> rest, StringBuilder text)
    {
        Span<byte> unit = stackalloc byte[2];
        var (count, isUpper) = (0, rest[0] >= 0x80);
        while (count < set.UnitBytes && count < rest.Length && rest[count] is > 0x20 and not 0x7F && rest[count] >= 0x80 == isUpper)
        {
            unit[count] = (byte)(rest[count] | (isShifted ? 0x80 : 0));
            count++;
        }
        var character = count == set.UnitBytes ? set.CharacterOf(unit[..count]) : null;
        IsBad = character is null;
        if (IsBad) { text.Append(Replacement); } else { text.Append(character); }
        // A byte that begins no pair takes nothing with it: what follows may be a delimiter.
        return count == set.UnitBytes ? count : 1;
    }
}
