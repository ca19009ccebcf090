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

    /// <summary>The module that the file says it is; empty when it says none.</summary>
    public string Module => Tree.moduleDeclaration()?.qualifiedName() is { } name ? SyntaxText.Name(name) : "";

    /// <summary>Statements that are not in the language: the tree is without them.</summary>
    public IReadOnlyList<Damage> Damages { get; private init; } = [];

    /// <summary>Names that those statements would have declared.</summary>
    public IReadOnlySet<string> LostNames { get; private init; } = new HashSet<string>();

    /// <summary>Whether names were lost that cannot be told: then no name of a declaration counts as unknown.</summary>
    public bool LostAnyName { get; private init; }

    /// <summary>Whether a node or loop was lost whose name cannot be told: then no name in a map counts as unknown.</summary>
    public bool LostAnyNode { get; private init; }

    /// <summary>Parses a text; null with a diagnostic where nesting or size is beyond what is parsed at all.</summary>
    public static (SyntaxFile? File, IReadOnlyList<Diagnostic> Diagnostics) Parse(string path, string text)
    {
        if (text.Length > Limits.MaxFileChars) { return (null, [Refuse(path, default, $"the file has more than {Limits.MaxFileChars} characters")]); }
        var lexer = new TwinLexer(new AntlrInputStream(text));
        lexer.RemoveErrorListeners();
        var tokens = new CommonTokenStream(lexer);
        tokens.Fill();
        if (TooDeep(tokens) is { } deep) { return (null, [Refuse(path, Spans.Of(deep), $"more than {Limits.MaxNesting} brackets are nested here")]); }
        var repair = new SyntaxRepair([.. tokens.GetTokens()]);
        var diagnostics = tokens.GetTokens().Where(t => t.Type == TwinLexer.FOREIGN_COMMENT).Take(Limits.MaxSyntaxErrors).Select(t => ForeignComment(path, t)).ToList();
        foreach (var quote in tokens.GetTokens().Where(SyntaxError.IsOpenQuote).Take(Limits.MaxSyntaxErrors))
        {
            // What else stands behind a quote on its line went with it.
            if (quote.Channel != TokenConstants.DefaultChannel) { continue; }
            var error = SyntaxError.NotClosed(path, quote);
            diagnostics.Add(error.Said);
            repair.Repair(error);
        }
        if (diagnostics.Count > 0) { tokens = new CommonTokenStream(new ListTokenSource(repair.Tokens)); }
        for (var round = 0; ; round++)
        {
            var (tree, error, refused) = ParseOnce(path, tokens);
            if (tree is null) { return (null, [.. diagnostics, refused!]); }
            var isOwn = error is null ? null : repair.Repair(error);
            if (isOwn != false && error is not null) { diagnostics.Add(error.Said); }
            if (isOwn is null || diagnostics.Count >= Limits.MaxSyntaxErrors || round >= Limits.MaxSyntaxErrors * 2)
            {
                var found = diagnostics.DistinctBy(d => d.Span?.Start).ToList();
                return (new SyntaxFile(path, text, tree, tokens, found) { Damages = repair.Damages, LostNames = repair.LostNames.ToHashSet(), LostAnyName = repair.LosesAnyName, LostAnyNode = repair.LosesAnyNode }, found);
            }
            tokens = new CommonTokenStream(new ListTokenSource(repair.Tokens));
        }
    }

    private static (TwinParser.ProgramContext? Tree, SyntaxError? Error, Diagnostic? Refused) ParseOnce(string path, CommonTokenStream tokens)
    {
        var errors = new ErrorCollector(path);
        var parser = new TwinParser(tokens);
        parser.RemoveErrorListeners();
        parser.AddErrorListener(errors);
        TwinParser.ProgramContext tree;
        try { tree = parser.program(); }
        catch (ParseCanceledException)
        {
            return (null, null, Refuse(path, Spans.Of(parser.CurrentToken), $"more than {Limits.MaxExpressionDepth} operators are nested here"));
        }
        return TooDeep(tree) is { } chain
            ? (null, null, Refuse(path, Spans.Of(chain.Start), $"the syntax tree is deeper than {Limits.MaxTreeDepth} here")) : (tree, errors.First, null);
    }

    private static Diagnostic ForeignComment(string path, IToken token) => new("OT1001", Severity.Error, "'/*' does not fit here") { Span = Spans.Of(path, token), Hint = Habits.Comment };

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
