using System.Text;

namespace Ontotwin.Sources.Text;

/// <summary>A set of characters in the lower (G0) or upper (G1) half of the byte range, as ISO 2022 designates it.</summary>
internal sealed class HalfSet
{
    public static readonly HalfSet Ascii = new(Encoding.Latin1);

    /// <summary>No set in the upper half: bytes there are an error of the writer and read as Latin-1, which keeps them apart.</summary>
    public static readonly HalfSet None = new(Encoding.Latin1);
    public static readonly HalfSet JisRoman = new(Encoding.Latin1);
    public static readonly HalfSet Katakana = new(null) { Script = SetScript.Japanese };

    private const char Replacement = '\uFFFD';
    private const int SetSize = 94;

    // Code page 20932 has JIS X 0208 as two high bytes and JIS X 0212 as a high and a low one; 51932 has what vendors put into the rows that JIS X 0208 leaves empty.
    private static readonly HalfSet Jis208 = new(CodePages.Of(20932), 2) { firstMask = 0x80, secondMask = 0x80, beyond = CodePages.Of(51932), Script = SetScript.Japanese };
    private static readonly HalfSet Jis212 = new(CodePages.Of(20932), 2) { firstMask = 0x80, Script = SetScript.Japanese };
    private static readonly HalfSet Korean = new(CodePages.Of(51949), 2) { Script = SetScript.Korean };
    private static readonly HalfSet Chinese = new(CodePages.Of(936), 2) { Script = SetScript.Chinese };

    // The same sets in the lower half.
    private static readonly HalfSet LowKatakana = new(null) { firstMask = 0x80, Script = SetScript.Japanese };
    private static readonly HalfSet LowKorean = new(CodePages.Of(51949), 2) { firstMask = 0x80, secondMask = 0x80, Script = SetScript.Korean };
    private static readonly HalfSet LowChinese = new(CodePages.Of(936), 2) { firstMask = 0x80, secondMask = 0x80, Script = SetScript.Chinese };

    // ISO-IR number, final byte of its escape (ESC - F), code page: PS3.3 tables C.12-2 and C.12-3.
    private static readonly (string Number, char Final, HalfSet Set)[] Latin =
    [
        ("100", 'A', new(Encoding.Latin1)), ("101", 'B', Single(28592)), ("109", 'C', Single(28593)), ("110", 'D', Single(28594)),
        ("144", 'L', Single(28595)), ("127", 'G', Single(28596)), ("126", 'F', Single(28597)), ("138", 'H', Single(28598)),
        ("148", 'M', Single(28599)), ("166", 'T', Single(874)), ("203", 'b', Single(28605)),
    ];

    private readonly Encoding? encoding;
    private Encoding? beyond;
    private byte firstMask;
    private byte secondMask;

    // What each pair of bytes was found to be, by row and cell: making one text after another of two bytes each is slow.
    private string?[]? pairs;

    private HalfSet(Encoding? encoding, int unitBytes = 1) => (this.encoding, UnitBytes) = (encoding, unitBytes);

    /// <summary>Bytes of one character.</summary>
    public int UnitBytes { get; }

    /// <summary>What is written with it.</summary>
    public SetScript Script { get; private init; }

    /// <summary>Whether each character is two bytes of the lower half.</summary>
    public bool IsPaired => firstMask != 0 && UnitBytes == 2;

    /// <summary>The upper half of a single-byte set by its ISO-IR number; null when there is none of that number.</summary>
    public static HalfSet? Of(string number)
    {
        foreach (var each in Latin) { if (each.Number == number) { return each.Set; } }
        return null;
    }

    /// <summary>Which set the escape sequence at the start of the text designates to which half.</summary>
    public static bool Designated(ReadOnlySpan<byte> text, out HalfSet set, out bool isLow, out int length)
    {
        (set, isLow, length) = text switch
        {
            [0x1B, (byte)'$', (byte)'(', (byte)'D', ..] => (Jis212, true, 4),
            [0x1B, (byte)'$', (byte)')', (byte)'C', ..] => (Korean, false, 4),
            [0x1B, (byte)'$', (byte)')', (byte)'A', ..] => (Chinese, false, 4),
            [0x1B, (byte)'$', (byte)'(', (byte)'B' or (byte)'@', ..] => (Jis208, true, 4),
            [0x1B, (byte)'$', (byte)'(', (byte)'C', ..] => (LowKorean, true, 4),
            [0x1B, (byte)'$', (byte)'(', (byte)'A', ..] => (LowChinese, true, 4),
            [0x1B, (byte)'$', (byte)'B' or (byte)'@', ..] => (Jis208, true, 3),
            [0x1B, (byte)'$', (byte)'A', ..] => (LowChinese, true, 3),
            [0x1B, (byte)'(', (byte)'I', ..] => (LowKatakana, true, 3),
            [0x1B, (byte)'(', (byte)'B', ..] => (Ascii, true, 3),
            [0x1B, (byte)'(', (byte)'J', ..] => (JisRoman, true, 3),
            [0x1B, (byte)')', (byte)'I', ..] => (Katakana, false, 3),
            [0x1B, (byte)'-', var final, ..] => (ByFinal((char)final), false, 3),
            _ => (None, false, 0),
        };
        return length > 0;
    }

