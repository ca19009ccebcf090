using System.Collections.Immutable;

namespace Ontotwin.Language.Binding;

/// <summary>The parts of bound expressions. Depth is bounded by <see cref="Limits.MaxExpressionDepth"/>.</summary>
internal static class ExpressionWalk
{
    /// <summary>An expression and everything inside it that gives its value: the conditions of filters are left out.</summary>
    public static IEnumerable<Expression> All(Expression expression)
    {
        yield return expression;
        foreach (var inner in Inside(expression).SelectMany(All)) { yield return inner; }
    }

    private static ImmutableArray<Expression> Inside(Expression expression) => expression switch
    {
        OperatorExpression operation => operation.Operands,
        CallExpression call => call.Arguments,
        ConditionalExpression conditional => [conditional.Condition, conditional.Then, conditional.Else],
        TupleExpression tuple => tuple.Items,
        CoalesceExpression coalesce => coalesce.Choices,
        _ => [],
    };
}
