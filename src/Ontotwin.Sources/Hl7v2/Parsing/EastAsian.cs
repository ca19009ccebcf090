using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// Whether bytes that nobody declares are GB 18030 or Shift-JIS. Text in Latin-1 must never be taken for one: every byte must be part of a character, several of
/// the characters must be among the common ones, and these must stand beside each other, as no accented letters of Europe do (nor the quotation marks of
/// windows-1252, each of which makes a kanji with the letter behind it).
/// </summary>
internal static class EastAsian
{
    private const int LeastCommon = 3, LeastCommonInTen = 6;

    /// <summary>The encoding of the bytes; null where they are not surely one of the two.</summary>
    internal static Encoding? Of(ReadOnlySpan<byte> bytes) =>
        IsWritten(bytes, Gb18030Bytes, IsCommonChinese) && !CouldBeOther(bytes) ? Exact(CodePages.Of(54936), bytes)
        : IsWritten(bytes, ShiftJisBytes, IsCommonJapanese) ? Exact(CodePages.Of(932), bytes)
        : null;

    private delegate int CharacterBytes(ReadOnlySpan<byte> bytes);

    private delegate bool IsCommon(ReadOnlySpan<byte> character);

    private static Encoding? Exact(Encoding encoding, ReadOnlySpan<byte> bytes) => CodePages.IsExact(encoding, encoding.GetString(bytes), bytes) ? encoding : null;

    private static bool IsWritten(ReadOnlySpan<byte> bytes, CharacterBytes length, IsCommon isCommon)
    {
        var (characters, common, beside, wasCommon) = (0, 0, 0, false);
        for (var at = 0; at < bytes.Length;)
        {
            var count = length(bytes[at..]);
            if (count == 0) { return false; }
            var isOne = count > 1 && isCommon(bytes.Slice(at, count));
            if (count > 1) { characters++; }
            if (isOne) { common++; }
            if (isOne && wasCommon) { beside++; }
            wasCommon = isOne;
            at += count;
        }
        return common >= LeastCommon && beside * 2 >= common && common * 10 >= characters * LeastCommonInTen;
    }

    // 0: no character begins so.
    private static int Gb18030Bytes(ReadOnlySpan<byte> text) => text switch
    {
        [< 0x80, ..] => 1,
        [>= 0x81 and <= 0xFE, >= 0x30 and <= 0x39, >= 0x81 and <= 0xFE, >= 0x30 and <= 0x39, ..] => 4,
        [>= 0x81 and <= 0xFE, (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFE), ..] => 2,
        _ => 0,
    };

    // Katakana of half width are one byte.
    private static int ShiftJisBytes(ReadOnlySpan<byte> text) => text switch
    {
        [< 0x80, ..] or [>= 0xA1 and <= 0xDF, ..] => 1,
        [(>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC), (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC), ..] => 2,
        _ => 0,
    };

    // The first level of GB 2312: the 3,755 commonest characters.
    private static bool IsCommonChinese(ReadOnlySpan<byte> character) => character is [>= 0xB0 and <= 0xD7, >= 0xA1];

    // Hiragana, katakana, and the first level of JIS X 0208.
    private static bool IsCommonJapanese(ReadOnlySpan<byte> character) => character is [0x82, >= 0x9F and <= 0xF1] or [0x83, >= 0x40 and <= 0x96] or [0x88, >= 0x9F] or [>= 0x89 and <= 0x97, _] or [0x98, <= 0x72];

    // Text of other scripts of which every two letters are a Chinese character. Hangul (EUC-KR) have no leads above C8, and hanja mostly such of rare characters; capitals
    // of Greek and Cyrillic (ISO 8859-5 and -7, windows-1251 and -1253) lie from B0 to DF; and what takes a delimiter for half a character is none.
    private static bool CouldBeOther(ReadOnlySpan<byte> bytes)
    {
        const int LeastNotHangulInTen = 2, MostRareInTen = 2;
        var (common, notHangul, rare, hasOtherThanCapitals) = (0, 0, 0, false);
        int count;
        for (var at = 0; at < bytes.Length; at += Math.Max(1, count))
        {
            count = Gb18030Bytes(bytes[at..]);
            hasOtherThanCapitals |= count > 2;
            if (count != 2) { continue; }
            var (lead, trail) = (bytes[at], bytes[at + 1]);
            if ("|^~\\"u8.Contains(trail)) { return true; }
            hasOtherThanCapitals |= trail is not (>= 0xB0 and <= 0xDF);
            if (IsCommonChinese([lead, trail])) { common++; }
            else if (lead > 0xD7) { rare++; }
            if (lead is > 0xC8 and <= 0xD7) { notHangul++; }
        }
        return !hasOtherThanCapitals || notHangul * 10 < common * LeastNotHangulInTen || rare * 10 > (common + rare) * MostRareInTen;
    }
}
