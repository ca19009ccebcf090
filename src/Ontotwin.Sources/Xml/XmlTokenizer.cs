using System.Buffers;

namespace Ontotwin.Sources.Xml;

/// <summary>
/// Splits a UTF-8 text into tags and texts and checks that it is well-formed (XML 1.0, fifth edition): every token knows its bytes, which
/// <see cref="System.Xml.XmlReader"/> does not tell. A document type is passed over. A text may be given a stretch at a time: what a stretch cuts is a token
/// of the next.
/// </summary>
/// <param name="text">The text, or its first stretch.</param>
/// <param name="start">Where to begin.</param>
/// <param name="isLast">Whether nothing comes after it.</param>
internal sealed class XmlTokenizer(ReadOnlyMemory<byte> text, int start, bool isLast = true)
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> NotInNames = SearchValues.Create([.. Enumerable.Range(0, 128).Where(c => !char.IsAsciiLetterOrDigit((char)c) && c is not ('_' or ':' or '-' or '.')).Select(c => (byte)c)]);
    private static readonly SearchValues<byte> TextStops = SearchValues.Create([(byte)'<', (byte)'&', (byte)'\r', (byte)']', .. Controls]);
    private static readonly SearchValues<byte> ValueStops = SearchValues.Create([(byte)'<', (byte)'&', (byte)'\r', (byte)'\n', (byte)'\t', (byte)'"', (byte)'\'', .. Controls]);
    private static readonly SearchValues<byte> TypeStops = SearchValues.Create("[]>\"'<"u8);
    // What a token may need to be told from another: the longest reference and "<![CDATA[" are shorter.
    private const int Lookahead = 16;

    // Where the names of the open elements lie in a buffer of their own: their tags may lie in an earlier stretch.
    private readonly Stack<(int Start, int Length)> open = new();
    private byte[] openNames = new byte[256];
    private ReadOnlyMemory<byte> text = text;
    private bool isLast = isLast;
    private int position = start;
    private bool closesNext;
    private bool sawRoot;
    private bool ranOut;

    private static IEnumerable<byte> Controls => Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (byte)c);

    private ReadOnlySpan<byte> Bytes => text.Span;

    /// <summary>What is wrong; null while nothing is.</summary>
    public XmlFault? Fault { get; private set; }

    /// <summary>First byte of the token.</summary>
    public int Start { get; private set; }

    /// <summary>After the token's last byte.</summary>
    public int End => position;

    public int NameStart { get; private set; }

    public int NameLength { get; private set; }

    /// <summary>Of a start tag.</summary>
    public List<XmlAttribute> Attributes { get; } = [];

    /// <summary>Whether a text is more than the characters written.</summary>
    public bool IsMarked { get; private set; }

    /// <summary>Whether a text has no characters but white space.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>Elements open, the one of a start tag included, that of an end tag not.</summary>
    public int Depth => open.Count;

    public ReadOnlySpan<byte> Span(int from, int length) => Bytes.Slice(from, length);

    /// <summary>Reads the next token.</summary>
    public XmlToken Next()
    {
        if (Fault is not null) { return XmlToken.End; }
        Start = position;
        if (closesNext)
        {
            closesNext = false;
            open.Pop();
            return XmlToken.Close;
        }
        var hadRoot = sawRoot;
        var token = open.Count == 0 ? NextOutside() : NextInside();
        if (isLast || !MayBeCut(token)) { return token; }
        (Fault, ranOut, sawRoot, position) = (null, false, hadRoot, Start);
        return XmlToken.More;
    }

    /// <summary>Goes on with the next stretch, after <see cref="XmlToken.More"/> or <see cref="Return"/>.</summary>
    /// <param name="stretch">The stretch, which begins with the token at hand.</param>
    /// <param name="last">Whether nothing comes after it.</param>
    public void Continue(ReadOnlyMemory<byte> stretch, bool last) => (text, isLast, position) = (stretch, last, 0);

    /// <summary>Goes back to a start tag that was read, and forgets what was opened since.</summary>
    /// <param name="at">First byte of the tag.</param>
    /// <param name="depth">Elements open before it.</param>
    public void Return(int at, int depth)
    {
        while (open.Count > depth) { open.Pop(); }
        (position, Start, closesNext, sawRoot) = (at, at, false, depth > 0);
    }

    // A tag that is read is whole; a text is if what ends it is surely a tag; and with more bytes what is at fault may not be.
    private bool MayBeCut(XmlToken token) => token switch
    {
        XmlToken.Text => position + 1 >= Bytes.Length,
        XmlToken.End => Fault is null || ranOut || Fault.At >= Bytes.Length - Lookahead,
        _ => false,
    };

    /// <summary>Says that the text is at fault for a reason that only a reader of the tokens knows.</summary>
    public void Refuse(string message, int at) => Fail(message, at);

    private XmlToken NextOutside()
    {
        while (true)
        {
            SkipBlank();
            Start = position;
            if (position >= Bytes.Length)
            {
                return sawRoot ? XmlToken.End : Fail("the document has no element", position);
            }
            if (Bytes[position] != '<') { return Fail("text stands outside the root element", position); }
            var rest = Bytes[position..];
            if (rest.StartsWith("<?"u8) || rest.StartsWith("<!--"u8))
            {
                if (!PassMarkup()) { return XmlToken.End; }
            }
            else if (rest.StartsWith("<!DOCTYPE"u8) && !sawRoot)
            {
                if (!PassDocumentType()) { return XmlToken.End; }
            }
            else if (sawRoot) { return Fail("a second element follows the root element", position); }
            else
            {
                sawRoot = true;
                return StartTag();
            }
        }
    }

    private XmlToken NextInside()
    {
        if (position >= Bytes.Length) { return RunOut("the document ends before its elements are closed", position); }
        if (Bytes[position] == '<' && IsTag(position)) { return Bytes[position..].StartsWith("</"u8) ? EndTag() : StartTag(); }
        return ReadText();
    }

    // What is neither <!… nor <?… is a tag, or no XML.
    private bool IsTag(int at) => at + 1 >= Bytes.Length || Bytes[at + 1] is not ((byte)'!' or (byte)'?');

    private XmlToken ReadText()
    {
        (IsMarked, IsBlank) = (false, true);
        while (position < Bytes.Length)
        {
            var length = Bytes[position..].IndexOfAny(TextStops);
            var end = length < 0 ? Bytes.Length : position + length;
            IsBlank = IsBlank && Bytes[position..end].IndexOfAnyExcept(Blanks) < 0;
            position = end;
            if (end >= Bytes.Length) { break; }
            if (Bytes[end] == '<' && IsTag(end)) { return XmlToken.Text; }
            if (!PassStop(end)) { return XmlToken.End; }
        }
        return RunOut("the document ends before its elements are closed", position);
    }

    private bool PassStop(int at)
    {
        switch (Bytes[at])
        {
            case (byte)'<':
                IsMarked = true;
                IsBlank = IsBlank && !Bytes[at..].StartsWith("<![CDATA["u8);
                return PassMarkup();
            case (byte)'&':
                (IsMarked, IsBlank) = (true, false);
                return PassReference();
            case (byte)'\r':
                IsMarked = true;
                break;
            case (byte)']':
                IsBlank = false;
                if (Bytes[at..].StartsWith("]]>"u8)) { Fail("']]>' does not stand in text", at); return false; }
                break;
            default:
                Fail("a control character does not stand in XML", at);
                return false;
        }
        position = at + 1;
        return true;
    }

    private bool PassReference()
    {
        var length = XmlText.ReferenceLength(Bytes[position..], out _);
        if (length == 0)
        {
            Fault = new("OT3605", "a reference to an entity other than lt, gt, amp, quot and apos, or to no character, is not expanded", position);
            return false;
        }
        position += length;
        return true;
    }

    private bool PassMarkup()
    {
        var rest = Bytes[position..];
        if (rest.StartsWith("<!--"u8))
        {
            var dashes = rest[4..].IndexOf("--"u8);
            ranOut = dashes < 0 || 4 + dashes + 2 >= rest.Length;
            if (ranOut || rest[4 + dashes + 2] != '>') { Fail("a comment is not closed, or holds '--'", position); return false; }
            position += dashes + 7;
            return true;
        }
        if (rest.StartsWith("<![CDATA["u8) && open.Count > 0) { return PassTo("]]>"u8, "a CDATA section is not closed"); }
        if (rest.StartsWith("<?"u8)) { return PassTo("?>"u8, "a processing instruction is not closed"); }
        Fail("'<!' begins nothing that stands here", position);
        return false;
    }

    private bool PassTo(ReadOnlySpan<byte> end, string otherwise)
    {
        var length = Bytes[position..].IndexOf(end);
        if (length < 0) { RunOut(otherwise, position); return false; }
        position += length + end.Length;
        return true;
    }

    // Quotes, comments and instructions may hold brackets and '>' (XML 1.0, section 2.8).
    private bool PassDocumentType()
    {
        var from = position;
        var brackets = 0;
        position += "<!DOCTYPE".Length;
        while (position < Bytes.Length)
        {
            var length = Bytes[position..].IndexOfAny(TypeStops);
            if (length < 0) { break; }
            position += length;
            var rest = Bytes[position..];
            if (rest.StartsWith("<!--"u8) || rest.StartsWith("<?"u8))
            {
                if (!PassMarkup()) { return false; }
                continue;
            }
            position++;
            switch (rest[0])
            {
                case (byte)'[': brackets++; break;
                case (byte)']': brackets--; break;
                case (byte)'"' or (byte)'\'':
                    var close = Bytes[position..].IndexOf(rest[0]);
                    position = close < 0 ? Bytes.Length : position + close + 1;
                    break;
                case (byte)'>' when brackets <= 0: return true;
            }
        }
        RunOut("the document type is not closed", from);
        return false;
    }

    private XmlToken StartTag()
    {
        Attributes.Clear();
        position++;
        if (!ReadName()) { return Fail("'<' begins neither a tag nor a comment; in text it is written &lt;", Start); }
        (NameStart, NameLength) = (Start + 1, position - Start - 1);
        if (open.Count >= XmlLimits.MaxDepth)
        {
            Fault = new("OT3602", $"nested deeper than the limit of {XmlLimits.MaxDepth}", Start);
            return XmlToken.End;
        }
        while (true)
        {
            var hadBlank = SkipBlank();
            if (position >= Bytes.Length) { return RunOut("a tag is not closed", Start); }
            if (Bytes[position] == '>') { position++; break; }
            if (Bytes[position] == '/')
            {
                if (position + 1 >= Bytes.Length || Bytes[position + 1] != '>') { return Fail("'/' in a tag is followed by '>'", position); }
                position += 2;
                closesNext = true;
                break;
            }
            if (!hadBlank) { return Fail("attributes are separated by white space", position); }
            if (!ReadAttribute()) { return XmlToken.End; }
        }
        Push(Bytes.Slice(NameStart, NameLength));
        return XmlToken.Start;
    }

    private bool ReadAttribute()
    {
        var nameStart = position;
        if (!ReadName()) { Fail("an attribute's name is wanted", position); return false; }
        var nameLength = position - nameStart;
        if (Attributes.Exists(a => Bytes.Slice(a.NameStart, a.NameLength).SequenceEqual(Bytes.Slice(nameStart, nameLength)))) { Fail("an attribute stands twice in a tag", nameStart); return false; }
        if (Attributes.Count >= XmlLimits.MaxAttributes) { Fault = new("OT3603", "more attributes than the limit of one element", nameStart); return false; }
        SkipBlank();
        ranOut = position >= Bytes.Length;
        if (ranOut || Bytes[position] != '=') { Fail("an attribute has a value: name=\"value\"", nameStart); return false; }
        position++;
        SkipBlank();
        ranOut = position >= Bytes.Length;
        if (ranOut || Bytes[position] is not ((byte)'"' or (byte)'\'')) { Fail("an attribute's value stands in quotes", position); return false; }
        var quote = Bytes[position++];
        var valueStart = position;
        var isMarked = false;
        while (position < Bytes.Length)
        {
            var length = Bytes[position..].IndexOfAny(ValueStops);
            if (length < 0) { break; }
            position += length;
            var stop = Bytes[position];
            if (stop == quote)
            {
                Attributes.Add(new(nameStart, nameLength, valueStart, position - valueStart, isMarked));
                position++;
                return true;
            }
            if (stop == '<' || (stop < 32 && stop is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))) { Fail("'<' or a control character does not stand in an attribute", position); return false; }
            if (stop is not ((byte)'"' or (byte)'\'')) { isMarked = true; }
            if (stop != '&') { position++; }
            else if (!PassReference()) { return false; }
        }
        RunOut("an attribute's value is not closed", valueStart);
        return false;
    }

    private XmlToken EndTag()
    {
        position += 2;
        var nameStart = position;
        ReadName();
        ranOut = position >= Bytes.Length;
        var (openStart, openLength) = open.Peek();
        if (!Bytes[nameStart..position].SequenceEqual(openNames.AsSpan(openStart, openLength))) { return Fail("the end tag is not of the element that is open", Start); }
        SkipBlank();
        ranOut = position >= Bytes.Length;
        if (ranOut || Bytes[position] != '>') { return Fail("an end tag is not closed", Start); }
        position++;
        open.Pop();
        return XmlToken.Close;
    }

    private bool ReadName()
    {
        var from = position;
        if (position >= Bytes.Length || !(char.IsAsciiLetter((char)Bytes[position]) || Bytes[position] is (byte)'_' or (byte)':' or >= 128)) { return false; }
        var length = Bytes[position..].IndexOfAny(NotInNames);
        position = length < 0 ? Bytes.Length : position + length;
        return position > from;
    }

    private bool SkipBlank()
    {
        var length = Bytes[position..].IndexOfAnyExcept(Blanks);
        var end = length < 0 ? Bytes.Length : position + length;
        var passed = end > position;
        position = end;
        return passed;
    }

    private void Push(ReadOnlySpan<byte> name)
    {
        var at = open.TryPeek(out var outer) ? outer.Start + outer.Length : 0;
        if (at + name.Length > openNames.Length) { Array.Resize(ref openNames, Math.Max(openNames.Length * 2, at + name.Length)); }
        name.CopyTo(openNames.AsSpan(at));
        open.Push((at, name.Length));
    }

    // What the text, or its stretch, ends before.
    private XmlToken RunOut(string message, int at)
    {
        ranOut = true;
        return Fail(message, at);
    }

    private XmlToken Fail(string message, int at)
    {
        Fault ??= new("OT3601", "not well-formed XML: " + message, at);
        return XmlToken.End;
    }
}
