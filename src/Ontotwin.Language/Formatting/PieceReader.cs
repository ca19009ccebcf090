using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Formatting;

/// <summary>Reads a parsed file as pieces: each word with the tree above it, the statement and the braces that it stands in.</summary>
internal static class PieceReader
{
    /// <summary>All words and comments of a file without errors, in order.</summary>
    public static List<Piece> Read(SyntaxFile file)
    {
        var (parents, starts) = Walk(file.Tree);
        var pieces = new List<Piece>();
        var (newlines, blanks) = (0, 0);
        foreach (var token in file.Tokens.GetTokens())
        {
            if (token.Type == TwinLexer.BLANK) { (newlines, blanks) = (newlines + Newlines(token.Text), token.Text.Length); continue; }
            if (token.Type == TokenConstants.EOF) { continue; }
            var isComment = token.Type == TwinLexer.COMMENT;
            pieces.Add(new Piece(token, isComment ? null : parents[token.TokenIndex])
            {
                NewlinesBefore = newlines,
                BlanksBefore = newlines > 0 ? 0 : blanks,
                StartsStatement = starts.Contains(token.TokenIndex),
            });
            (newlines, blanks) = (0, 0);
        }
        Nest(pieces);
        return pieces;
    }

    private static int Newlines(string blank)
    {
        var count = 0;
        for (var i = 0; i < blank.Length; i++)
        {
            if (blank[i] == '\n' || (blank[i] == '\r' && (i + 1 == blank.Length || blank[i + 1] != '\n'))) { count++; }
        }
        return count;
    }

    private static (Dictionary<int, ParserRuleContext> Parents, HashSet<int> Starts) Walk(ParserRuleContext root)
    {
        var parents = new Dictionary<int, ParserRuleContext>();
        var starts = new HashSet<int>();
        var open = new Stack<ParserRuleContext>();
        open.Push(root);
        while (open.TryPop(out var tree))
        {
            var inBraces = tree is TwinParser.ProgramContext;
            for (var i = 0; i < tree.ChildCount; i++)
            {
                switch (tree.GetChild(i))
                {
                    case ITerminalNode word:
                        parents[word.Symbol.TokenIndex] = tree;
                        inBraces = word.Symbol.Text == "{" || (inBraces && word.Symbol.Text != "}");
                        break;
                    case ParserRuleContext inner:
                        if (inBraces && inner is not TwinParser.EndContext) { starts.Add(inner.Start.TokenIndex); }
                        open.Push(inner);
                        break;
                }
            }
        }
        return (parents, starts);
    }

    private static void Nest(List<Piece> pieces)
    {
        var outer = new Stack<(Block Block, Statement Statement, int Brackets)>();
        Block? block = null;
        var statement = new Statement(null);
        var brackets = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.StartsStatement) { (statement, brackets) = (new Statement(block) { Start = i }, 0); }
            if (piece is { Text: "}", IsComment: false })
            {
                (var closed, statement, brackets) = outer.Pop();
                closed.Close = i;
                closed.IsExpanded = HasNewline(pieces, closed);
                (block, piece.Braces) = (statement.Block, closed);
            }
            if (piece.Text is ")" or "]") { brackets--; }
            (piece.Block, piece.Statement, piece.Brackets) = (block, piece.IsComment && StandsBetween(pieces, i) ? null : statement, brackets);
            if (piece.Text is "(" or "[") { brackets++; }
            if (piece is { Text: "{", IsComment: false })
            {
                piece.Braces = block = new Block(statement, i);
                statement.Blocks.Add(block);
                outer.Push((block, statement, brackets));
                (statement, brackets) = (new Statement(block) { Start = i + 1 }, 0);
            }
        }
    }

    private static bool HasNewline(List<Piece> pieces, Block block) =>
        block.Close > block.Open + 1 && pieces.Skip(block.Open + 1).Take(block.Close - block.Open).Any(p => p.NewlinesBefore > 0);

    // A comment on a line of its own before a statement or closing brace is of the block, not of the statement before it.
    private static bool StandsBetween(List<Piece> pieces, int at)
    {
        if (at > 0 && pieces[at].NewlinesBefore == 0) { return false; }
        while (at < pieces.Count && (pieces[at].IsComment || pieces[at].Parent is TwinParser.EndContext)) { at++; }
        return at == pieces.Count || pieces[at].StartsStatement || pieces[at].Text == "}";
    }
}
