using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Scores by formula. Uncertain inputs are split into boxes, so that the interval of the result is tight as well as sound.</summary>
internal sealed class FormulaEvaluation(Evaluator evaluator)
{
    public Evaluated Evaluate(ScoreDeclaration score)
    {
        var inputs = score.Inputs.Select(i => Input(score, i)).ToImmutableArray();
        var children = inputs.Select(i => i.Proof).ToImmutableArray();
        var reasons = inputs.SelectMany(i => i.Reasons).DistinctBy(r => (r.Kind, r.Name)).ToImmutableArray();
        if (inputs.Any(i => i.Value is null)) { return Unknown(score, reasons, children); }
        var formula = new Formula(evaluator, score);
        var value = formula.Hull([.. inputs.Select(i => new FormulaVariable(i.Name, i.Value!.Value, i.IsTruth))]);
        reasons = [.. reasons.Concat(formula.Reasons).DistinctBy(r => (r.Kind, r.Name))];
        if (value is not { } v || (v.Low is null && v.High is null)) { return Unknown(score, reasons, children); }
        var shown = ClinicalText.Value(v, score.Unit);
        return new(new(ProofKind.Score, new($"{score.Name} {shown.En}", $"{score.Name} {shown.Zh}"))
        {
            Value = v,
            Unit = score.Unit,
            Rule = score.Name,
            RuleVersion = score.Module.Version,
            Citation = score.Citation,
            Children = [.. children, .. formula.Proofs],
        }) { Value = v, Unit = score.Unit, Reasons = v.IsPoint ? [] : reasons };
    }

    private static Evaluated Unknown(ScoreDeclaration score, ImmutableArray<UnknownReason> reasons, ImmutableArray<ProofNode> children) => new(
        new(ProofKind.Unknown, new($"{score.Name} is unknown", $"{score.Name} 未知")) { Rule = score.Name, Reason = reasons.FirstOrDefault(), Citation = score.Citation, Children = children })
    {
        Reasons = reasons.IsEmpty ? [new(UnknownKind.Missing, null, score.Name, new($"{score.Name} cannot be computed", $"{score.Name} 无法计算"))] : reasons,
    };

    private InputResult Input(ScoreDeclaration score, ScoreInput input)
    {
        var found = evaluator.Evaluate(input.Value);
        var isTruth = found.Truth is not null;
        var value = found.Truth == Values.Truth.Unknown ? null : evaluator.InUnit(found, input.Unit);
        var reasons = found.Reasons;
        if (value is null && reasons.IsEmpty) { reasons = [new(UnknownKind.Unmapped, found.Class, found.Class?.LocalName ?? input.Name, new($"{input.Name}: the unit does not fit", $"{input.Name}：单位不匹配"))]; }
        var range = isTruth ? new Interval(0, 1) : new(input.Low, input.High);
        if (value is { } v)
        {
            var inside = Intersect(v, range);
            if (inside is null) { reasons = [OutOfRange(score, input, found)]; }
            else if (inside != v && !Within(v, range)) { reasons = reasons.Add(OutOfRange(score, input, found)); }
            value = inside;
        }
        else if (score.Missing == MissingInput.Interval && range is { Low: not null, High: not null }) { value = range; }
        var shown = ClinicalText.Value(value, input.Unit);
        var text = new BilingualText($"{input.Name}: {(isTruth ? YesNo(value).En : shown.En)} ({found.Proof.Text.En})", $"{input.Name}：{(isTruth ? YesNo(value).Zh : shown.Zh)}（{found.Proof.Text.Zh}）");
        return new(input.Name, value, isTruth, reasons, new(ProofKind.ScoreTerm, text) { Value = value, Unit = input.Unit, Children = Children(found, reasons) });
    }

    private static ImmutableArray<ProofNode> Children(Evaluated found, ImmutableArray<UnknownReason> reasons) =>
        [found.Proof, .. reasons.Where(r => r.Kind == UnknownKind.OutOfRange).Select(Unknowns.Leaf)];

    private static BilingualText YesNo(Interval? value) => value is { IsPoint: true } v ? v.Low == 1 ? new("yes", "是") : new("no", "否") : new("yes or no", "是或否");

    private UnknownReason OutOfRange(ScoreDeclaration score, ScoreInput input, Evaluated found)
    {
        var what = found.Class is { } type ? Words.Label(evaluator.Ontology, type) : Words.Same(input.Name);
        var (value, range) = (ClinicalText.Value(evaluator.InUnit(found, input.Unit), input.Unit), ClinicalText.Value(new(input.Low, input.High), input.Unit));
        var text = new BilingualText(
            $"{score.Name} is not defined for {what.En} {value.En}: its publication covers {range.En} ({score.Citation.Text})",
            $"{score.Name} 不适用于{what.Zh} {value.Zh}：其文献仅涵盖 {range.Zh}（{score.Citation.Text}）");
        return new(UnknownKind.OutOfRange, found.Class, found.Class?.LocalName ?? input.Name, text);
    }

    private static bool Within(Interval value, Interval range) => (range.Low is not { } low || value.Low >= low) && (range.High is not { } high || value.High <= high);

    private static Interval? Intersect(Interval a, Interval b)
    {
        var low = a.Low is { } x && b.Low is { } y ? Math.Max(x, y) : a.Low ?? b.Low;
        var high = a.High is { } p && b.High is { } q ? Math.Min(p, q) : a.High ?? b.High;
        return low > high ? null : low == a.Low && high == a.High ? a : new(low, high);
    }

    private sealed record InputResult(string Name, Interval? Value, bool IsTruth, ImmutableArray<UnknownReason> Reasons, ProofNode Proof);
}
