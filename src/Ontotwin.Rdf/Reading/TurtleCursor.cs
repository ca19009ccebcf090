using System.Buffers;
using System.Text;

namespace Ontotwin.Rdf.Reading;

/// <summary>A position in the text and the terminals of Turtle's grammar (RDF 1.1 Turtle, section 6.5).</summary>
internal sealed class TurtleCursor(string text)
{
    private static readonly SearchValues<char> NotInIris = SearchValues.Create("\"{}|^`<> ");

    public int Position { get; private set; }

    public char Current => Position < text.Length ? text[Position] : '\0';

    public bool AtEnd => Position >= text.Length;

    /// <summary>PN_CHARS_U; characters beyond the first plane come as their surrogates.</summary>
    public static bool IsNameStart(char c) => c switch
    {
        '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => true,
        < '\u00c0' or '\u00d7' or '\u00f7' => false,
        <= '\u02ff' or (>= '\u0370' and <= '\u037d') or (>= '\u037f' and <= '\u1fff') or '\u200c' or '\u200d' => true,
        (>= '\u2070' and <= '\u218f') or (>= '\u2c00' and <= '\u2fef') or (>= '\u3001' and <= '\udfff') => true,
        _ => c is (>= '\uf900' and <= '\ufdcf') or (>= '\ufdf0' and <= '\ufffd'),
    };

    /// <summary>PN_CHARS.</summary>
    public static bool IsNameChar(char c) =>
        IsNameStart(c) || char.IsAsciiDigit(c) || c is '-' or '\u00b7' or (>= '\u0300' and <= '\u036f') or '\u203f' or '\u2040';

    public char Peek(int ahead) => Position + ahead < text.Length ? text[Position + ahead] : '\0';

    public RdfSyntaxException Error(string message) => new(Position, message);

    public void SkipBlank()
    {
        while (!AtEnd)
        {
            if (Current == '#') { while (!AtEnd && Current is not ('\n' or '\r')) { Position++; } }
            else if (Current is ' ' or '\t' or '\n' or '\r' or '\ufeff') { Position++; }
            else { return; }
        }
    }

    public bool TryTake(char expected)
    {
        SkipBlank();
        if (Current != expected || AtEnd) { return false; }
        Position++;
        return true;
    }

    public void Take(char expected)
    {
        if (!TryTake(expected)) { throw Error($"expected '{expected}'"); }
    }

    /// <summary>Takes a bare word such as <c>PREFIX</c> when it stands here and ends here.</summary>
    public bool TryTakeWord(string word, bool ignoreCase = false)
    {
        SkipBlank();
        if (string.Compare(text, Position, word, 0, word.Length, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) != 0) { return false; }
        var after = Peek(word.Length);
        if (IsNameChar(after) || after == ':') { return false; }
        Position += word.Length;
        return true;
    }

    public string TakeIriReference()
    {
        Take('<');
        var start = Position;
        var end = text.AsSpan(start).IndexOfAny('>', '\n');
        if (end < 0 || text[start + end] != '>') { throw Error("an IRI that is not closed by '>'"); }
        var raw = text.AsSpan(start, end);
        if (raw.IndexOfAny(NotInIris) >= 0 || raw.IndexOfAnyInRange('\0', ' ') >= 0) { throw Error("an IRI with a character that IRIs may not have"); }
        Position = start + end + 1;
        return raw.Contains('\\') ? UnescapeIri(raw) : raw.ToString();
    }

    /// <summary>The prefix before the colon and the local part after it, unescaped.</summary>
    public (string Prefix, string Local) TakePrefixedName()
    {
        var start = Position;
        while (IsNameChar(Current) || (Current == '.' && IsNameChar(Peek(1)))) { Position++; }
        var prefix = text[start..Position];
        if (Current != ':') { throw Error($"expected ':' after '{prefix}'"); }
        Position++;
        return (prefix, TakeLocalName());
    }

    public string TakeBlankLabel()
    {
        Position += 2;
        var start = Position;
        if (!IsNameStart(Current) && !char.IsAsciiDigit(Current)) { throw Error("a blank node without a label"); }
        while (IsNameChar(Current) || (Current == '.' && IsNameOrDot(Peek(1)))) { Position++; }
        return text[start..Position];
    }

    public string TakeLanguage()
    {
        Take('@');
        var start = Position;
        while (char.IsAsciiLetter(Current) || (Position > start && (char.IsAsciiDigit(Current) || Current == '-'))) { Position++; }
        if (Position == start || text[Position - 1] == '-') { throw Error("a language tag is incomplete"); }
        return text[start..Position];
    }

