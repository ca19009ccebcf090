using System.Globalization;
using System.Text;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Syntax;

/// <summary>Escapes of code points, which may stand anywhere in a text and are replaced before anything else is read (SPARQL 1.1, section 19.2).</summary>
internal static class CodePointEscapes
{
    public static string Replace(string text, string file)
    {
        // Half a character is none, and the lexer's stream throws on it.
        if (LoneSurrogate(text) is >= 0 and var lone) { throw new SparqlSyntaxException(Error(text, lone, file, "half a character (an unpaired UTF-16 surrogate)", "save the text as UTF-8")); }
        if (!text.Contains("\\u", StringComparison.OrdinalIgnoreCase)) { return text; }
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length) { result.Append(text[i]); }
            else if (text[i + 1] is 'u' or 'U')
            {
                var digits = text[i + 1] == 'u' ? 4 : 8;
                result.Append(Character(text, i, digits) ?? throw new SparqlSyntaxException(Error(text, i, file, "an escape that is no Unicode character", "write \\u and four hexadecimal digits, or \\U and eight")));
                i += digits + 1;
            }
            else { result.Append(text[i]).Append(text[++i]); }
        }
        return result.ToString();
    }

    private static int LoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) { continue; }
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) { return i; }
            i++;
        }
        return -1;
    }

    private static string? Character(string text, int at, int digits) =>
        at + 2 + digits <= text.Length && uint.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
        && Rune.IsValid(code) ? new Rune(code).ToString() : null;

    private static Diagnostic Error(string text, int at, string file, string message, string hint)
    {
        var before = text.AsSpan(0, at);
        var place = new TextPosition(before.Count('\n') + 1, at - before.LastIndexOf('\n'));
        return new Diagnostic("OT9201", Severity.Error, message)
        {
            Span = new TextSpan(file, place, place with { Column = place.Column + 2 }),
            Hint = hint,
        };
    }
}
