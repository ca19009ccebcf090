using System.Text;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>REGEX and REPLACE.</summary>
internal sealed class RegexFunctions
{
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
        var (regex, matches) = (XPathRegex.Of(pattern, flags), 0);
        return row =>
        {
            if (regex is null || row.Id(column) is not (> 0 and var id)) { return null; }
            if (row.Terms[id] is not Literal literal || (literal.Language is null && literal.Datatype != Xsd.String)) { return null; }
            // To compile costs some milliseconds: it pays for long columns only.
            if (++matches == Limits.MatchesBeforeCompiling) { regex = XPathRegex.Compiled(pattern, flags); }
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
        if (last is null || key != lastKey) { (lastKey, last) = (key, XPathRegex.Of(key.Text, key.Item2)); }
        return last;
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
