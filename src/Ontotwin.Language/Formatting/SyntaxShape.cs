using System.Globalization;
using System.Text;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Formatting;

/// <summary>What a text says, whatever its blanks and needless semicolons: the tree with its words, and the comments.</summary>
internal static class SyntaxShape
{
    /// <summary>Equal for two files exactly when their trees and comments are.</summary>
    public static string Of(SyntaxFile file)
    {
        var text = new StringBuilder(file.Text.Length * 2);
        // By hand, not by recursion: a chain of operators nests as deep as it is long.
        var open = new Stack<(ParserRuleContext Tree, int Next)>();
        open.Push((file.Tree, 0));
        while (open.TryPop(out var at))
        {
            if (at.Next == 0) { text.Append('(').Append(at.Tree.GetType().Name).Append(' '); }
            if (at.Next >= at.Tree.ChildCount) { text.Append(')'); continue; }
            open.Push((at.Tree, at.Next + 1));
            switch (at.Tree.GetChild(at.Next))
            {
                case TwinParser.EndContext: break;
                case ParserRuleContext inner: open.Push((inner, 0)); break;
                case ITerminalNode word: text.Append(word.Symbol.Type.ToString(CultureInfo.InvariantCulture)).Append(':').Append(word.GetText()).Append(' '); break;
            }
        }
        foreach (var comment in file.Tokens.GetTokens().Where(t => t.Type == TwinLexer.COMMENT)) { text.Append('\n').Append(comment.Text.TrimEnd()); }
        return text.ToString();
    }
}
