using System.Text;

namespace Ontotwin.Sources.Dicom;

/// <summary>
/// How the text of a data set is decoded: the value of Specific Character Set (0008,0005). Sources: PS3.3 C.12.1.1.2 (defined terms and escape
/// sequences), PS3.5 6.1 (code extension: escapes hold until a delimiter or line end).
/// </summary>
internal sealed class CharacterSet
{
    public static readonly CharacterSet Default = new(HalfSet.Ascii, HalfSet.None, null, declared: false);

    private readonly HalfSet low;
    private readonly HalfSet high;
    private readonly Encoding? whole;

    private CharacterSet(HalfSet low, HalfSet high, Encoding? whole, bool declared) => (this.low, this.high, this.whole, IsDeclared) = (low, high, whole, declared);

    /// <summary>Whether the file says what its bytes above 7F mean.</summary>
    public bool IsDeclared { get; }

    /// <summary>The set of the given terms; <paramref name="isExact"/> is false when one had to be guessed or is unknown.</summary>
    public static CharacterSet Of(IReadOnlyList<string> terms, out bool isExact)
    {
        isExact = terms.All(term => term.Length == 0 || IsDefinedTerm(term));
        var first = terms.Count == 0 ? "" : Plain(terms[0]);
        return first switch
        {
            "192" => new(HalfSet.Ascii, HalfSet.None, Encoding.UTF8, true),
            "GB18030" or "GBK" => new(HalfSet.Ascii, HalfSet.None, CodePages.Gb18030, true),
            "13" => new(HalfSet.JisRoman, HalfSet.Katakana, null, true),
            "" or "6" or "87" or "159" or "149" or "58" => terms.Count > 1 || first is not ("" or "6") ? new(HalfSet.Ascii, HalfSet.None, null, true) : Default,
            _ => HalfSet.Of(first) is { } set ? new(HalfSet.Ascii, set, null, true) : Default,
        };
    }

    /// <summary>Position of the first of up to three ASCII delimiters that is a character and not half of one; -1 without any.</summary>
    public int IndexOfDelimiter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters)
    {
        // Only what lies before the first candidate can make it half of a character; looking further would make long lists of values quadratic.
        var candidate = text.IndexOfAny(delimiters);
        if (candidate < 0) { return -1; }
        var isSure = whole is null ? text[..candidate].IndexOf((byte)0x1B) < 0 : whole.CodePage == Encoding.UTF8.CodePage;
        if (isSure) { return candidate; }
        return whole is null ? IndexBetweenEscapes(text, delimiters) : IndexBetweenPairs(text, delimiters);
    }

    public string Decode(ReadOnlySpan<byte> text)
    {
        if (whole is not null) { return whole.GetString(text); }
        if (low == HalfSet.Ascii && Ascii.IsValid(text) && text.IndexOf((byte)0x1B) < 0) { return Encoding.ASCII.GetString(text); }
        var decoded = new StringBuilder(text.Length);
        var (g0, g1) = (low, high);
        while (text.Length > 0)
        {
            if (text[0] == 0x1B && HalfSet.Designated(text, out var set, out var isLow, out var length))
            {
                if (isLow) { g0 = set; } else { g1 = set; }
                text = text[length..];
                continue;
            }
            if (text[0] is (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'\t' || (text[0] == '\\' && !g0.IsPaired)) { (g0, g1) = (low, high); }
            text = text[DecodeRun(text, g0, g1, decoded)..];
        }
        return decoded.ToString();
    }

    private static int DecodeRun(ReadOnlySpan<byte> text, HalfSet g0, HalfSet g1, StringBuilder decoded)
    {
        if (text[0] <= 0x20) { decoded.Append((char)text[0]); return 1; }
        var isHigh = text[0] >= 0x80;
        var length = 1;
        while (length < text.Length && text[length] > 0x20 && text[length] >= 0x80 == isHigh && (isHigh || g0.IsPaired || text[length] != '\\')) { length++; }
        (isHigh ? g1 : g0).Decode(text[..length], decoded);
        return length;
    }

    private static int IndexBetweenEscapes(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters)
    {
        var paired = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == 0x1B && HalfSet.Designated(text[i..], out var set, out var isLow, out var length))
            {
                if (isLow) { paired = set.IsPaired; }
                i += length - 1;
            }
            else if (paired && text[i] is > 0x20 and < 0x80) { i++; }
            else if (delimiters.Contains(text[i])) { return i; }
        }
        return -1;
    }

    private static int IndexBetweenPairs(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] >= 0x81) { i++; }
            else if (delimiters.Contains(text[i])) { return i; }
        }
        return -1;
    }

    private static bool IsDefinedTerm(string term) =>
        term is "GB18030" or "GBK" || term.StartsWith("ISO_IR ", StringComparison.Ordinal) || term.StartsWith("ISO 2022 IR ", StringComparison.Ordinal);

    private static string Plain(string term)
    {
        var plain = term.ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return plain.StartsWith("ISO2022IR", StringComparison.Ordinal) ? plain[9..] : plain.StartsWith("ISOIR", StringComparison.Ordinal) ? plain[5..] : plain;
    }
}
