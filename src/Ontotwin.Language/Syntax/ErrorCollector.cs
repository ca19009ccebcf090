using Antlr4.Runtime;
using Ontotwin.Values;

namespace Ontotwin.Language.Syntax;

/// <summary>Turns ANTLR's reports into diagnostics in the words of the language.</summary>
internal sealed class ErrorCollector(string file) : BaseErrorListener, IAntlrErrorListener<int>
{
    private readonly List<Diagnostic> diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    public override void SyntaxError(
        TextWriter output, IRecognizer recognizer, IToken offendingSymbol, int line, int charPositionInLine, string msg, RecognitionException e)
    {
        var found = offendingSymbol.Type == TokenConstants.EOF ? "the end of the file" : $"'{offendingSymbol.Text}'";
        var expected = recognizer is Parser parser ? Expected(parser) : "";
        Add(Spans.Of(file, offendingSymbol), $"{found} does not fit here", expected);
    }

    public void SyntaxError(TextWriter output, IRecognizer recognizer, int offendingSymbol, int line, int charPositionInLine, string msg, RecognitionException e)
    {
        var at = new TextPosition(line, charPositionInLine + 1);
        Add(new TextSpan(file, at, at), "a character that the language does not know", "");
    }

    private static string Expected(Parser parser)
    {
        const int few = 6;
        var tokens = parser.GetExpectedTokens().ToList().Select(t => parser.Vocabulary.GetDisplayName(t)).Where(t => t != "';'").ToList();
        return tokens.Count is 0 or > few * 4 ? "" : "expected " + string.Join(" or ", tokens.Take(few)) + (tokens.Count > few ? " …" : "");
    }

    private void Add(TextSpan span, string message, string hint)
    {
        if (diagnostics.Count >= Limits.MaxSyntaxErrors) { return; }
        diagnostics.Add(new Diagnostic("OT1001", Severity.Error, message) { Span = span, Hint = hint.Length == 0 ? null : hint });
    }
}
