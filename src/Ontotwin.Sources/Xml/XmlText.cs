using System.Globalization;
using System.Text;

namespace Ontotwin.Sources.Xml;

/// <summary>Text of content and attribute values as written (XML 1.0, sections 2.11, 3.3.3, 4.1).</summary>
internal static class XmlText
{
    /// <summary>Character data of content: tags, comments and processing instructions left out, references and CDATA sections resolved, line ends made LF.</summary>
    public static string Decode(ReadOnlySpan<byte> written)
    {
        var text = new StringBuilder(written.Length);
        while (!written.IsEmpty)
        {
            var stop = written.IndexOfAny((byte)'<', (byte)'&');
            AppendLines(text, stop < 0 ? written : written[..stop]);
            if (stop < 0) { break; }
            written = written[stop..];
            written = written[(written[0] == '&' ? AppendReference(text, written) : PassMarkup(text, written))..];
        }
        return text.ToString();
    }

    /// <summary>An attribute's value: references resolved, white space made blanks.</summary>
    public static string DecodeAttribute(ReadOnlySpan<byte> written)
    {
        var text = new StringBuilder(written.Length);
        while (!written.IsEmpty)
        {
            var stop = written.IndexOfAny("&\r\n\t"u8);
            text.Append(Encoding.UTF8.GetString(stop < 0 ? written : written[..stop]));
            if (stop < 0) { break; }
            written = written[stop..];
            if (written[0] == '&') { written = written[AppendReference(text, written)..]; continue; }
            text.Append(' ');
            written = written[(written.StartsWith("\r\n"u8) ? 2 : 1)..];
        }
        return text.ToString();
    }

    /// <summary>Length of a reference at the start, with its semicolon; 0 when it is none that is resolved.</summary>
    public static int ReferenceLength(ReadOnlySpan<byte> bytes, out int codePoint)
    {
        codePoint = 0;
        var end = bytes[..Math.Min(bytes.Length, 16)].IndexOf((byte)';');
        if (end < 2) { return 0; }
        var name = bytes[1..end];
        codePoint = name switch
        {
            [(byte)'#', (byte)'x', ..] => int.TryParse(name[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : 0,
            [(byte)'#', ..] => int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            _ when name.SequenceEqual("lt"u8) => '<',
            _ when name.SequenceEqual("gt"u8) => '>',
            _ when name.SequenceEqual("amp"u8) => '&',
            _ when name.SequenceEqual("quot"u8) => '"',
            _ when name.SequenceEqual("apos"u8) => '\'',
            _ => 0,
        };
        // The characters of XML 1.0, section 2.2.
        var isCharacter = codePoint is '\t' or '\n' or '\r' or (>= 0x20 and < 0xD800) or (>= 0xE000 and < 0xFFFE) or (>= 0x10000 and <= 0x10FFFF);
        return isCharacter ? end + 1 : 0;
    }

    private static int AppendReference(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        var length = ReferenceLength(bytes, out var codePoint);
        if (length == 0)
        {
            text.Append('&');
            return 1;
        }
        text.Append(new Rune(codePoint).ToString());
        return length;
    }

    private static void AppendLines(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        var piece = Encoding.UTF8.GetString(bytes);
        text.Append(piece.Contains('\r', StringComparison.Ordinal) ? piece.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : piece);
    }

    private static int PassMarkup(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("<![CDATA["u8))
        {
            var length = bytes[9..].IndexOf("]]>"u8);
            AppendLines(text, length < 0 ? bytes[9..] : bytes.Slice(9, length));
            return length < 0 ? bytes.Length : length + 12;
        }
        if (bytes.StartsWith("<!--"u8)) { return After(bytes, "-->"u8); }
        return bytes.StartsWith("<?"u8) ? After(bytes, "?>"u8) : TagLength(bytes);
    }

    private static int After(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> end)
    {
        var at = bytes.IndexOf(end);
        return at < 0 ? bytes.Length : at + end.Length;
    }

    private static int TagLength(ReadOnlySpan<byte> bytes)
    {
        var at = 1;
        while (at < bytes.Length)
        {
            var step = bytes[at..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (step < 0) { return bytes.Length; }
            at += step;
            if (bytes[at] == '>') { return at + 1; }
            var close = bytes[(at + 1)..].IndexOf(bytes[at]);
            if (close < 0) { return bytes.Length; }
            at += close + 2;
        }
        return bytes.Length;
    }
}
