using System.Text;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>REGEX and REPLACE with XPath's regular expressions, translated to .NET's; each compiled once.</summary>
internal sealed class RegexFunctions
{
    private readonly Dictionary<(string Pattern, string Flags), Regex?> compiled = [];
    private (string Pattern, string Flags) lastKey;
    private Regex? last;

    public Value? Match(Value[] a)
    {
        if (a[0] is not TextValue text || Of(a, 1) is not { } regex) { return null; }
        try { return BooleanValue.Of(regex.IsMatch(text.Text)); }
        catch (RegexMatchTimeoutException) { return null; }
    }

    /// <summary>The match of a column's strings with one expression: without a value for each string, for that would cost more than to match it.</summary>
    public static Evaluator OnColumn(int column, string pattern, string flags)
    {
        var (interpreted, matches) = (Compile(pattern, flags, RegexOptions.None), 0);
        var regex = interpreted;
        return row =>
        {
            if (regex is null || row.Id(column) is not (> 0 and var id)) { return null; }
            if (row.Terms[id] is not Literal literal || (literal.Language is null && literal.Datatype != Xsd.String)) { return null; }
            // To compile costs some milliseconds: it pays for long columns only.
            if (++matches == Limits.MatchesBeforeCompiling) { regex = Compile(pattern, flags, RegexOptions.Compiled); }
            try { return BooleanValue.Of(regex!.IsMatch(literal.Lexical)); }
            catch (RegexMatchTimeoutException) { return null; }
        };
    }

    public Value? Replace(Value[] a)
    {
        if (a[0] is not TextValue text || a[2] is not TextValue { Language: null } replacement) { return null; }
        if (Of([a[0], a[1], .. a[3..]], 1) is not { } regex || Replacement(replacement.Text) is not { } net) { return null; }
        try { return new TextValue(regex.Replace(text.Text, net), text.Language); }
        catch (RegexMatchTimeoutException) { return null; }
    }

    private Regex? Of(Value[] a, int at)
    {
        if (a[at] is not TextValue { Language: null } pattern || (a.Length > at + 1 && a[at + 1] is not TextValue)) { return null; }
        var key = (pattern.Text, a.Length > at + 1 ? ((TextValue)a[at + 1]).Text : "");
        if (last is not null && key == lastKey) { return last; }
        if (!compiled.TryGetValue(key, out var regex))
        {
            if (compiled.Count >= Limits.MaxCompiledRegexes) { compiled.Clear(); }
            compiled[key] = regex = Compile(key.Text, key.Item2, RegexOptions.None);
        }
        (lastKey, last) = (key, regex);
        return regex;
    }

    private static Regex? Compile(string pattern, string flags, RegexOptions how)
    {
        if (flags.AsSpan().ContainsAnyExcept("ismxq")) { return null; }
        var options = RegexOptions.CultureInvariant | how;
        if (flags.Contains('i', StringComparison.Ordinal)) { options |= RegexOptions.IgnoreCase; }
        if (flags.Contains('s', StringComparison.Ordinal)) { options |= RegexOptions.Singleline; }
        if (flags.Contains('m', StringComparison.Ordinal)) { options |= RegexOptions.Multiline; }
        var net = flags.Contains('q', StringComparison.Ordinal) ? Regex.Escape(pattern)
            : Translate(pattern, flags.Contains('x', StringComparison.Ordinal), flags.Contains('m', StringComparison.Ordinal));
        try { return new Regex(net, options, TimeSpan.FromMilliseconds(Limits.RegexTimeMs)); }
        catch (ArgumentException) { return null; }
    }

    // Where XPath and .NET differ: `$` is the very end; white space under the flag x, where # is no comment.
    private static string Translate(string pattern, bool ignoresSpace, bool isMultiline)
    {
        var result = new StringBuilder(pattern.Length);
        var inClass = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length) { result.Append(c).Append(pattern[++i]); }
            else if (c == '[') { inClass++; result.Append(c); }
            else if (c == ']') { inClass--; result.Append(c); }
            else if (c == '$' && inClass == 0 && !isMultiline) { result.Append("\\z"); }
            else if (!ignoresSpace || inClass > 0 || !char.IsWhiteSpace(c)) { result.Append(c); }
        }
        return result.ToString();
    }

    // $1 → ${1}, \$ → $$, \\ → \; anything else after a backslash or a dollar is an error (fn:replace).
    private static string? Replacement(string xpath)
    {
        var result = new StringBuilder(xpath.Length);
        for (var i = 0; i < xpath.Length; i++)
        {
            var next = i + 1 < xpath.Length ? xpath[i + 1] : '\0';
            if (xpath[i] == '\\')
            {
                if (next is not ('\\' or '$')) { return null; }
                result.Append(next == '$' ? "$$" : "\\");
                i++;
            }
            else if (xpath[i] == '$')
            {
                if (!char.IsAsciiDigit(next)) { return null; }
                result.Append("${").Append(next).Append('}');
                i++;
            }
            else { result.Append(xpath[i]); }
        }
        return result.ToString();
    }
}
