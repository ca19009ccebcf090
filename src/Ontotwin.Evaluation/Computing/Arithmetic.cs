using System.Collections.Immutable;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Arithmetic on values with units.</summary>
internal static class Arithmetic
{
    public static Evaluated Operator(string op, ImmutableArray<Evaluated> operands, Func<Evaluated, Substance> substanceOf)
    {
        if (operands.Any(o => Number(o) is null)) { return Unknown(operands); }
        var a = Number(operands[0])!.Value;
        if (op == "neg") { return Result(IntervalMath.Negate(a), operands[0].Unit, "-" + operands[0].Proof.Text.En, "-" + operands[0].Proof.Text.Zh, operands); }
        var b = Number(operands[1])!.Value;
        var (unitA, unitB) = (Bare(operands[0].Unit), Bare(operands[1].Unit));
        var (value, unit) = op switch
        {
            "+" or "-" => Units.Convert(b, unitB, unitA, substanceOf(operands[0])) is { } converted
                ? ((Interval?)(op == "+" ? IntervalMath.Add(a, converted) : IntervalMath.Subtract(a, converted)), unitA) : (null, null),
            "*" => (IntervalMath.Multiply(a, b), unitA is null ? unitB : unitB is null ? unitA : $"({unitA}).({unitB})"),
            "/" => Quotient(a, unitA, b, unitB),
            "^" => (IntervalMath.Power(a, b), unitA),
            "in.." => (null, null),
            _ => (null, null),
        };
        return value is not { } v ? Unknown(operands)
            : Result(v, unit, $"{operands[0].Proof.Text.En} {op} {operands[1].Proof.Text.En}", $"{operands[0].Proof.Text.Zh} {op} {operands[1].Proof.Text.Zh}", operands);
    }

    public static Evaluated Call(string function, ImmutableArray<Evaluated> arguments)
    {
        if (arguments.Any(o => Number(o) is null)) { return Unknown(arguments); }
        var values = arguments.Select(a => Number(a)!.Value).ToArray();
        if (values.Length == 2)
        {
            if (Units.Convert(values[1], arguments[1].Unit, arguments[0].Unit, default) is not { } second) { return Unknown(arguments); }
            values[1] = second;
        }
        if (Apply(function, values) is not { } value) { return Unknown(arguments); }
        var unit = function is "min" or "max" or "abs" ? arguments[0].Unit : null;
        var shown = string.Join(", ", arguments.Select(a => a.Proof.Text.En));
        return Result(value, unit, $"{function}({shown})", $"{function}({string.Join(", ", arguments.Select(a => a.Proof.Text.Zh))})", arguments);
    }

    /// <summary>A built-in function of bare intervals; null when there is no such function.</summary>
    public static Interval? Apply(string function, ReadOnlySpan<Interval> v) => function switch
    {
        "min" => IntervalMath.Min(v[0], v[1]),
        "max" => IntervalMath.Max(v[0], v[1]),
        "exp" => IntervalMath.Exp(v[0]),
        "ln" => IntervalMath.Ln(v[0]),
        "sqrt" => IntervalMath.Sqrt(v[0]),
        "abs" => IntervalMath.Abs(v[0]),
        "logistic" => IntervalMath.Logistic(v[0]),
        _ => null,
    };

    private static (Interval?, string?) Quotient(Interval a, string? unitA, Interval b, string? unitB)
    {
        if (unitB is null) { return (IntervalMath.Divide(a, b), unitA); }
        return Units.Convert(b, unitB, unitA, default) is { } converted
            ? (IntervalMath.Divide(a, converted), null)
            : (IntervalMath.Divide(a, b), $"({unitA ?? "1"})/({unitB})");
    }

    private static Interval? Number(Evaluated value) => value.Truth switch
    {
        Truth.True => Interval.Point(1),
        Truth.False => Interval.Point(0),
        Truth.Unknown => new(0, 1),
        _ => value.Value,
    };

    private static string? Bare(string? unit) => unit is "1" or "" ? null : unit;

    private static Evaluated Unknown(ImmutableArray<Evaluated> operands)
    {
        var reasons = Unknowns.Union(operands);
        if (reasons.IsEmpty) { reasons = [new(UnknownKind.Unmapped, null, "arithmetic", new("the units do not fit", "单位不匹配"))]; }
        return new(new(ProofKind.Unknown, ClinicalText.Join(reasons.Select(r => r.Text), "; ", "；")) { Reason = reasons[0], Children = [.. operands.Select(o => o.Proof).Where(p => p.Kind != ProofKind.Constant)] }) { Reasons = reasons };
    }

    private static Evaluated Result(Interval value, string? unit, string en, string zh, ImmutableArray<Evaluated> operands)
    {
        var shown = ClinicalText.Value(value, unit);
        var children = operands.Select(o => o.Proof).Where(p => p.Kind != ProofKind.Constant).ToImmutableArray();
        return new(new(ProofKind.Value, new($"{shown.En} (= {en})", $"{shown.Zh}（= {zh}）")) { Value = value, Unit = unit, Children = children })
        {
            Value = value,
            Unit = unit,
            Class = operands.Select(o => o.Class).FirstOrDefault(c => c is not null),
            Reasons = value.IsPoint ? [] : Unknowns.Union(operands),
        };
    }
}
