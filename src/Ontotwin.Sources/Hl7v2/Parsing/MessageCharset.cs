using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>How the text of a message is read.</summary>
/// <param name="Encoding">The encoding that its bytes are in.</param>
/// <param name="Escaped">The encoding of bytes that hexadecimal escapes hold: the declared one where the message is ASCII, else the one that it is in.</param>
/// <param name="IsSevenBit">Whether it has no byte above 7F.</param>
/// <param name="IsDamaged">Whether it is UTF-8 but for some bytes.</param>
/// <param name="Switches">Whether it switches to sets that are known, by escape sequences.</param>
/// <param name="HasUnknownSwitch">Whether some of its escape sequences switch to sets that are not known.</param>
/// <param name="Other">What the bytes were read as where that is not what MSH-18 says; else null.</param>
/// <param name="OtherSwitch">What it switches to without MSH-18 declaring it; else null.</param>
internal readonly record struct MessageCharset(
    Encoding Encoding, Encoding Escaped, bool IsSevenBit, bool IsDamaged, bool Switches, bool HasUnknownSwitch, string? Other, string? OtherSwitch)
{
    /// <summary>Without escape sequences and damage.</summary>
    internal MessageCharset(Encoding encoding, Encoding escaped, bool isSevenBit, string? other) : this(encoding, escaped, isSevenBit, false, false, false, other, null) { }

    /// <summary>Whether the bytes are hardly text in the encoding that they are read in, for want of a better one.</summary>
    internal bool IsDoubtful { get; init; }

    /// <summary>Adds the escape sequences of a message.</summary>
    internal MessageCharset WithSwitches(ReadOnlySpan<byte> message, byte escape, CharsetNames declared)
    {
        var (found, hasUnknown, scripts) = (false, false, SetScript.Other);
        // Most messages have none of the three beginnings, which is seen faster than each escape is looked at.
        if (!message.Contains(CharsetSwitch.Esc) && (escape == 0 || (message.IndexOf([escape, (byte)'C']) < 0 && message.IndexOf([escape, (byte)'M']) < 0))) { return this; }
        for (var at = 0; CharsetSwitch.Next(message, at, escape, out var each) is >= 0 and var next; at = next + each.Length)
        {
            (found, hasUnknown) = (found || each.Set is not null, hasUnknown || each.Set is null);
            scripts |= each.Set?.Script ?? SetScript.Other;
        }
        return this with { Switches = found, HasUnknownSwitch = hasUnknown, OtherSwitch = NameOf(scripts & ~declared.Scripts) };
    }

    private static string? NameOf(SetScript scripts) =>
        (scripts & SetScript.Japanese) != 0 ? "iso-2022-jp" : (scripts & SetScript.Korean) != 0 ? "iso-2022-kr" : (scripts & SetScript.Chinese) != 0 ? "iso-2022-cn" : null;
}
