using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Compares two values, in the unit of the left one.</summary>
internal sealed class Comparison(Evaluator evaluator)
{
    public Evaluated Evaluate(string op, Evaluated left, Evaluated right)
    {
        if (left.Value is not { } a || right.Value is not { } b)
        {
            var reasons = Unknowns.Union([left, right]);
            return new(Node(op, left, right, Truth.Unknown)) { Truth = Truth.Unknown, Reasons = reasons };
        }
        if (Units.Convert(b, right.Unit, left.Unit, evaluator.SubstanceOf(left) is var substance && substance != default ? substance : evaluator.SubstanceOf(right)) is not { } converted)
        {
            var name = left.Class?.LocalName ?? right.Class?.LocalName ?? "unit";
            var reason = new UnknownReason(UnknownKind.Unmapped, left.Class ?? right.Class, name, new($"the unit of {name} cannot be compared", $"{name} 的单位无法比较"));
            return new(Node(op, left, right, Truth.Unknown)) { Truth = Truth.Unknown, Reasons = [reason] };
        }
        var truth = IntervalMath.Compare(op, a, converted);
        return new(Node(op, left, right, truth)) { Truth = truth, Reasons = truth == Truth.Unknown ? Reasons(left, right) : [] };
    }

    // A value whose bounds leave the answer open is itself a reason, such as `<5` against 3.
    private static System.Collections.Immutable.ImmutableArray<UnknownReason> Reasons(Evaluated left, Evaluated right)
    {
        var known = Unknowns.Union([left, right]);
        if (!known.IsEmpty) { return known; }
        var open = left.Value is { IsPoint: false } ? left : right;
        return [new(UnknownKind.Uncertain, open.Class, open.Class?.LocalName ?? "value", new($"{open.Proof.Text.En} leaves it open", $"{open.Proof.Text.Zh} 无法确定"))];
    }

    private static ProofNode Node(string op, Evaluated left, Evaluated right, Truth truth)
    {
        var sign = op switch { ">=" => "≥", "<=" => "≤", "!=" => "≠", _ => op };
        var text = new BilingualText($"{left.Proof.Text.En} {sign} {right.Proof.Text.En}", $"{left.Proof.Text.Zh} {sign} {right.Proof.Text.Zh}");
        return new(ProofKind.Comparison, text) { Truth = truth, Children = right.Proof.Kind == ProofKind.Constant ? [left.Proof] : [left.Proof, right.Proof] };
    }
}
