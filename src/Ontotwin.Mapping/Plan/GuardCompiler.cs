using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary><c>when …</c> of a node, a series or a shape's use, compiled. Where it does not hold, and the record gave nothing so far, the frame remembers it.</summary>
internal sealed class GuardCompiler(Expression guard, string rule, ExpressionCompiler compiler)
{
    private const string And = "and";
    private readonly Func<Frame, Value> whole = compiler.Compile(guard);
    private readonly Lazy<(Func<Frame, Value> Holds, TextSpan Span)[]> parts = new(() => [.. PartsOf(guard).Select(p => (compiler.Compile(p), p.Span))]);

    /// <summary>The statement that it guards, as origins name it.</summary>
    public string Rule => rule;

    /// <summary>Where it stands.</summary>
    public TextSpan Span => guard.Span;

    /// <summary>Conditions of which all are to hold.</summary>
    public int Count => parts.Value.Length;

    /// <summary>A guard, or null where there is none.</summary>
    public static GuardCompiler? Of(Expression? guard, string rule, ExpressionCompiler compiler) => guard is null ? null : new(guard, rule, compiler);

    public bool Holds(Frame frame)
    {
        if (whole(frame).Truth == Truth.True) { return true; }
        frame.Missed(this);
        return false;
    }

    /// <summary>How many of its conditions hold, and where the first stands that does not.</summary>
    public (int Held, TextSpan Failed) Judge(Frame frame)
    {
        var (held, failed) = (0, default(TextSpan?));
        foreach (var (holds, span) in parts.Value)
        {
            if (holds(frame).Truth == Truth.True) { held++; }
            else { failed ??= span; }
        }
        return (held, failed ?? guard.Span);
    }

    private static IEnumerable<Expression> PartsOf(Expression guard) => guard is OperatorExpression { Operator: And } both ? both.Operands.SelectMany(PartsOf) : [guard];
}
