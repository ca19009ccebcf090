using Ontotwin.Language;

namespace Ontotwin.Mapping.Plan;

/// <summary>Compiles the body of a declared function with its arguments in place of its parameters.</summary>
internal sealed class FunctionCompiler(ExpressionCompiler expressions, IReadOnlyDictionary<string, Func<Frame, Value>> arguments)
{
    public Func<Frame, Value> Compile(Expression body) => body switch
    {
        PathExpression { Start: { } parameter, Steps.IsEmpty: true } when arguments.TryGetValue(parameter, out var argument) => argument,
        OperatorExpression op => OperatorCompiler.Compile(op.Operator, op.Operands.Select(Compile).ToArray()),
        ConditionalExpression c => Choose(Compile(c.Condition), Compile(c.Then), Compile(c.Else)),
        _ => expressions.Compile(body),
    };

    private static Func<Frame, Value> Choose(Func<Frame, Value> condition, Func<Frame, Value> then, Func<Frame, Value> otherwise) =>
        frame => condition(frame).Truth == Values.Truth.True ? then(frame) : otherwise(frame);
}
