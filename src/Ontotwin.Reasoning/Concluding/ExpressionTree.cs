using System.Collections.Immutable;
using Ontotwin.Language;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>Walks expressions.</summary>
internal static class ExpressionTree
{
    /// <summary>An expression and everything in it, outermost first.</summary>
    public static IEnumerable<Expression> All(Expression root)
    {
        var waiting = new Stack<Expression>();
        waiting.Push(root);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            foreach (var part in Parts(next).Reverse()) { waiting.Push(part); }
        }
    }

    /// <summary>The conditions that must all hold.</summary>
    public static IEnumerable<Expression> Conjuncts(Expression root)
    {
        var waiting = new Stack<Expression>();
        waiting.Push(root);
        while (waiting.TryPop(out var next))
        {
            if (next is not OperatorExpression { Operator: "and" } and) { yield return next; continue; }
            foreach (var part in and.Operands.Reverse()) { waiting.Push(part); }
        }
    }

    private static ImmutableArray<Expression> Parts(Expression expression) => expression switch
    {
        OperatorExpression op => op.Operands,
        CallExpression call => call.Arguments,
        ConditionalExpression c => [c.Condition, c.Then, c.Else],
        CoalesceExpression coalesce => coalesce.Choices,
        CollapseExpression collapse => [collapse.Operand],
        IsExpression { Value: { } value } => [value],
        _ => [],
    };
}
