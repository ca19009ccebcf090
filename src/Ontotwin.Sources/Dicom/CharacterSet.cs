using System.Buffers;
using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Dicom;

/// <summary>
/// How the text of a data set is decoded: the value of Specific Character Set (0008,0005). Sources: PS3.3 C.12.1.1.2 (defined terms and escape
/// sequences), PS3.5 6.1 (code extension: escapes hold until a delimiter or line end).
/// </summary>
internal sealed class CharacterSet
{
    public static readonly CharacterSet Default = new(HalfSet.Ascii, HalfSet.None, null, declared: false);

    private const byte Escape = 0x1B;

    // The default repertoire where it is declared, and sets that nobody knows.
    private static readonly CharacterSet AsciiAlone = new(HalfSet.Ascii, HalfSet.None, null, declared: true);
    private readonly HalfSet low;
    private readonly HalfSet high;
    private readonly Encoding? whole;

    private CharacterSet(HalfSet low, HalfSet high, Encoding? whole, bool declared) => (this.low, this.high, this.whole, IsDeclared) = (low, high, whole, declared);

    /// <summary>Whether the file says what its bytes above 7F mean.</summary>
    public bool IsDeclared { get; }

    /// <summary>The set of the given terms; of those that are no defined ones, the nearest.</summary>
    public static CharacterSet Of(IReadOnlyList<string> terms)
    {
        var first = terms.Count == 0 ? "" : CharacterSetTerms.Plain(terms[0]);
        return first switch
        {
            "192" => new(HalfSet.Ascii, HalfSet.None, Encoding.UTF8, true),
            "GB18030" or "GBK" => new(HalfSet.Ascii, HalfSet.None, CodePages.Gb18030, true),
            "13" => new(HalfSet.JisRoman, HalfSet.Katakana, null, true),
            "" when terms.Count <= 1 => Default,
            _ => HalfSet.Of(first) is { } set ? new(HalfSet.Ascii, set, null, true) : AsciiAlone,
        };
    }

    /// <summary>Position of the first of up to three ASCII delimiters that is a character and not half of one; -1 without any.</summary>
    public int IndexOfDelimiter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters)
    {
        // Only what lies before the first candidate can make it half of a character; looking further would make long lists of values quadratic.
        var candidate = text.IndexOfAny(delimiters);
        if (candidate < 0) { return -1; }
        var isSure = whole is null ? text[..candidate].IndexOf((byte)Escape) < 0 : whole.CodePage == Encoding.UTF8.CodePage;
        if (isSure) { return candidate; }
        return whole is null ? IndexBetweenEscapes(text, delimiters) : IndexBetweenPairs(text, delimiters);
    }

    /// <summary>The text of a value; what the set does not have is told to <paramref name="foreign"/>.</summary>
    public string Decode(ReadOnlySpan<byte> text, ForeignBytes? foreign = null)
    {
        if (whole is not null) { return DecodeWhole(text, foreign); }
        if (low == HalfSet.Ascii && Ascii.IsValid(text) && text.IndexOf(Escape) < 0) { return Encoding.ASCII.GetString(text); }
        var decoded = new StringBuilder(text.Length);
        var (g0, g1) = (low, high);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == Escape && HalfSet.Designated(text[at..], out var set, out var isLow, out var length))
            {
                if (isLow) { g0 = set; } else { g1 = set; }
                at += length;
                continue;
            }
            if (text[at] is (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'\t' || (text[at] == '\\' && !g0.IsPaired)) { (g0, g1) = (low, high); }
            at += DecodeRun(text, at, g0, g1, decoded, foreign);
        }
        return decoded.ToString();
    }

    private string DecodeWhole(ReadOnlySpan<byte> text, ForeignBytes? foreign)
    {
        if (whole != Encoding.UTF8) { return Gb18030.Decode(text, foreign); }
        for (var at = 0; foreign is not null && at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var length) != OperationStatus.Done) { foreign.Replaced(at, length); }
            at += length;
        }
        return whole.GetString(text);
    }

    private static int DecodeRun(ReadOnlySpan<byte> text, int at, HalfSet g0, HalfSet g1, StringBuilder decoded, ForeignBytes? foreign)
    {
        text = text[at..];
        if (text[0] <= 0x20)
        {
            if (text[0] == Escape) { foreign?.Kept(at, 1); }
            decoded.Append((char)text[0]);
            return 1;
        }
        var isHigh = text[0] >= 0x80;
        var length = 1;
        while (length < text.Length && text[length] > 0x20 && text[length] >= 0x80 == isHigh && (isHigh || g0.IsPaired || text[length] != '\\')) { length++; }
        (isHigh ? g1 : g0).Decode(text[..length], decoded, foreign, at);
        return length;
    }

    private static int IndexBetweenEscapes(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters)
    {
        var paired = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape && HalfSet.Designated(text[i..], out var set, out var isLow, out var length))
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
}
