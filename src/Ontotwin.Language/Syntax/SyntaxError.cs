using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Values;

namespace Ontotwin.Language.Syntax;

/// <summary>The first error of form that a parse met.</summary>
/// <param name="Token">The token that does not fit.</param>
/// <param name="Statement">The first token of the innermost statement being read there; null between statements.</param>
/// <param name="Expected">Types of tokens that would fit.</param>
/// <param name="Said">What is told of it.</param>
internal sealed record SyntaxError(IToken Token, IToken? Statement, IReadOnlySet<int> Expected, Diagnostic Said)
{
    /// <summary>Whether a quote stands alone: what it opens is not closed on its line.</summary>
    public static bool IsOpenQuote(IToken token) => token.Type == TwinLexer.UNEXPECTED && token.Text is "\"" or "'" or "`";

    /// <summary>The error of such a quote.</summary>
    public static SyntaxError NotClosed(string path, IToken quote)
    {
        var (what, mark) = quote.Text switch { "\"" => ("text", "\""), "'" => ("unit", "'"), _ => ("name", "`") };
        return new SyntaxError(quote, null, new HashSet<int>(), new Diagnostic("OT1001", Severity.Error, $"the {what} that begins here is not closed")
        {
            Span = Spans.Of(path, quote),
            Hint = $"it ends on its own line, with {mark}",
        });
    }
}
