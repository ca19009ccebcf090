using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Formatting;

/// <summary>Where a blank stands between two words of one line.</summary>
internal static class Spacing
{
    /// <summary>The blanks between two neighbours.</summary>
    public static string Between(Piece left, Piece right)
    {
        if (right.IsComment) { return "  "; }
        if (left.Text == "{") { return right.Text == "}" ? "" : " "; }
        return IsOpen(left) || IsClose(right) || Sticks(left, right) ? "" : " ";
    }

    private static bool IsOpen(Piece left) => left.Text is "(" or "["
        || (left.Text == "-" && left.Parent is TwinParser.NegateExpressionContext or TwinParser.SignedNumberContext)
        || (left.Text == "." && left.Parent is TwinParser.RelativeHeadContext)
        || (left.Text == ":" && left.Parent is TwinParser.PrefixedPrimaryContext);

    private static bool IsClose(Piece right) => right.Text is ")" or "]" or "," or ";"
        || (right.Text == "?" && right.Type != TwinLexer.STRING)
        || (right.Text == ":" && right.Parent is TwinParser.PrefixedPrimaryContext or TwinParser.RuleMissingContext or TwinParser.PointCaseContext);

    private static bool Sticks(Piece left, Piece right)
    {
        // A number and a component would become one number.
        if (left.Type == TwinLexer.NUMBER && right.Type == TwinLexer.COMPONENT) { return false; }
        return right.Parent switch
        {
            TwinParser.ComponentStepContext or TwinParser.GroupStepContext or TwinParser.NameStepContext or TwinParser.CallStepContext or TwinParser.SegmentStepContext => true,
            TwinParser.NameHeadContext => right.Type == TwinLexer.GROUP_STEP,
            TwinParser.FilterStepContext => right.Text == "[",
            TwinParser.ArgumentsContext => right.Text == "(",
            TwinParser.FunctionDeclarationContext or TwinParser.ShapeDeclarationContext or TwinParser.UseStatementContext or TwinParser.FeatureDeclarationContext or TwinParser.AggregateContext => right.Text == "(",
            TwinParser.QualifiedNameContext => right.Text == ".",
            _ => left.Text == "." && left.Parent is TwinParser.QualifiedNameContext or TwinParser.NameStepContext or TwinParser.CallStepContext or TwinParser.SegmentStepContext,
        };
    }
}
