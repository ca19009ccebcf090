using System.Collections.Frozen;
using Antlr4.Runtime;
using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Formatting;

/// <summary>Where a line may be broken, and where sooner: outside brackets before inside, at clauses before operators, at loose operators before tight ones.</summary>
internal static class Breaks
{
    /// <summary>Not a place to break.</summary>
    public const int Never = int.MaxValue;

    private const int PerBracket = 10;

    private static readonly FrozenSet<string> Clauses = FrozenSet.ToFrozenSet(
    [
        "when", "at", "as", "via", "check", "otherwise", "ordered", "key", "of", "value", "join", "because", "certainty", "native", "overrides", "resolve",
        "published", "valid", "points", "cite", "column", "row", "range", "with", "ask", "urgency", "calibrated", "interval", "per",
    ]);

    /// <summary>How little a place before a piece is liked as a break; <see cref="Never"/> where none may stand.</summary>
    public static int Cost(IReadOnlyList<Piece> pieces, int at)
    {
        var (left, right) = (pieces[at - 1], pieces[at]);
        if (right.StartsStatement) { return right.Block is null or { IsExpanded: true } ? 0 : Never; }
        if (right.IsComment || right.Text is ";" or "," or ")" or "]" or "}" or "{" or "?") { return Never; }
        var cost = Rank(left, right, isSecond: at == right.Statement!.Start + 1);
        return cost == Never ? Never : cost + (right.Brackets * PerBracket);
    }

    private static int Rank(Piece left, Piece right, bool isSecond)
    {
        if (left.Text == "," || (left.Text == ";" && left.Parent is not TwinParser.EndContext)) { return 1; }
        if (right.Parent is TwinParser.ExpressionContext) { return OperatorRank(right); }
        if (right.Parent is TwinParser.CsvColumnsContext && right.Text == "(") { return 1; }
        var isWord = right.Parent is not (TwinParser.NameContext or TwinParser.PrimaryContext);
        if (!isWord || isSecond) { return Never; }
        return right.Text == "zh" ? 2 : Clauses.Contains(right.Text) ? 1 : Never;
    }

    private static int OperatorRank(Piece right) => right.Text switch
    {
        "or" or "then" or "else" => 2,
        "and" => 3,
        "??" => 4,
        "+" => 5,
        "-" when right.Parent is TwinParser.SumExpressionContext => 5,
        "*" or "/" => 6,
        _ => Never,
    };
}
