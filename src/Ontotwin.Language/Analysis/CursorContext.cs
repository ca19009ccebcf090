using System.Collections.Frozen;
using Antlr4.Runtime;
using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Analysis;

/// <summary>A block that is open at the cursor.</summary>
/// <param name="Kind">The word that its statement begins with; <c>options</c> for the layout of a CSV source.</param>
/// <param name="Header">The words before its brace.</param>
internal sealed record OpenBlock(string Kind, IReadOnlyList<IToken> Header)
{
    /// <summary>Nodes declared in it so far: name → class.</summary>
    public Dictionary<string, string> Nodes { get; } = [];

    /// <summary>What follows a word of its header, as text without blanks.</summary>
    public string After(string word) => string.Concat(Header.SkipWhile(t => t.Text != word).Skip(1).Select(t => t.Text));
}

/// <summary>What is open at the cursor, read off the words before it alone: it works on any half-typed text.</summary>
internal sealed class CursorContext
{
    private static readonly FrozenSet<string> StatementWords = FrozenSet.ToFrozenSet(
    [
        "module", "ontology", "import", "lookup", "codes", "units", "authorities", "site", "identity", "map", "function", "test", "guideline", "feature", "score", "model", "causal",
        "node", "for", "series", "on", "rule", "conflict", "cite", "translation", "when", "unless", "recommend", "contraindicate", "alternative", "raise", "strength", "overrides",
        "expects", "monitor", "missing", "because", "patient", "urgency", "within", "table", "input", "let", "value", "term", "output", "attribute", "latent", "effect", "given",
        "expect", "zone", "authority", "null",
    ]);

    private static readonly FrozenSet<string> Continuing = FrozenSet.ToFrozenSet(["(", ",", "<-", "??", "->", "=", "and", "or", "not", "in", ".", ":", "+", "-", "*", "/", "[", "each"]);

    private readonly Stack<(OpenBlock Block, List<IToken> Outer)> open = new();
    private List<IToken> statement = [];

    private CursorContext(string text) => TextBefore = text;

    /// <summary>The text before the cursor.</summary>
    public string TextBefore { get; }

    /// <summary>The word begun at the cursor; empty when none is.</summary>
    public string Partial { get; private set; } = "";

    /// <summary>Whether the cursor stands in a unit's quotes.</summary>
    public bool IsInUnit { get; private set; }

    /// <summary>Whether the cursor stands in a text or comment, where nothing is proposed.</summary>
    public bool IsInText { get; private set; }

    /// <summary>Whether the word begun is the first of its line and nothing before it asks to go on: a statement may begin.</summary>
    public bool BeginsStatement { get; private set; }

    /// <summary>Words of the statement before the word begun.</summary>
    public IReadOnlyList<IToken> Statement => statement;

    /// <summary>Blocks open at the cursor, the innermost first.</summary>
    public IEnumerable<OpenBlock> Blocks => open.Select(o => o.Block);

    /// <summary>The path that ends at the cursor, the word begun included; empty when none does.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The innermost block; null at the top of the file.</summary>
    public OpenBlock? Block => open.TryPeek(out var innermost) ? innermost.Block : null;

    public static CursorContext Read(string text)
    {
        var context = new CursorContext(text);
        var lexer = new TwinLexer(new AntlrInputStream(text));
        lexer.RemoveErrorListeners();
        var tokens = new CommonTokenStream(lexer);
        tokens.Fill();
        var words = tokens.GetTokens().Where(t => t.Channel == Lexer.DefaultTokenChannel && t.Type != TokenConstants.EOF).ToList();
        context.ReadPartial(tokens.GetTokens(), words);
        for (var i = 0; i < words.Count; i++) { context.Take(words[i], i > 0 ? words[i - 1] : null, i + 1 < words.Count ? words[i + 1] : null); }
        var gap = words.Count == 0 ? "\n" : text[(words[^1].StopIndex + 1)..(text.Length - context.Partial.Length)];
        context.BeginsStatement = context.statement.Count == 0 || (gap.Contains('\n', StringComparison.Ordinal) && !Continuing.Contains(words[^1].Text));
        return context;
    }

    private void ReadPartial(IList<IToken> all, List<IToken> words)
    {
        var line = TextBefore[(TextBefore.LastIndexOf('\n') + 1)..];
        IsInText = all.Count > 1 && all[^2].Type == TwinLexer.COMMENT;
        var open = words.FindIndex(w => w.Type == TwinLexer.UNEXPECTED && w.Text is "'" or "\"" && w.StartIndex >= TextBefore.Length - line.Length);
        if (open >= 0)
        {
            (IsInUnit, IsInText) = (words[open].Text == "'", words[open].Text == "\"");
            Partial = TextBefore[(words[open].StartIndex + 1)..];
            words.RemoveRange(open, words.Count - open);
            return;
        }
        var start = TextBefore.Length;
        while (start > 0 && (char.IsLetterOrDigit(TextBefore[start - 1]) || TextBefore[start - 1] == '_')) { start--; }
        Partial = TextBefore[start..];
        Path = PathAt(words);
        while (words.Count > 0 && words[^1].StopIndex >= start) { words.RemoveAt(words.Count - 1); }
    }

    // Back over words that touch each other: names, steps, filters.
    private string PathAt(List<IToken> words)
    {
        var (end, depth) = (TextBefore.Length, 0);
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var word = words[i];
            var touches = word.StopIndex == end - 1;
            if (depth == 0 && !touches) { break; }
            if (word.Text is "]" or ")") { depth++; }
            else if (word.Text is "[" or "(")
            {
                if (depth == 0) { break; }
                depth--;
            }
            else if (depth == 0 && !IsPathWord(word, i > 0 ? words[i - 1] : null)) { break; }
            end = word.StartIndex;
        }
        return TextBefore[end..];
    }

    private static bool IsPathWord(IToken word, IToken? before) =>
        word.Type is TwinLexer.SEGMENT_FIELD or TwinLexer.COMPONENT or TwinLexer.GROUP_STEP or TwinLexer.QUOTED_NAME or TwinLexer.NUMBER
        || word.Text is "." or "/" || char.IsLetter(word.Text[0]) || word.Text[0] == '_' || (word.Text == "-" && before is { Text.Length: 3 } && char.IsAsciiLetterUpper(before.Text[0]));

    private void Take(IToken word, IToken? before, IToken? after)
    {
        if (before is not null && statement.Count > 0 && word.Line > before.Line && !Continuing.Contains(before.Text) && (StatementWords.Contains(word.Text) || after?.Text == "<-")) { statement = []; }
        switch (word.Text)
        {
            case "{":
                open.Push((new OpenBlock(KindOf(statement), statement), statement));
                statement = [];
                break;
            case "}" when open.TryPop(out var closed):
                // After a source's layout or a test's lookup, the statement goes on.
                statement = closed.Block.Kind is "options" or "lookup" ? closed.Outer : [];
                break;
            case "}" or ";":
                statement = [];
                break;
            default:
                statement.Add(word);
                if (statement is [{ Text: "node" }, var name, { Text: ":" }, var type] && Block is { } block) { block.Nodes[name.Text] = type.Text; }
                break;
        }
    }

    private static string KindOf(List<IToken> statement)
    {
        if (statement.Count == 0) { return ""; }
        var first = statement[0].Text;
        if (first is "map" or "identity") { return statement[^1].Type == TwinLexer.STRING && statement.Exists(t => t.Text == "csv") ? "options" : first; }
        if (first == "test" && statement is [.., { Text: "lookup" }, _]) { return "lookup"; }
        return statement.Exists(t => t.Text == "points") ? "points" : first;
    }
}