    public (string Lexical, Iri Datatype) TakeNumber()
    {
        var start = Position;
        if (Current is '+' or '-') { Position++; }
        TakeDigits();
        var datatype = Xsd.Integer;
        if (Current == '.' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is 'e' or 'E' && Position > start)))
        {
            Position++;
            TakeDigits();
            datatype = Xsd.Decimal;
        }
        if (Current is 'e' or 'E')
        {
            Position++;
            if (Current is '+' or '-') { Position++; }
            if (!char.IsAsciiDigit(Current)) { throw Error("an exponent without digits"); }
            TakeDigits();
            datatype = Xsd.Double;
        }
        if (text.AsSpan(start, Position - start).IndexOfAnyInRange('0', '9') < 0) { throw Error("expected a term"); }
        return (text[start..Position], datatype);
    }

    public string TakeString()
    {
        var quote = Current;
        var isLong = Peek(1) == quote && Peek(2) == quote;
        Position += isLong ? 3 : 1;
        var value = new StringBuilder();
        while (true)
        {
            if (AtEnd) { throw Error("a string that is not closed"); }
            if (Current == quote && (!isLong || (Peek(1) == quote && Peek(2) == quote)))
            {
                Position += isLong ? 3 : 1;
                return value.ToString();
            }
            if (!isLong && Current is '\n' or '\r' && !isLong) { throw Error("a line end inside a short string"); }
            if (Current == '\\') { AppendEscape(value); }
            else { value.Append(text[Position++]); }
        }
    }

    private static bool IsNameOrDot(char c) => IsNameChar(c) || c == '.';

    private static int HexValue(char c) => char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : -1;

    private void TakeDigits()
    {
        while (char.IsAsciiDigit(Current)) { Position++; }
    }

    private string TakeLocalName()
    {
        var local = new StringBuilder();
        while (!AtEnd)
        {
            if ((IsNameChar(Current) && (local.Length > 0 || (Current != '-' && (IsNameStart(Current) || char.IsAsciiDigit(Current))))) || Current == ':') { local.Append(text[Position++]); }
            else if (Current == '.' && ContinuesAfterDots()) { local.Append(text[Position++]); }
            else if (Current == '%')
            {
                if (HexValue(Peek(1)) < 0 || HexValue(Peek(2)) < 0) { throw Error("'%' must be followed by two hexadecimal digits"); }
                local.Append(text, Position, 3);
                Position += 3;
            }
            else if (Current == '\\' && "_~.-!$&'()*+,;=/?#@%".Contains(Peek(1), StringComparison.Ordinal))
            {
                local.Append(Peek(1));
                Position += 2;
            }
            else { break; }
        }
        return local.ToString();
    }

    private bool ContinuesAfterDots()
    {
        var ahead = 1;
        while (Peek(ahead) == '.') { ahead++; }
        return IsNameChar(Peek(ahead)) || Peek(ahead) is ':' or '%' or '\\';
    }

    private void AppendEscape(StringBuilder value)
    {
        var escape = Peek(1);
        if (escape is 'u' or 'U')
        {
            value.Append(TakeUnicodeEscape());
            return;
        }
        var index = "tbnrf\"'\\".IndexOf(escape, StringComparison.Ordinal);
        if (index < 0) { throw Error("an unknown escape in a string"); }
        value.Append("\t\b\n\r\f\"'\\"[index]);
        Position += 2;
    }

    private string TakeUnicodeEscape()
    {
        var digits = Peek(1) == 'u' ? 4 : 8;
        var code = 0L;
        for (var i = 0; i < digits; i++)
        {
            var digit = HexValue(Peek(2 + i));
            if (digit < 0) { throw Error($"'\\{Peek(1)}' must be followed by {digits} hexadecimal digits"); }
            code = (code << 4) | (uint)digit;
        }
        if (code > 0x10FFFF || code is >= 0xD800 and <= 0xDFFF) { throw Error("an escape that is no Unicode character"); }
        Position += 2 + digits;
        return char.ConvertFromUtf32((int)code);
    }

    private string UnescapeIri(ReadOnlySpan<char> raw)
    {
        var inner = new TurtleCursor(raw.ToString());
        var value = new StringBuilder();
        while (!inner.AtEnd)
        {
            if (inner.Current != '\\') { value.Append(inner.Current); inner.Position++; }
            else if (inner.Peek(1) is 'u' or 'U') { value.Append(inner.TakeUnicodeEscape()); }
            else { throw Error("an escape that IRIs may not have"); }
        }
        if (value.ToString().AsSpan().IndexOfAny(NotInIris) >= 0) { throw Error("an IRI with a character that IRIs may not have"); }
        return value.ToString();
    }
}
