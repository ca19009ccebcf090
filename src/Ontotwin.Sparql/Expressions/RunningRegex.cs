using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql.Expressions;

/// <summary>
/// A regular expression over many strings. One that tries too many ways through a string is matched without going back from then on, in time that grows with the string;
/// where that cannot be (it refers back to a group) it ends the query: an error of the expression would leave the row out, and nobody would know.
/// </summary>
internal sealed class RunningRegex
{
    private const int MsBetweenTicks = 100;
    private readonly (string Pattern, string Flags) written;
    private readonly Action tick;
    private Regex regex;
    private long tickedAtMs;
    private int matches;

    private RunningRegex((string Pattern, string Flags) written, Regex regex, Action tick) => (this.written, this.regex, this.tick) = (written, regex, tick);

    /// <summary>The expression; null when it or its flags are none.</summary>
    /// <param name="pattern">As XPath writes it.</param>
    /// <param name="flags">XPath's flags.</param>
    /// <param name="tick">Ends the query when its time is over.</param>
    public static RunningRegex? Of(string pattern, string flags, Action tick) => XPathRegex.Of(pattern, flags) is { } regex ? new((pattern, flags), regex, tick) : null;

    public bool IsFor(string pattern, string flags) => written == (pattern, flags);

    /// <summary>Matches, and does what is asked with the match.</summary>
    public T Run<T>(string text, Func<Regex, string, T> match)
    {
        if (Environment.TickCount64 - tickedAtMs > MsBetweenTicks)
        {
            tick();
            tickedAtMs = Environment.TickCount64;
        }
        // To compile costs some milliseconds: it pays for long columns only.
        if (++matches == Limits.MatchesBeforeCompiling) { regex = XPathRegex.Compiled(written.Pattern, written.Flags)!; }
        try { return match(regex, text); }
        catch (RegexMatchTimeoutException) when (!regex.Options.HasFlag(RegexOptions.NonBacktracking) && XPathRegex.Linear(written.Pattern, written.Flags) is { } linear) { regex = linear; }
        catch (RegexMatchTimeoutException) { throw TooLong(); }
        try { return match(regex, text); }
        catch (RegexMatchTimeoutException) { throw TooLong(); }
    }

    private static SparqlException TooLong() => QueryContext.Refused(
        "OT9301", string.Create(CultureInfo.InvariantCulture, $"a regular expression takes more than {Rdf.Limits.RegexTimeMs:N0} ms for one string"), "write it without repetitions in repetitions, as in (a+)+, and without references back");
}
