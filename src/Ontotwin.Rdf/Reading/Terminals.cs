using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Ontotwin.Values;

namespace Ontotwin.Rdf.Reading;

/// <summary>The terminals of Turtle and of N-Triples, which are some of them (RDF 1.1 Turtle, section 6.5), read from bytes into terms.</summary>
internal sealed class Terminals(TextWindow window)
{
    private static readonly SearchValues<byte> IriStops = SearchValues.Create([.. Enumerable.Range(0, ' ' + 1).Select(i => (byte)i), .. "<>\"{}|^`\\"u8]);
    private static readonly SearchValues<char> NotInIris = SearchValues.Create([.. Enumerable.Range(0, ' ' + 1).Select(i => (char)i), .. "<>\"{}|^`\\"]);
    private readonly Dictionary<byte[], string> spaces = new(BytesComparer.Instance);
    private readonly RecentTerms recent = new();

    /// <summary>What relative IRIs are relative to.</summary>
    public IriResolver? Resolver { get; set; }

    public RecentTerms Recent => recent;

    public void Declare(string prefix, string space) => spaces[Encoding.UTF8.GetBytes(prefix)] = space;

    public void SkipBlank()
    {
        while (true)
        {
            if (window.Current is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r') { window.Advance(1); }
            else if (window.Current == '#') { SkipComment(); }
            else { return; }
        }
    }

    /// <summary>To the end of the line or of the text.</summary>
    public void SkipComment()
    {
        while (true)
        {
            var found = window.Rest.IndexOfAny((byte)'\n', (byte)'\r');
            window.Advance(found < 0 ? window.Rest.Length : found);
            if (found >= 0 || !window.More()) { return; }
        }
    }

    public bool TryTake(char expected)
    {
        SkipBlank();
        if (window.Current != expected) { return false; }
        window.Advance(1);
        return true;
    }

    public void Take(char expected)
    {
        if (!TryTake(expected)) { throw window.Error($"expected '{expected}'"); }
    }

    /// <summary>Takes a word such as <c>PREFIX</c> when it stands here and ends here.</summary>
    public bool TryTakeWord(ReadOnlySpan<byte> word, bool ignoreCase = false)
    {
        SkipBlank();
        var isDirective = word[0] == '@';
        if ((window.Current | ' ') != (word[0] | ' ')) { return false; }
        if ((isDirective ? 1 + NameChars.Run(window, 1) : NameChars.Run(window, 0)) != word.Length || (!isDirective && window.Peek(word.Length) == ':')) { return false; }
        var here = window.Rest[..word.Length];
        if (!(ignoreCase ? Ascii.EqualsIgnoreCase(here, word) : here.SequenceEqual(word))) { return false; }
        window.Advance(word.Length);
        return true;
    }

    /// <summary>An IRI in angle brackets.</summary>
    public Iri TakeIri()
    {
        var length = IriLength(out var hasEscapes);
        var text = window.Rest[1..length];
        var hash = 0;
        if (!hasEscapes && recent.TryIri(text, out var known, out hash))
        {
            window.Advance(length + 1);
            return known;
        }
        var reference = Decode(text);
        if (hasEscapes) { reference = UnescapeIri(reference); }
        var iri = new Iri(Resolve(reference));
        window.Advance(length + 1);
        return hasEscapes || iri.Value.Length != length - 1 ? iri : recent.Add(hash, iri);
    }

    /// <summary>The prefix before a colon, which is taken with it.</summary>
    public string TakePrefix()
    {
        var length = PrefixLength();
        var prefix = Decode(window.Rest[..length]);
        window.Advance(length + 1);
        return prefix;
    }

    /// <summary>An IRI written as a prefix and a local name.</summary>
    public Iri TakePrefixedName()
    {
        var colon = PrefixLength();
        if (!spaces.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(window.Rest[..colon], out var space)) { throw window.Error($"the prefix '{Decode(window.Rest[..colon])}:' is not declared"); }
        var length = LocalLength(colon + 1, out var hasEscapes);
        var local = window.Rest.Slice(colon + 1, length);
        if (hasEscapes) { local = UnescapeLocal(local); }
        var iri = recent.TryIri(space, local, out var known, out var hash) ? known : recent.Add(hash, new Iri(space + Decode(local)));
        window.Advance(colon + 1 + length);
        return iri;
    }

    /// <summary>The label of a blank node.</summary>
    public string TakeBlankLabel()
    {
        var length = NameChars.Run(window, 2);
        if (window.Peek(1) != ':' || length == 0 || (!char.IsAsciiDigit((char)window.Peek(2)) && !NameChars.IsStart(NameChars.At(window, 2, out _)))) { throw window.Error("a blank node without a label"); }
        var label = Decode(window.Rest.Slice(2, length));
        window.Advance(2 + length);
        return label;
    }

    /// <summary>A language tag in lower case, with its @ taken.</summary>
    public string TakeLanguage()
    {
        var length = 1;
        while (char.IsAsciiLetter((char)window.Peek(length))) { length++; }
        if (length == 1) { throw window.Error("a language tag is incomplete"); }
        while (window.Peek(length) == '-')
        {
            var part = length + 1;
            for (length = part; char.IsAsciiLetterOrDigit((char)window.Peek(length)); length++) { }
            if (length == part) { throw window.Error("a language tag is incomplete"); }
        }
        var language = Encoding.ASCII.GetString(window.Rest[1..length]);
        window.Advance(length);
        return language.ToLowerInvariant();
    }

    /// <summary>A number as Turtle abbreviates it.</summary>
    public Literal TakeNumber()
    {
        var length = window.Current is (byte)'+' or (byte)'-' ? 1 : 0;
        var start = length;
        length += Digits(length);
        var datatype = Xsd.Integer;
        if (window.Peek(length) == '.' && (char.IsAsciiDigit((char)window.Peek(length + 1)) || (length > start && IsExponent(length + 1))))
        {
            length += 1 + Digits(length + 1);
            datatype = Xsd.Decimal;
        }
        if (length > start && IsExponent(length))
        {
            length += window.Peek(length + 1) is (byte)'+' or (byte)'-' ? 2 : 1;
            length += Digits(length);
            datatype = Xsd.Double;
        }
        if (length == start) { throw window.Error("expected a term"); }
        var lexical = window.Rest[..length];
        var number = recent.TryLiteral(lexical, datatype, null, out var known, out var hash) ? known : recent.Add(hash, new Literal(Encoding.ASCII.GetString(lexical), datatype));
        window.Advance(length);
        return number;
    }

    /// <summary>UTF-8 as characters.</summary>
    /// <exception cref="RdfSyntaxException">The bytes are no UTF-8.</exception>
    public string Decode(ReadOnlySpan<byte> text) => Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw window.Error("bytes that are not UTF-8");

    private bool IsExponent(int ahead) => window.Peek(ahead) is (byte)'e' or (byte)'E'
        && (char.IsAsciiDigit((char)window.Peek(ahead + 1)) || (window.Peek(ahead + 1) is (byte)'+' or (byte)'-' && char.IsAsciiDigit((char)window.Peek(ahead + 2))));

    private int Digits(int ahead)
    {
        var length = 0;
        while (char.IsAsciiDigit((char)window.Peek(ahead + length))) { length++; }
        return length;
    }

    private int IriLength(out bool hasEscapes)
    {
        hasEscapes = false;
        for (var length = 1; ;)
        {
            var found = window.Rest[length..].IndexOfAny(IriStops);
            if (found < 0)
            {
                length = window.Rest.Length;
                if (!window.More()) { throw window.Error("an IRI that is not closed by '>'"); }
                continue;
            }
            length += found;
            var stop = window.Rest[length];
            if (stop == '>') { return length; }
            if (stop != '\\') { throw window.Error(stop is (byte)'\n' or (byte)'\r' ? "an IRI that is not closed by '>'" : "an IRI with a character that IRIs may not have", length); }
            hasEscapes = true;
            length++;
        }
    }

    private int PrefixLength()
    {
        var length = NameChars.Run(window, 0);
        if (window.Peek(length) != ':' || (length > 0 && (window.Current == '_' || !NameChars.IsStart(NameChars.At(window, 0, out _)))))
        {
            throw window.Error(length == 0 ? "expected a term" : $"expected ':' after '{Decode(window.Rest[..length])}'", length);
        }
        return length;
    }

    private int LocalLength(int ahead, out bool hasEscapes)
    {
        hasEscapes = false;
        var (length, dots) = (0, 0);
        while (true)
        {
            var place = ahead + length + dots;
            var c = window.Peek(place);
            var bytes = c switch
            {
                (byte)':' => 1,
                (byte)'%' => char.IsAsciiHexDigit((char)window.Peek(place + 1)) && char.IsAsciiHexDigit((char)window.Peek(place + 2)) ? 3 : throw window.Error("'%' must be followed by two hexadecimal digits", place),
                (byte)'\\' => "_~.-!$&'()*+,;=/?#@%"u8.Contains(window.Peek(place + 1)) ? 2 : throw window.Error("an escape that names may not have", place),
                _ when length == 0 && !char.IsAsciiDigit((char)c) && (c < 0x80 ? c == '-' : !NameChars.IsStart(NameChars.At(window, place, out _))) => 0,
                _ => NameChars.Length(window, place),
            };
            hasEscapes |= c == '\\';
            if (bytes > 0) { (length, dots) = (length + dots + bytes, 0); }
            else if (c == '.' && length > 0) { dots++; }
            else { return length; }
        }
    }

    private static byte[] UnescapeLocal(ReadOnlySpan<byte> local)
    {
        var text = new List<byte>(local.Length);
        for (var i = 0; i < local.Length; i++) { text.Add(local[i] == '\\' ? local[++i] : local[i]); }
        return [.. text];
    }

    private string UnescapeIri(string raw)
    {
        var text = new StringBuilder();
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\') { text.Append(raw[i]); continue; }
            if (i + 1 >= raw.Length || raw[i + 1] is not ('u' or 'U')) { throw window.Error("an escape that IRIs may not have"); }
            text.Append(UnicodeEscapes.Read(raw.AsSpan(i + 1), out var length) ?? throw window.Error("an escape that is no Unicode character"));
            i += length;
        }
        return text.ToString().AsSpan().ContainsAny(NotInIris) ? throw window.Error("an IRI with a character that IRIs may not have") : text.ToString();
    }

    private string Resolve(string reference) =>
        IriResolver.IsAbsolute(reference) ? reference : Resolver?.Resolve(reference) ?? throw window.Error("a relative IRI, and no base is known");
}