    /// <summary>Decodes a run of bytes of one half, which begins at <paramref name="at"/> in its text. What the set does not have becomes U+FFFD.</summary>
    public void Decode(ReadOnlySpan<byte> run, StringBuilder text, ForeignBytes? foreign, int at)
    {
        if (this == None)
        {
            foreign?.Kept(at, run.Length);
            text.Append(Encoding.Latin1.GetString(run));
            return;
        }
        var bytes = firstMask != 0 ? InUpperHalf(run) : run;
        var whole = encoding?.GetString(bytes);
        if (whole is not null && Has(whole, bytes)) { text.Append(whole); return; }
        for (var i = 0; i < run.Length; i += UnitBytes) { DecodeOne(run.Slice(i, Math.Min(UnitBytes, run.Length - i)), text, foreign, at + i); }
    }

    /// <summary>The character of <see cref="UnitBytes"/> bytes; null where the set has none.</summary>
    public string? CharacterOf(ReadOnlySpan<byte> unit)
    {
        var isCell = UnitBytes == 2 && unit.Length == 2 && (unit[0] & 0x80) == (unit[1] & 0x80) && (unit[0] & 0x7F) is > 0x20 and < 0x7F && (unit[1] & 0x7F) is > 0x20 and < 0x7F;
        if (!isCell) { return Made(unit); }
        pairs ??= new string?[SetSize * SetSize];
        ref var found = ref pairs[(((unit[0] & 0x7F) - 0x21) * SetSize) + (unit[1] & 0x7F) - 0x21];
        found ??= Made(unit) ?? "";
        return found.Length == 0 ? null : found;
    }

    private string? Made(ReadOnlySpan<byte> unit)
    {
        var bytes = firstMask != 0 ? InUpperHalf(unit) : unit;
        if (encoding is null) { return bytes[0] is >= 0xA1 and <= 0xDF ? ((char)(0xFF61 + bytes[0] - 0xA1)).ToString() : null; }
        var one = encoding.GetString(bytes);
        if (Has(one, bytes)) { return one; }
        // The runtime has no way back for some of the vendors' characters: they stand in the standard's rows too.
        return beyond?.GetString(bytes) is [var other] && other is not ('?' or '\u30FB' or Replacement or (>= '\uE000' and <= '\uF8FF')) ? other.ToString() : null;
    }

    private void DecodeOne(ReadOnlySpan<byte> unit, StringBuilder text, ForeignBytes? foreign, int at)
    {
        if (CharacterOf(unit) is { } one) { text.Append(one); }
        else if (encoding?.GetString(firstMask != 0 ? InUpperHalf(unit) : unit) is [>= '\u0080' and < '\u00A0'] control)
        {
            foreign?.Kept(at, unit.Length);
            text.Append(control);
        }
        else
        {
            foreign?.Replaced(at, unit.Length);
            text.Append(Replacement);
        }
    }

    // The runtime gives control characters and private ones for what its sets do not have.
    private bool Has(string text, ReadOnlySpan<byte> bytes) =>
        System.Text.Ascii.IsValid(bytes) || (!text.AsSpan().ContainsAnyInRange('\u0080', '\u009F') && !text.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') && CodePages.IsExact(encoding!, text, bytes));

    private byte[] InUpperHalf(ReadOnlySpan<byte> run)
    {
        var upper = new byte[run.Length];
        for (var i = 0; i < run.Length; i++) { upper[i] = (byte)(run[i] | (UnitBytes == 1 || i % 2 == 0 ? firstMask : secondMask)); }
        return upper;
    }

    private static HalfSet Single(int codePage) => new(CodePages.Of(codePage));

    private static HalfSet ByFinal(char final)
    {
        foreach (var each in Latin) { if (each.Final == final) { return each.Set; } }
        return None;
    }
}
