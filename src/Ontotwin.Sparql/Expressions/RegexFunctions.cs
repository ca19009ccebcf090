using System.Text;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Expressions;

/// <summary>REGEX and REPLACE.</summary>
/// <param name="tick">Ends the query when its time is over.</param>
internal sealed class RegexFunctions(Action tick)
{
    private RunningRegex? last;

    public Value? Match(Value[] a) => a[0] is TextValue text && Of(a, 1) is { } regex ? BooleanValue.Of(regex.Run(text.Text, IsMatch)) : null;

    /// <summary>The match of a column's strings with one expression: without a value for each string, for that would cost more than to match it.</summary>
    public Evaluator OnColumn(int column, string pattern, string flags)
    {
        var regex = RunningRegex.Of(pattern, flags, tick);
        return row =>
        {
            if (regex is null || row.Id(column) is not (> 0 and var id)) { return null; }
            if (row.Terms[id] is not Literal literal || (literal.Language is null && literal.Datatype != Xsd.String)) { return null; }
            return BooleanValue.Of(regex.Run(literal.Lexical, IsMatch));
        };
    }

    public Value? Replace(Value[] a)
    {
        if (a[0] is not TextValue text || a[2] is not TextValue { Language: null } replacement) { return null; }
        if (Of([a[0], a[1], .. a[3..]], 1) is not { } regex || Replacement(replacement.Text) is not { } net) { return null; }
        // What matches nothing at all would be everywhere: an error of fn:replace (FORX0003).
        if (regex.Run("", IsMatch)) { return null; }
        var replaced = regex.Run(text.Text, (r, t) => r.Replace(t, net));
        TextFunctions.CheckLength(replaced.Length);
        return new TextValue(replaced, text.Language);
    }

    private static bool IsMatch(Regex regex, string text) => regex.IsMatch(text);

    private RunningRegex? Of(Value[] a, int at)
    {
        if (a[at] is not TextValue { Language: null } pattern || (a.Length > at + 1 && a[at + 1] is not TextValue)) { return null; }
        var flags = a.Length > at + 1 ? ((TextValue)a[at + 1]).Text : "";
        return last?.IsFor(pattern.Text, flags) == true ? last : last = RunningRegex.Of(pattern.Text, flags, tick);
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
