using Antlr4.Runtime;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Syntax;

/// <summary>Places of tokens and trees; ANTLR counts columns from 0, people from 1.</summary>
internal static class Spans
{
    public static TextSpan Of(string file, IToken token) =>
        new(file, new TextPosition(token.Line, token.Column + 1), new TextPosition(token.Line, token.Column + 1 + Math.Max(1, token.Text?.Length ?? 1)));

    public static TextSpan Of(string file, ParserRuleContext tree)
    {
        var stop = tree.Stop ?? tree.Start;
        return new(file, new TextPosition(tree.Start.Line, tree.Start.Column + 1), new TextPosition(stop.Line, stop.Column + 1 + (stop.Text?.Length ?? 0)));
    }
}
