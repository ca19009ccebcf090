using Antlr4.Runtime;
using Ontotwin.Sparql.Generated;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Syntax;

/// <summary>From text to ANTLR's tree, with caps on size and nesting; throws <see cref="SparqlSyntaxException"/> at the first error.</summary>
internal static class SparqlText
{
    public static SparqlParser.QueryUnitContext Query(string text, string file) => ParserOf(text, file).queryUnit();

    public static SparqlParser.UpdateUnitContext Update(string text, string file) => ParserOf(text, file).updateUnit();

    private static SparqlParser ParserOf(string text, string file)
    {
        if (text.Length > Limits.MaxTextChars) { throw TooMuch(default, file, $"more than {Limits.MaxTextChars} characters"); }
        var lexer = new SparqlLexer(CharStreams.fromString(CodePointEscapes.Replace(text, file)));
        lexer.RemoveErrorListeners();
        var tokens = new CommonTokenStream(lexer);
        tokens.Fill();
        RefuseDeepNesting(tokens, file);
        var parser = new SparqlParser(tokens);
        parser.RemoveErrorListeners();
        parser.AddErrorListener(new ErrorListener(file));
        return parser;
    }

    // Before parsing: the parser itself recurses by nesting, and a .NET stack overflow ends the process.
    private static void RefuseDeepNesting(CommonTokenStream tokens, string file)
    {
        var depth = 0;
        foreach (var token in tokens.GetTokens())
        {
            if (token.Text is "(" or "{" or "[") { depth++; }
            else if (token.Text is ")" or "}" or "]") { depth--; }
            if (depth > Limits.MaxNesting) { throw TooMuch(Spans.Of(file, token), file, $"more than {Limits.MaxNesting} brackets are nested here"); }
        }
    }

    private static SparqlSyntaxException TooMuch(TextSpan span, string file, string message) =>
        new(new Diagnostic("OT9202", Severity.Error, message) { Span = span == default ? new TextSpan(file, default, default) : span, Hint = "split the query" });
}
