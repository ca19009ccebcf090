using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace Ontotwin.Language.Generated;

// The parser recurses where operators nest to the right without a bracket: counted, for a .NET stack overflow ends the process.
internal partial class TwinParser
{
    private int depth;

    /// <inheritdoc/>
    public override void EnterRecursionRule(ParserRuleContext localctx, int state, int ruleIndex, int precedence)
    {
        if (++depth > Limits.MaxExpressionDepth) { throw new ParseCanceledException(CurrentToken.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)); }
        base.EnterRecursionRule(localctx, state, ruleIndex, precedence);
    }

    /// <inheritdoc/>
    public override void UnrollRecursionContexts(ParserRuleContext parentctx)
    {
        depth--;
        base.UnrollRecursionContexts(parentctx);
    }
}
