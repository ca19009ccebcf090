using System.Text;
using System.Text.RegularExpressions;

namespace Ontotwin.Rdf;

/// <summary>XPath's regular expressions, translated to .NET's (XPath functions, section 5.6.1). The last ones are kept for all who ask, for to make one costs more than many matches.</summary>
public static class XPathRegex
{
    private static readonly Dictionary<(string Pattern, string Flags), Regex?> Kept = [];
    private static readonly Lock Gate = new();

    /// <summary>The expression; null when it or its flags are none.</summary>
    public static Regex? Of(string pattern, string flags)
    {
        lock (Gate) { return Kept.TryGetValue((pattern, flags), out var known) ? known : Keep(pattern, flags, RegexOptions.None); }
    }

    /// <summary>The same as machine code: some milliseconds to make, and then several times as fast.</summary>
    public static Regex? Compiled(string pattern, string flags)
    {
        lock (Gate) { return Kept.TryGetValue((pattern, flags), out var known) && (known is null || (known.Options & (RegexOptions.Compiled | RegexOptions.NonBacktracking)) != 0) ? known : Keep(pattern, flags, RegexOptions.Compiled); }
    }

    /// <summary>The same in time that grows with the text alone: often slower, and never without end. Null where that cannot be: it refers back to a group.</summary>
    public static Regex? Linear(string pattern, string flags)
    {
        lock (Gate) { return Make(pattern, flags, RegexOptions.NonBacktracking) is { } linear ? Kept[(pattern, flags)] = linear : null; }
    }

    private static Regex? Keep(string pattern, string flags, RegexOptions how)
    {
        if (Kept.Count >= Limits.MaxCompiledRegexes) { Kept.Clear(); }
        return Kept[(pattern, flags)] = Make(pattern, flags, how);
    }

    private static Regex? Make(string pattern, string flags, RegexOptions how)
    {
        if (flags.AsSpan().ContainsAnyExcept("ismxq")) { return null; }
        var options = RegexOptions.CultureInvariant | how;
        if (flags.Contains('i', StringComparison.Ordinal)) { options |= RegexOptions.IgnoreCase; }
        if (flags.Contains('s', StringComparison.Ordinal)) { options |= RegexOptions.Singleline; }
        if (flags.Contains('m', StringComparison.Ordinal)) { options |= RegexOptions.Multiline; }
        var net = flags.Contains('q', StringComparison.Ordinal) ? Regex.Escape(pattern)
            : Translate(pattern, flags.Contains('x', StringComparison.Ordinal), flags.Contains('m', StringComparison.Ordinal));
        try { return new Regex(net, options, TimeSpan.FromMilliseconds(Limits.RegexTimeMs)); }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException) { return null; }
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
}
