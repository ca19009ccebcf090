using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Dicom;

/// <summary>GB 18030, also as GBK: characters of one, two or four bytes. The runtime shows what is none as question marks, which are characters too.</summary>
internal static class Gb18030
{
    private const char Replacement = '\uFFFD';
    private static readonly Encoding Page = CodePages.Gb18030;

    public static string Decode(ReadOnlySpan<byte> text, ForeignBytes? foreign)
    {
        var whole = Page.GetString(text);
        if (CodePages.IsExact(Page, whole, text)) { return whole; }
        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var unit = text.Slice(at, UnitBytes(text[at..]));
            var one = Page.GetString(unit);
            var isExact = CodePages.IsExact(Page, one, unit);
            // What is no character ends no other one: the byte after it may begin one.
            var length = isExact ? unit.Length : 1;
            if (isExact) { decoded.Append(one); }
            else
            {
                decoded.Append(Replacement);
                foreign?.Replaced(at, length);
            }
            at += length;
        }
        return decoded.ToString();
    }

    private static int UnitBytes(ReadOnlySpan<byte> text) => text switch
    {
        [>= 0x81, >= 0x30 and <= 0x39, >= 0x81, >= 0x30 and <= 0x39, ..] => 4,
        [>= 0x81, >= 0x40, ..] => 2,
        _ => 1,
    };
}
