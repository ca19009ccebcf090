using Antlr4.Runtime;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Syntax;

/// <summary>Ends the parse at ANTLR's first report, told in the words of SPARQL: what it reports after it rests on guesses.</summary>
internal sealed class ErrorListener(string file) : BaseErrorListener
{
    private const int Few = 6;

    public override void SyntaxError(
        TextWriter output, IRecognizer recognizer, IToken offendingSymbol, int line, int charPositionInLine, string msg, RecognitionException e)
    {
        var found = offendingSymbol.Type == TokenConstants.EOF ? "the end of the text" : $"'{offendingSymbol.Text}'";
        throw new SparqlSyntaxException(new Diagnostic("OT9201", Severity.Error, $"{found} does not fit here")
        {
            Span = Spans.Of(file, offendingSymbol),
            Hint = Expected((Parser)recognizer),
        });
    }

    private static string? Expected(Parser parser)
    {
        var tokens = parser.GetExpectedTokens().ToList().Select(parser.Vocabulary.GetDisplayName).ToList();
        return tokens.Count is 0 or > Few * 4 ? null : "expected " + string.Join(" or ", tokens.Take(Few)) + (tokens.Count > Few ? " …" : "");
    }
}
