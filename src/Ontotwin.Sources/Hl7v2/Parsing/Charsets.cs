using System.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>Which encoding a message is really in: what MSH-18 declares (HL7 table 0211) is believed only where the bytes allow it.</summary>
internal static class Charsets
{
    private const int Latin1 = 28591, Latin9 = 28605, Windows1252 = 1252, Iso2022Japanese = 50220, Iso2022Korean = 50225;

    /// <summary>The encoding for a name of table 0211, or for a usual name by mistake; null when unknown.</summary>
    internal static Encoding? Named(string name)
    {
        var key = name.Trim().ToUpperInvariant().Replace('_', ' ');
        return key switch
        {
            "" or "ASCII" or "US-ASCII" or "ISO IR6" => Encoding.ASCII,
            "UNICODE UTF-8" or "UTF-8" or "UTF8" or "UNICODE" => Encoding.UTF8,
            "UNICODE UTF-16" or "UTF-16" => Encoding.Unicode,
            "8859/1" or "ISO-8859-1" or "ISO8859-1" or "8859/15" or "ISO-8859-15" or "LATIN1" =>
                key.EndsWith("15", StringComparison.Ordinal) ? CodePage(Latin9) : Encoding.Latin1,
            "8859/2" or "ISO-8859-2" => CodePage(28592),
            "8859/3" => CodePage(28593),
            "8859/4" => CodePage(28594),
            "8859/5" or "ISO-8859-5" => CodePage(28595),
            "8859/6" => CodePage(28596),
            "8859/7" or "ISO-8859-7" => CodePage(28597),
            "8859/8" => CodePage(28598),
            "8859/9" or "ISO-8859-9" => CodePage(28599),
            "ISO IR14" or "ISO IR87" or "ISO IR159" or "ISO-2022-JP" => CodePage(Iso2022Japanese),
            "GB 18030-2000" or "GB18030" or "GB2312" or "GBK" => CodePage(54936),
            "BIG-5" or "BIG5" => CodePage(950),
            "KS X 1001" or "EUC-KR" => CodePage(949),
            "WINDOWS-1252" or "CP1252" => CodePage(Windows1252),
            "WINDOWS-1251" or "CP1251" => CodePage(1251),
            _ => null,
        };
    }

    /// <summary>The encoding of a message, and whether that is another than the one declared.</summary>
    /// <param name="message">The message's bytes.</param>
    /// <param name="declared">The first repetition of MSH-18.</param>
    /// <param name="isLie">Whether MSH-18 says something that the bytes refute, or says nothing although they need it.</param>
    internal static Encoding Detect(ReadOnlySpan<byte> message, string declared, out bool isLie)
    {
        isLie = false;
        var named = Named(declared);
        if (Ascii.IsValid(message))
        {
            var shifted = Shifted(message);
            isLie = shifted is not null && named?.CodePage != shifted.CodePage;
            return shifted ?? Encoding.UTF8;
        }
        if (IsUtf8(message, out var hasLongSequence) && (hasLongSequence || named is not { CodePage: 54936 or 950 or 949 }))
        {
            // UTF-8 that is taken for something else would be garbled; that 8-bit text is valid UTF-8 by chance hardly happens.
            isLie = named?.CodePage != Encoding.UTF8.CodePage;
            return Encoding.UTF8;
        }
        if (MayHide(named) && EastAsian.Of(message) is { } found)
        {
            isLie = true;
            return found;
        }
        if (named is not null && named.CodePage != Encoding.UTF8.CodePage && named.CodePage != Encoding.ASCII.CodePage
            && named.CodePage != Encoding.Unicode.CodePage)
        {
            return named;
        }
        isLie = true;
        return Encoding.Latin1;
    }

    // Senders that declare nothing, or what their software declares of itself; ISO 2022 has no bytes above 7F.
    private static bool MayHide(Encoding? named) => named is null || named.CodePage is Latin1 or Latin9 or Windows1252 or Iso2022Japanese
        || named.CodePage == Encoding.UTF8.CodePage || named.CodePage == Encoding.ASCII.CodePage || named.CodePage == Encoding.Unicode.CodePage;

    // ISO 2022 shows by its escapes; Korean by the one that designates it, and the shifts into it.
    private static Encoding? Shifted(ReadOnlySpan<byte> message)
    {
        const byte ShiftOut = 0x0E;
        if (!message.Contains((byte)'\e')) { return null; }
        if (message.IndexOf("\e$)C"u8) >= 0 && message.Contains(ShiftOut)) { return CodePage(Iso2022Korean); }
        return message.IndexOf("\e$"u8) >= 0 || message.IndexOf("\e("u8) >= 0 ? CodePage(Iso2022Japanese) : null;
    }

    /// <summary>Whether a byte that looks like a delimiter always is one.</summary>
    internal static bool IsDelimiterSafe(Encoding encoding) => encoding.IsSingleByte || encoding.CodePage == Encoding.UTF8.CodePage;

    internal static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.Latin1;

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, out bool hasLongSequence)
    {
        hasLongSequence = bytes.IndexOfAnyInRange((byte)0xE0, (byte)0xF4) >= 0;
        return System.Text.Unicode.Utf8.IsValid(bytes);
    }
}
