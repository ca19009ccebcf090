using Antlr4.Runtime;

namespace Ontotwin.Language.Syntax;

/// <summary>A statement that is not in the language and was left out, so that everything around it can still be read.</summary>
/// <param name="First">Its first token.</param>
/// <param name="Last">Its last token.</param>
internal sealed record Damage(IToken First, IToken Last)
{
    /// <summary>Whether the statement stood inside a tree.</summary>
    public bool IsIn(ParserRuleContext tree) => tree.Start.StartIndex <= First.StartIndex && tree.Stop is { } stop && First.StartIndex <= stop.StopIndex;
}
