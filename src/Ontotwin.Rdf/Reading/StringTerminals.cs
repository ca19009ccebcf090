using System.Buffers;
using System.Text;

namespace Ontotwin.Rdf.Reading;

/// <summary>Literals in quotes: STRING_LITERAL_QUOTE and its three sisters, with what follows them.</summary>
internal sealed class StringTerminals(TextWindow window, Terminals terminals)
{
    // Longer texts seldom come back.
    private const int RecentBytes = 64;
    private static readonly SearchValues<byte> ShortDouble = SearchValues.Create("\"\\\n\r"u8);
    private static readonly SearchValues<byte> ShortSingle = SearchValues.Create("'\\\n\r"u8);
    private static readonly SearchValues<byte> LongDouble = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> LongSingle = SearchValues.Create("'\\"u8);
    private readonly byte[] scratch = new byte[RecentBytes];

    /// <summary>A literal. Its datatype may be a prefixed name unless only the forms of N-Triples are allowed.</summary>
    public Literal Take(bool linesOnly)
    {
        var isLong = !linesOnly && window.Peek(1) == window.Current && window.Peek(2) == window.Current;
        var quotes = isLong ? 3 : 1;
        var length = Length(quotes, isLong, out var hasEscapes);
        var raw = window.Rest.Slice(quotes, length);
        if (hasEscapes || length > RecentBytes)
        {
            var lexical = terminals.Decode(raw);
            if (hasEscapes) { lexical = Unescape(lexical); }
            window.Advance(length + (2 * quotes));
            var (type, tag) = Suffix(linesOnly);
            return new Literal(lexical, type, tag);
        }
        raw.CopyTo(scratch);
        window.Advance(length + (2 * quotes));
        var (datatype, language) = Suffix(linesOnly);
        var text = scratch.AsSpan(0, length);
        return terminals.Recent.TryLiteral(text, datatype, language, out var known, out var hash) ? known : terminals.Recent.Add(hash, new Literal(terminals.Decode(text), datatype, language));
    }

    private (Iri Datatype, string? Language) Suffix(bool linesOnly)
    {
        if (!linesOnly && window.Current is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'#') { terminals.SkipBlank(); }
        if (window.Current == '@') { return (RdfTerms.LangString, terminals.TakeLanguage()); }
        if (window.Current != '^' || window.Peek(1) != '^') { return (Xsd.String, null); }
        window.Advance(2);
        if (!linesOnly) { terminals.SkipBlank(); }
        if (window.Current == '<') { return (terminals.TakeIri(), null); }
        return linesOnly ? throw window.Error("expected an IRI in angle brackets") : (terminals.TakePrefixedName(), null);
    }

    // Bytes between the quotes.
    private int Length(int quotes, bool isLong, out bool hasEscapes)
    {
        hasEscapes = false;
        var quote = window.Current;
        var stops = quote == '"' ? isLong ? LongDouble : ShortDouble : isLong ? LongSingle : ShortSingle;
        for (var end = quotes; ;)
        {
            var found = window.Rest[end..].IndexOfAny(stops);
            if (found < 0)
            {
                end = window.Rest.Length;
                if (!window.More()) { throw window.Error("a string that is not closed", end); }
                continue;
            }
            end += found;
            var stop = window.Rest[end];
            if (stop == quote)
            {
                if (!isLong || (window.Peek(end + 1) == quote && window.Peek(end + 2) == quote)) { return end - quotes; }
                end++;
            }
            else if (stop == '\\')
            {
                hasEscapes = true;
                // What follows is no end, if it is a quote or another backslash.
                if (window.Peek(end + 1) == 0) { throw window.Error("a string that is not closed", end); }
                end += 2;
            }
            else { throw window.Error("a line end inside a short string", end); }
        }
    }

    private string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\') { text.Append(raw[i]); continue; }
            var escape = raw[++i];
            if (escape is 'u' or 'U')
            {
                text.Append(UnicodeEscapes.Read(raw.AsSpan(i), out var length) ?? throw window.Error("an escape that is no Unicode character"));
                i += length - 1;
                continue;
            }
            var index = "tbnrf\"'\\".IndexOf(escape, StringComparison.Ordinal);
            if (index < 0) { throw window.Error("an unknown escape in a string"); }
            text.Append("\t\b\n\r\f\"'\\"[index]);
        }
        return text.ToString();
    }
}
