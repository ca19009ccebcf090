using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Values;

namespace Ontotwin.Language.Syntax;

/// <summary>Keeps ANTLR's first report, in the words of the language: what it reports after it rests on guesses.</summary>
internal sealed class ErrorCollector(string file) : BaseErrorListener
{
    public SyntaxError? First { get; private set; }

    public override void SyntaxError(
        TextWriter output, IRecognizer recognizer, IToken offendingSymbol, int line, int charPositionInLine, string msg, RecognitionException e)
    {
        if (First is not null) { return; }
        var found = offendingSymbol.Type == TokenConstants.EOF ? "the end of the file" : $"'{offendingSymbol.Text}'";
        var parser = recognizer as Parser;
        var before = parser is null ? null : Before(parser, offendingSymbol);
        var meant = parser is null || offendingSymbol.Type == TokenConstants.EOF ? null : Habits.OfKeyword(offendingSymbol, before, IsName(parser, offendingSymbol)) ?? Habits.Of(offendingSymbol, before, Words(parser));
        var hint = parser is null ? "" : Expected(parser);
        var said = new Diagnostic("OT1001", Severity.Error, $"{found} does not fit here")
        {
            Span = Spans.Of(file, offendingSymbol),
            Hint = meant is null ? hint.Length == 0 ? null : hint : hint.Length == 0 ? meant.Text : $"{meant.Text} ({hint})",
            Correction = meant?.Correction,
        };
        First = new SyntaxError(offendingSymbol, Statement(parser?.Context), parser?.GetExpectedTokens().ToList().ToHashSet() ?? [], said);
    }

    // Blanks and comments stand between tokens.
    private static IToken? Before(Parser parser, IToken token)
    {
        var stream = (ITokenStream)parser.InputStream;
        var i = token.TokenIndex - 1;
        while (i >= 0 && stream.Get(i).Channel != TokenConstants.DefaultChannel) { i--; }
        return i >= 0 ? stream.Get(i) : null;
    }

    private static bool IsName(Parser parser, IToken token) => parser.Atn.NextTokens(parser.Atn.ruleToStartState[TwinParser.RULE_name]).Contains(token.Type);

    private static IEnumerable<string> Words(Parser parser) => parser.GetExpectedTokens().ToList().Select(t => parser.Vocabulary.GetDisplayName(t).Trim('\''));

    private static string Expected(Parser parser)
    {
        const int few = 6;
        var tokens = parser.GetExpectedTokens().ToList().Select(t => parser.Vocabulary.GetDisplayName(t)).Where(t => t != "';'").ToList();
        return tokens.Count is 0 or > few * 4 ? "" : "expected " + string.Join(" or ", tokens.Take(few)) + (tokens.Count > few ? " …" : "");
    }

    private static IToken? Statement(RuleContext? context)
    {
        for (; context is not null; context = context.Parent)
        {
            if (context is TwinParser.ItemContext or TwinParser.ModuleDeclarationContext or TwinParser.SiteSettingContext or TwinParser.MapStatementContext or TwinParser.NodeItemContext
                or TwinParser.LifeCycleCaseContext or TwinParser.TestStatementContext or TwinParser.GuidelineItemContext or TwinParser.RuleItemContext or TwinParser.ScoreItemContext
                or TwinParser.ModelItemContext or TwinParser.CausalItemContext) { return ((ParserRuleContext)context).Start; }
        }
        return null;
    }
}
