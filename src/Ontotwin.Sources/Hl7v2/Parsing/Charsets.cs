using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Which encoding a message is really in: what MSH-18 declares is believed only where the bytes allow it.</summary>
internal static class Charsets
{
    /// <summary>How a message is read.</summary>
    /// <param name="message">The message's bytes.</param>
    /// <param name="escape">Its escape character; 0 without any.</param>
    /// <param name="declared">What MSH-18 declares.</param>
    internal static MessageCharset Of(ReadOnlySpan<byte> message, byte escape, CharsetNames declared) => OfBytes(message, declared).WithSwitches(message, escape, declared);

    /// <summary>How a message of a document in UTF-16 or UTF-32 is read, of which the text is given in UTF-8.</summary>
    internal static MessageCharset OfWide(ReadOnlySpan<byte> message, byte escape, Encoding document, CharsetNames declared) =>
        new MessageCharset(Encoding.UTF8, document, Ascii.IsValid(message), declared.HaveWide(document) ? null : document.WebName)
            .WithSwitches(message, escape, declared);

    /// <summary>Whether a byte that looks like a delimiter always is one.</summary>
    internal static bool IsDelimiterSafe(Encoding encoding) => encoding.IsSingleByte || encoding.CodePage == Encoding.UTF8.CodePage;

    private static MessageCharset OfBytes(ReadOnlySpan<byte> message, CharsetNames declared)
    {
        var own = declared.Own;
        if (Ascii.IsValid(message))
        {
            // Also as single bytes it is no text of zero bytes.
            return new(Encoding.UTF8, own ?? Encoding.UTF8, true, declared.AreWide ? Encoding.ASCII.WebName : null);
        }
        var toldUtf8 = declared.Have(Encoding.UTF8) ? null : Encoding.UTF8.WebName;
        if (Utf8.IsValid(message) && (HasLongSequence(message) || own is not { CodePage: CharsetNames.Gb18030 or CharsetNames.Big5 or CharsetNames.Korean }))
        {
            // UTF-8 that is taken for something else would be garbled; that 8-bit text is valid UTF-8 by chance hardly happens.
            return In(Encoding.UTF8, toldUtf8);
        }
        var (characters, bad) = MayHide(own) ? DamagedUtf8.Count(message) : default;
        // Of what is none by chance a part is UTF-8: of words in Latin-1 next to nothing, of GB 18030 and EUC-KR less than a third.
        if (characters >= 4 * bad && characters > 0) { return In(Encoding.UTF8, toldUtf8) with { IsDamaged = true }; }
        if (MayHide(own) && EastAsian.Of(message) is { } found) { return In(found, found.WebName); }
        // What is declared needs less to be believed.
        if (characters >= bad && characters > 0 && toldUtf8 is null) { return In(Encoding.UTF8, null) with { IsDamaged = true }; }
        var isWindows = message.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0;
        var isToldOf = own is not null && own.CodePage != Encoding.UTF8.CodePage;
        if (isToldOf && !(own!.CodePage == CharsetNames.Latin1 && isWindows)) { return In(own, null) with { IsDoubtful = IsWestern(own) && !WesternText.MayBe(message) }; }
        // Nobody writes the control characters of ISO 8859-1: windows-1252 has quotes, dashes and the euro sign there. Browsers read it so too.
        var western = isWindows ? CodePages.Of(CharsetNames.Windows1252) : Encoding.Latin1;
        return In(western, western.WebName) with { IsDoubtful = !WesternText.MayBe(message) };
    }

    private static MessageCharset In(Encoding encoding, string? told) => new(encoding, encoding, false, told);

    private static bool IsWestern(Encoding encoding) => encoding.CodePage is CharsetNames.Latin1 or CharsetNames.Latin9 or CharsetNames.Windows1252;

    // Senders that declare nothing, or what their software declares of itself; ISO 2022 has no bytes above 7F.
    private static bool MayHide(Encoding? own) => own is null || IsWestern(own) || own.CodePage == CharsetNames.Iso2022Japanese
        || own.CodePage == Encoding.UTF8.CodePage;

    private static bool HasLongSequence(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyInRange((byte)0xE0, (byte)0xF4) >= 0;
}
