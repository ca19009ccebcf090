using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// HL7 v2 escape sequences (chapter 2, "use of escape sequences in text fields"), resolved after splitting, so that an escaped delimiter never
/// divides; those that switch the character set are resolved before. What is no escape sequence stays as it is: <c>C:\temp\x</c> is a path, not an error.
/// </summary>
internal static class Escapes
{
    /// <summary>The text meant: delimiters, hexadecimal data and layout resolved, highlighting dropped.</summary>
    internal static string Decode(ReadOnlySpan<byte> value, Delimiters delimiters, MappedText text) => Decode(value, delimiters, text, onlyDelimiters: false);

    /// <summary>The text with only the escaped delimiters resolved.</summary>
    internal static string DecodeDelimiters(ReadOnlySpan<byte> value, Delimiters delimiters, MappedText text) =>
        Decode(value, delimiters, text, onlyDelimiters: true);

    /// <summary>Stretches of a value whose hexadecimal data are no characters of their set.</summary>
    internal static List<(int Start, int End)> Lacking(ReadOnlySpan<byte> value, Delimiters delimiters, MappedText text)
    {
        var lacking = new List<(int, int)>();
        Decode(value, delimiters, text, onlyDelimiters: false, lacking);
        return lacking;
    }

    private static string Decode(ReadOnlySpan<byte> value, Delimiters delimiters, MappedText text, bool onlyDelimiters, List<(int Start, int End)>? lacking = null)
    {
        var escape = delimiters.Escape;
        if (escape == 0 || value.IndexOf(escape) < 0) { return text.Encoding.GetString(value); }
        var (result, whole) = (new StringBuilder(value.Length), value.Length);
        while (value.IndexOf(escape) is >= 0 and var at)
        {
            result.Append(text.Encoding.GetString(value[..at]));
            if (!onlyDelimiters && AppendHexadecimal(value[at..], escape, text.EscapedBytes, result, out var isLacking) is > 0 and var used)
            {
                if (isLacking) { lacking?.Add((whole - value.Length + at, whole - value.Length + at + used)); }
                value = value[(at + used)..];
                continue;
            }
            var body = value[(at + 1)..];
            var length = body.IndexOf(escape);
            if (length is < 0 or > Limits.EscapeLength || !Resolve(body[..length], delimiters, onlyDelimiters, result))
            {
                result.Append((char)escape);
                value = body;
                continue;
            }
            value = body[(length + 1)..];
        }
        return result.Append(text.Encoding.GetString(value)).ToString();
    }

    private static bool Resolve(ReadOnlySpan<byte> body, Delimiters delimiters, bool onlyDelimiters, StringBuilder result)
    {
        if (body.Length == 1 && DelimiterNamed(body[0], delimiters) is not 0 and var delimiter)
        {
            result.Append((char)delimiter);
            return true;
        }
        if (onlyDelimiters || body.IsEmpty) { return false; }
        return body[0] switch
        {
            (byte)'H' or (byte)'N' => body.Length == 1,
            (byte)'.' => AppendLayout(body[1..], result),
            _ => false,
        };
    }

    private static byte DelimiterNamed(byte letter, Delimiters delimiters) => letter switch
    {
        (byte)'F' => delimiters.Field,
        (byte)'S' => delimiters.Component,
        (byte)'T' => delimiters.SubComponent,
        (byte)'R' => delimiters.Repetition,
        (byte)'E' => delimiters.Escape,
        (byte)'P' => delimiters.Truncation,
        _ => 0,
    };

    // Hexadecimal escapes that follow each other are read as one: a character may be divided among them. Returns their length; 0 where the value begins with none.
    private static int AppendHexadecimal(ReadOnlySpan<byte> value, byte escape, Encoding encoding, StringBuilder result, out bool isLacking)
    {
        var (used, bytes) = (0, default(List<byte>));
        isLacking = false;
        while (value[used..] is [var first, (byte)'X', ..] && first == escape)
        {
            var digits = value[(used + 2)..];
            digits = digits[..Math.Max(0, digits.IndexOf(escape))];
            if (digits.IsEmpty || digits.Length % 2 != 0) { break; }
            var held = new byte[digits.Length / 2];
            if (Convert.FromHexString(digits, held, out _, out _) != System.Buffers.OperationStatus.Done) { break; }
            (bytes ??= []).AddRange(held);
            used += digits.Length + 3;
        }
        if (bytes is null) { return 0; }
        var text = TextOf(CollectionsMarshal.AsSpan(bytes), encoding);
        // What a set has of its own is written as U+FFFD by UTF-8 and UTF-16 alone.
        isLacking = text.Contains('\uFFFD', StringComparison.Ordinal) && CollectionsMarshal.AsSpan(bytes).IndexOf("\uFFFD"u8) < 0;
        result.Append(text);
        return used;
    }

    private static string TextOf(ReadOnlySpan<byte> bytes, Encoding encoding) => bytes.Contains(CharsetSwitch.Esc) ? SwitchedUnits.TextOf(bytes, encoding)
        : Charsets.IsDelimiterSafe(encoding) ? encoding.GetString(bytes)
        : EncodedUnits.TextOf(bytes, encoding);

    // .br and .sp move to a new line, .sk leaves blanks; the other commands (fill, indent, centre) change nothing of the words.
    private static bool AppendLayout(ReadOnlySpan<byte> command, StringBuilder result)
    {
        if (command.Length < 2) { return false; }
        var count = 1;
        var digits = command[2..].Trim((byte)' ');
        if (!digits.IsEmpty && !int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count)) { return false; }
        count = Math.Clamp(count, 0, Limits.EscapeRepetitions);
        var name = ((command[0] | 0x20) << 8) | (command[1] | 0x20);
        switch (name)
        {
            case ('b' << 8) | 'r': result.Append('\n'); return true;
            case ('s' << 8) | 'p': result.Append('\n', Math.Max(count, 1)); return true;
            case ('s' << 8) | 'k': result.Append(' ', count); return true;
            case ('c' << 8) | 'e': result.Append('\n'); return true;
            case ('f' << 8) | 'i' or ('n' << 8) | 'f' or ('i' << 8) | 'n' or ('t' << 8) | 'i': return true;
            default: return false;
        }
    }
}
