using Antlr4.Runtime;
using Antlr4.Runtime.Misc;
using Ontotwin.Language.Generated;
using Ontotwin.Values;

namespace Ontotwin.Language.Syntax;

/// <summary>One parsed file: its tree, and what was wrong with its form.</summary>
internal sealed class SyntaxFile
{
    private SyntaxFile(string path, string text, TwinParser.ProgramContext tree, CommonTokenStream tokens, IReadOnlyList<Diagnostic> diagnostics)
    {
        Path = path;
        Text = text;
        Tree = tree;
        Tokens = tokens;
        Diagnostics = diagnostics;
    }

    public string Path { get; }

    public string Text { get; }

    public TwinParser.ProgramContext Tree { get; }

    public CommonTokenStream Tokens { get; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Parses a text; null with a diagnostic where nesting or size is beyond what is parsed at all.</summary>
    public static (SyntaxFile? File, IReadOnlyList<Diagnostic> Diagnostics) Parse(string path, string text)
    {
        if (text.Length > Limits.MaxFileChars) { return (null, [Refuse(path, default, $"the file has more than {Limits.MaxFileChars} characters")]); }
        var errors = new ErrorCollector(path);
        var lexer = new TwinLexer(new AntlrInputStream(text));
        lexer.RemoveErrorListeners();
        lexer.AddErrorListener(errors);
        var tokens = new CommonTokenStream(lexer);
        tokens.Fill();
        if (TooDeep(tokens) is { } deep) { return (null, [Refuse(path, Spans.Of(deep), $"more than {Limits.MaxNesting} brackets are nested here")]); }
        var parser = new TwinParser(tokens);
        parser.RemoveErrorListeners();
        parser.AddErrorListener(errors);
        TwinParser.ProgramContext tree;
        try { tree = parser.program(); }
        catch (ParseCanceledException)
        {
            return (null, [Refuse(path, Spans.Of(parser.CurrentToken), $"more than {Limits.MaxExpressionDepth} operators are nested here")]);
        }
        if (TooDeep(tree) is { } chain) { return (null, [Refuse(path, Spans.Of(chain.Start), $"the syntax tree is deeper than {Limits.MaxTreeDepth} here")]); }
        return (new SyntaxFile(path, text, tree, tokens, errors.Diagnostics), errors.Diagnostics);
    }

    private static Diagnostic Refuse(string path, TextPosition at, string message) => new("OT1002", Severity.Error, message)
    {
        Span = new TextSpan(path, at, at),
        Hint = "split the file or the expression",
    };

    private static IToken? TooDeep(CommonTokenStream tokens)
    {
        var depth = 0;
        foreach (var token in tokens.GetTokens())
        {
            if (token.Text is "(" or "{" or "[") { depth++; }
            else if (token.Text is ")" or "}" or "]") { depth--; }
            if (depth > Limits.MaxNesting) { return token; }
        }
        return null;
    }

    // By hand, not by recursion, whose depth this is about.
    private static ParserRuleContext? TooDeep(ParserRuleContext root)
    {
        var open = new Stack<(ParserRuleContext Tree, int Depth)>();
        open.Push((root, 0));
        while (open.TryPop(out var at))
        {
            if (at.Depth > Limits.MaxTreeDepth) { return at.Tree; }
            for (var i = 0; i < at.Tree.ChildCount; i++)
            {
                if (at.Tree.GetChild(i) is ParserRuleContext inner) { open.Push((inner, at.Depth + 1)); }
            }
        }
        return null;
    }
}
