using System.Collections.Immutable;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>A variable of a formula: its possible values; a truth value is 0 or 1 and nothing between.</summary>
internal readonly record struct FormulaVariable(string Name, Interval Value, bool IsTruth);

/// <summary>Computes a score's formula over boxes of its inputs, without proofs.</summary>
internal sealed class Formula(Evaluator evaluator, ScoreDeclaration score)
{
    private readonly Dictionary<Expression, Evaluated> outside = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Interval> variables = [];
    private Iri? assumedSex;

    /// <summary>Why a part that is not an input is unknown, such as the sex.</summary>
    public List<UnknownReason> Reasons { get; } = [];

    /// <summary>Proofs of the parts that are not inputs.</summary>
    public List<ProofNode> Proofs { get; } = [];

    /// <summary>The smallest interval found that holds every value the inputs allow; null when there is none.</summary>
    public Interval? Hull(ImmutableArray<FormulaVariable> inputs)
    {
        if (Boxes(inputs) is { } known && Reasons.All(r => r.Name != "sex")) { return known; }
        if (Reasons.All(r => r.Name != "sex")) { return null; }
        assumedSex = Hdt.Female;
        var female = Boxes(inputs);
        assumedSex = Hdt.Male;
        var male = Boxes(inputs);
        return score.Missing == MissingInput.Interval && female is { } f && male is { } m ? f.Hull(m) : null;
    }

    private Interval? Boxes(ImmutableArray<FormulaVariable> inputs)
    {
        var open = inputs.Where(i => !i.Value.IsPoint).ToList();
        foreach (var input in inputs) { variables[input.Name] = input.Value; }
        if (open.Count == 0) { return Value(); }
        var pieces = Pieces(open);
        Interval? hull = null;
        var at = new int[open.Count];
        do
        {
            for (var i = 0; i < open.Count; i++) { variables[open[i].Name] = pieces[i][at[i]]; }
            if (Value() is not { } value) { return null; }
            hull = hull is { } h ? h.Hull(value) : value;
        }
        while (Next(at, pieces));
        return hull;
    }

    private static bool Next(int[] at, List<Interval[]> pieces)
    {
        for (var i = 0; i < at.Length; i++)
        {
            if (++at[i] < pieces[i].Length) { return true; }
            at[i] = 0;
        }
        return false;
    }

    // As many boxes as the budget allows: truth values in two, the others evenly.
    private static List<Interval[]> Pieces(List<FormulaVariable> open)
    {
        var truths = open.Count(v => v.IsTruth);
        var splittable = open.Count(v => !v.IsTruth && v.Value is { Low: not null, High: not null });
        var budget = Limits.MaxBoxes / Math.Pow(2, truths);
        var each = splittable == 0 ? 1 : Math.Clamp((int)Math.Pow(Math.Max(1, budget), 1.0 / splittable), 1, Limits.MaxPieces);
        return [.. open.Select(v => v.IsTruth ? truths > 8 ? [v.Value] : [Interval.Point(0), Interval.Point(1)] : Split(v.Value, each))];
    }

    private static Interval[] Split(Interval value, int pieces)
    {
        if (value is not { Low: { } low, High: { } high }) { return [value]; }
        var width = (high - low) / pieces;
        return [.. Enumerable.Range(0, pieces).Select(i => new Interval(low + (i * width), i == pieces - 1 ? high : low + ((i + 1) * width)))];
    }

    private Interval? Value()
    {
        foreach (var let in score.Lets)
        {
            if (Number(let.Value, 0) is not { } value) { variables.Remove(let.Name); continue; }
            variables[let.Name] = value;
        }
        return Number(score.Formula!, 0);
    }

    private Interval? Number(Expression expression, int depth)
    {
        if (depth > Limits.MaxDepth) { return null; }
        switch (expression)
        {
            case QuantityLiteral literal:
                return Interval.Point(literal.Value);
            case NamedExpression { Kind: NamedKind.Let } name:
                return variables.TryGetValue(name.Name, out var value) ? value : null;
            case OperatorExpression { Operator: "+" or "-" or "*" or "/" or "^" or "neg" } op:
                return Operator(op, depth + 1);
            case CallExpression call:
                var arguments = call.Arguments.Select(a => Number(a, depth + 1)).ToArray();
                return arguments.Any(a => a is null) ? null : Arithmetic.Apply(call.Function, [.. arguments.Select(a => a!.Value)]);
            case ConditionalExpression conditional:
                return Condition(conditional.Condition, depth + 1) switch
                {
                    Truth.True => Number(conditional.Then, depth + 1),
                    Truth.False => Number(conditional.Else, depth + 1),
                    _ => Number(conditional.Then, depth + 1) is { } a && Number(conditional.Else, depth + 1) is { } b ? a.Hull(b) : null,
                };
            case TruthLiteral { Value: Truth.Unknown }:
                return null;
            default:
                var found = Outside(expression);
                return found.Truth is null ? found.Value : evaluator.InUnit(found, null);
        }
    }

    private Interval? Operator(OperatorExpression op, int depth)
    {
        if (Number(op.Operands[0], depth) is not { } a) { return null; }
        if (op.Operator == "neg") { return IntervalMath.Negate(a); }
        if (Number(op.Operands[1], depth) is not { } b) { return null; }
        return op.Operator switch
        {
            "+" => IntervalMath.Add(a, b),
            "-" => IntervalMath.Subtract(a, b),
            "*" => IntervalMath.Multiply(a, b),
            "/" => IntervalMath.Divide(a, b),
            _ => IntervalMath.Power(a, b),
        };
    }

    private Truth Condition(Expression expression, int depth)
    {
        if (depth > Limits.MaxDepth) { return Truth.Unknown; }
        switch (expression)
        {
            case OperatorExpression { Operator: "and" } and:
                return and.Operands.Aggregate(Truth.True, (t, o) => t.And(Condition(o, depth + 1)));
            case OperatorExpression { Operator: "or" } or:
                return or.Operands.Aggregate(Truth.False, (t, o) => t.Or(Condition(o, depth + 1)));
            case OperatorExpression { Operator: "not" } not:
                return Condition(not.Operands[0], depth + 1).Not();
            case OperatorExpression { Operator: "<" or "<=" or ">" or ">=" or "=" or "!=" } op when Number(op.Operands[0], depth + 1) is { } a && Number(op.Operands[1], depth + 1) is { } b:
                return IntervalMath.Compare(op.Operator, a, b);
            case IsExpression { Value: null } sex when assumedSex is { } assumed:
                return sex.Category.Equals(assumed).ToTruth();
            default:
                return Outside(expression).Truth ?? Truth.Unknown;
        }
    }

    private Evaluated Outside(Expression expression)
    {
        if (outside.TryGetValue(expression, out var known)) { return known; }
        var result = evaluator.Evaluate(expression);
        Reasons.AddRange(result.Reasons.Where(r => Reasons.All(o => o.Name != r.Name)));
        if (Proofs.All(p => p.Text != result.Proof.Text) && result.Truth != Truth.False) { Proofs.Add(result.Proof); }
        return outside[expression] = result;
    }
}
