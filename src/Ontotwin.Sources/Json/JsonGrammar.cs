using System.Buffers;

namespace Ontotwin.Sources.Json;

/// <summary>What a JSON value that is no string and has no members looks like, and what a backslash in a string may precede (RFC 8259, sections 3, 6 and 7).</summary>
internal static class JsonGrammar
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly SearchValues<byte> Escapable = SearchValues.Create("\"\\/bfnrt"u8);

    /// <summary>Length of the number, <c>true</c>, <c>false</c> or <c>null</c> at the start; 0 where there is none, or what stands behind it cannot.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) { return 0; }
        var length = text[0] switch
        {
            (byte)'t' => text.StartsWith("true"u8) ? 4 : 0,
            (byte)'f' => text.StartsWith("false"u8) ? 5 : 0,
            (byte)'n' => text.StartsWith("null"u8) ? 4 : 0,
            _ => NumberLength(text),
        };
        return length > 0 && length < text.Length && text[length] is (byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' ? length : 0;
    }

    /// <summary>Whether all backslashes in the text between two quotes begin an escape.</summary>
    public static bool AreEscapes(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'\\'); at >= 0; at = text.IndexOf((byte)'\\'))
        {
            var rest = text[(at + 1)..];
            if (rest.IsEmpty) { return false; }
            if (rest[0] == 'u')
            {
                if (rest.Length < 5 || rest[1..5].ContainsAnyExcept(HexDigits)) { return false; }
                text = rest[5..];
            }
            else if (Escapable.Contains(rest[0])) { text = rest[1..]; }
            else { return false; }
        }
        return true;
    }

    private static int NumberLength(ReadOnlySpan<byte> text)
    {
        var at = text[0] == '-' ? 1 : 0;
        var digits = Digits(text[at..]);
        if (digits == 0 || (digits > 1 && text[at] == '0')) { return 0; }
        at += digits;
        if (at < text.Length && text[at] == '.')
        {
            digits = Digits(text[(at + 1)..]);
            if (digits == 0) { return 0; }
            at += 1 + digits;
        }
        if (at >= text.Length || text[at] is not ((byte)'e' or (byte)'E')) { return at; }
        at++;
        if (at < text.Length && text[at] is (byte)'+' or (byte)'-') { at++; }
        digits = Digits(text[at..]);
        return digits == 0 ? 0 : at + digits;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiDigit((char)text[length])) { length++; }
        return length;
    }
}
