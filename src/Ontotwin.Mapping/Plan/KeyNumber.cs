using Ontotwin.Language;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Compiles the question whether a part of a key gave a number that the source gives to one thing: `OBR-3.1 ?? OBR-7` does in a message with an order number,
/// and does not in one without.
/// </summary>
internal static class KeyNumber
{
    /// <summary>The question; null where the answer is always no.</summary>
    public static Func<Frame, bool>? Of(Expression part, ExpressionCompiler compiler)
    {
        switch (part)
        {
            case PathExpression { IsIdentifier: true }:
                var value = compiler.Compile(part);
                return frame => value(frame).IsThere;
            case NodeExpression node:
                var (scope, slot) = (compiler.Scope, compiler.Scope.Node(node.Node));
                return frame => frame.Node(slot) is not null && scope.KeyOf(slot)?.IsNumbered(frame) == true;
            case CoalesceExpression coalesce:
                return OfFirst([.. coalesce.Choices.Select(c => (compiler.Compile(c), Of(c, compiler)))]);
            case ConditionalExpression choice:
                var (condition, then, otherwise) = (compiler.Compile(choice.Condition), Of(choice.Then, compiler), Of(choice.Else, compiler));
                return then is null && otherwise is null ? null : frame => (condition(frame).Truth == Values.Truth.True ? then : otherwise)?.Invoke(frame) == true;
            case TupleExpression tuple:
                var items = tuple.Items.Select(i => Of(i, compiler)).OfType<Func<Frame, bool>>().ToArray();
                return items.Length == 0 ? null : frame => Array.Exists(items, i => i(frame));
            case CallExpression call:
                // What is made of a number, with who gave it or without its dashes, is one.
                var (made, arguments) = (compiler.Compile(call), call.Arguments.Select(a => Of(a, compiler)).OfType<Func<Frame, bool>>().ToArray());
                return arguments.Length == 0 ? null : frame => made(frame).IsThere && Array.Exists(arguments, a => a(frame));
            default:
                return null;
        }
    }

    private static Func<Frame, bool>? OfFirst((Func<Frame, Value> Value, Func<Frame, bool>? IsNumber)[] choices)
    {
        if (Array.TrueForAll(choices, c => c.IsNumber is null)) { return null; }
        return frame => Array.Find(choices, c => c.Value(frame).Kind is not (ValueKind.Absent or ValueKind.Empty)).IsNumber?.Invoke(frame) == true;
    }
}
