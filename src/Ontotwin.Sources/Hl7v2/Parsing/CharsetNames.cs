using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// What MSH-18 declares (HL7 table 0211): its first repetition names the message's own encoding, the others what it may switch to. Where the first is empty, it is
/// ASCII; bytes that are none are then of what the others name.
/// </summary>
internal sealed class CharsetNames
{
    internal const int Latin1 = 28591, Latin9 = 28605, Windows1252 = 1252, Iso2022Japanese = 50220, Korean = 949, Gb18030 = 54936, Big5 = 950;

    private readonly List<Encoding> named = [];
    private readonly bool isAnyUnicode;

    internal CharsetNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var key = name.Trim().ToUpperInvariant().Replace('_', ' ');
            if (Named(key) is { } encoding) { named.Add(encoding); }
            isAnyUnicode |= key == "UNICODE";
        }
    }

    /// <summary>The encoding of bytes above 7F; null where the names tell none, or one whose text has zero bytes.</summary>
    internal Encoding? Own => named.Find(n => !IsAscii(n) && !IsWide(n));

    /// <summary>Whether nothing but encodings with zero bytes is declared.</summary>
    internal bool AreWide => named.Count > 0 && named.TrueForAll(IsWide);

    /// <summary>Whether one of the names is that of an encoding.</summary>
    internal bool Have(Encoding encoding) => named.Exists(n => n.CodePage == encoding.CodePage);

    /// <summary>Whether one of the names is that of an encoding with zero bytes, in either order of bytes.</summary>
    internal bool HaveWide(Encoding encoding) => isAnyUnicode || named.Exists(n => IsWide(n) && encoding.CodePage - n.CodePage is 0 or 1);

    /// <summary>What the text may switch to.</summary>
    internal SetScript Scripts
    {
        get
        {
            var scripts = SetScript.Other;
            foreach (var encoding in named)
            {
                scripts |= encoding.CodePage switch { Iso2022Japanese => SetScript.Japanese, Korean => SetScript.Korean, Gb18030 => SetScript.Chinese, _ => SetScript.Other };
            }
            return scripts;
        }
    }

    /// <summary>The encoding for a name of table 0211, or for a usual name by mistake; null when unknown.</summary>
    private static Encoding? Named(string key) => key switch
    {
        "" or "ASCII" or "US-ASCII" or "ISO IR6" => Encoding.ASCII,
        "UNICODE UTF-8" or "UTF-8" or "UTF8" or "UNICODE" => Encoding.UTF8,
        "UNICODE UTF-16" or "UTF-16" => Encoding.Unicode,
        "UNICODE UTF-32" or "UTF-32" => Encoding.UTF32,
        "8859/1" or "ISO-8859-1" or "ISO8859-1" or "LATIN1" => Encoding.Latin1,
        "8859/15" or "ISO-8859-15" => CodePages.Of(Latin9),
        "8859/2" or "ISO-8859-2" => CodePages.Of(28592),
        "8859/3" => CodePages.Of(28593),
        "8859/4" => CodePages.Of(28594),
        "8859/5" or "ISO-8859-5" => CodePages.Of(28595),
        "8859/6" => CodePages.Of(28596),
        "8859/7" or "ISO-8859-7" => CodePages.Of(28597),
        "8859/8" => CodePages.Of(28598),
        "8859/9" or "ISO-8859-9" => CodePages.Of(28599),
        "ISO IR13" or "ISO IR14" or "ISO IR87" or "ISO IR159" or "ISO-2022-JP" => CodePages.Of(Iso2022Japanese),
        "GB 18030-2000" or "GB18030" or "GB2312" or "GBK" => CodePages.Of(Gb18030),
        "BIG-5" or "BIG5" => CodePages.Of(Big5),
        "KS X 1001" or "EUC-KR" or "ISO IR149" or "ISO-2022-KR" => CodePages.Of(Korean),
        "WINDOWS-1252" or "CP1252" => CodePages.Of(Windows1252),
        "WINDOWS-1251" or "CP1251" => CodePages.Of(1251),
        _ => null,
    };

    private static bool IsAscii(Encoding encoding) => encoding.CodePage == Encoding.ASCII.CodePage;

    private static bool IsWide(Encoding encoding) => encoding.CodePage == Encoding.Unicode.CodePage || encoding.CodePage == Encoding.UTF32.CodePage;
}
