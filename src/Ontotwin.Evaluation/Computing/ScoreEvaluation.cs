using System.Collections.Immutable;
using Ontotwin.Evaluation.Explaining;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation.Computing;

/// <summary>Scores: points by terms, or formulas.</summary>
internal sealed class ScoreEvaluation(Evaluator evaluator)
{
    private readonly FormulaEvaluation formulas = new(evaluator);
    private readonly Dictionary<string, ImmutableArray<TermResult>> terms = [];

    public Evaluated Evaluate(ScoreDeclaration score) => score.Formula is null ? Points(score) : formulas.Evaluate(score);

    public Evaluated Highest(ScoreDeclaration score)
    {
        var all = Terms(score);
        if (all.Any(t => t.Points is null)) { return Unknowns.Of([.. all.SelectMany(t => t.Reasons).DistinctBy(r => r.Name)]); }
        var value = all.Aggregate(Interval.Point(0), (max, t) => IntervalMath.Max(max, t.Points!.Value));
        var shown = ClinicalText.Value(value, null);
        return new(new(ProofKind.Score, new($"highest single term of {score.Name}: {shown.En}", $"{score.Name} 单项最高分：{shown.Zh}"))
        {
            Value = value,
            Rule = score.Name,
            Citation = score.Citation,
            Children = [.. all.Where(t => t.Points!.Value.High == value.High || t.Points.Value.High > value.Low).Select(t => t.Proof)],
        }) { Value = value, Reasons = value.IsPoint ? [] : Reasons(all) };
    }

    private Evaluated Points(ScoreDeclaration score)
    {
        var all = Terms(score);
        var reasons = Reasons(all);
        if (all.Any(t => t.Points is null))
        {
            return Unknowns.Of(reasons) with { Proof = new(ProofKind.Unknown, new($"{score.Name} is unknown", $"{score.Name} 未知")) { Rule = score.Name, Reason = reasons.FirstOrDefault(), Citation = score.Citation, Children = [.. all.Select(t => t.Proof)] } };
        }
        var value = all.Aggregate(Interval.Point(0), (sum, t) => IntervalMath.Add(sum, t.Points!.Value));
        var shown = ClinicalText.Value(value, score.Unit);
        var counted = all.Where(t => t.Points != Interval.Point(0) || !t.IsCondition);
        return new(new(ProofKind.Score, new($"{score.Name} {shown.En}", $"{score.Name} {shown.Zh}"))
        {
            Value = value,
            Unit = score.Unit,
            Rule = score.Name,
            RuleVersion = score.Module.Version,
            Citation = score.Citation,
            Children = [.. counted.Select(t => t.Proof), .. Absences(all)],
        }) { Value = value, Unit = score.Unit, Reasons = reasons };
    }

    // Conditions that were counted as absent: one node, so that the score stays readable.
    private static ImmutableArray<ProofNode> Absences(ImmutableArray<TermResult> all)
    {
        var zero = all.Where(t => t.IsCondition && t.Points == Interval.Point(0)).ToList();
        if (zero.Count == 0) { return []; }
        var count = zero.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [new(ProofKind.Condition, new($"{count} terms that do not apply: 0 points", $"{count} 项不适用：0 分")) { Truth = Truth.False, Children = [.. zero.Select(t => t.Proof)] }];
    }

    private static ImmutableArray<UnknownReason> Reasons(ImmutableArray<TermResult> all) =>
        [.. all.Where(t => t.Points is not { IsPoint: true }).SelectMany(t => t.Reasons).DistinctBy(r => (r.Kind, r.Name))];

    private ImmutableArray<TermResult> Terms(ScoreDeclaration score) =>
        terms.TryGetValue(score.Name, out var known) ? known : terms[score.Name] = [.. score.Terms.Select(t => Term(score, t))];

    private TermResult Term(ScoreDeclaration score, ScoreTerm term)
    {
        var when = term.When is null ? null : evaluator.Evaluate(term.When);
        if (when?.Truth == Truth.False) { return Result(term, Interval.Point(0), [], new("does not apply", "不适用"), [when.Proof], isCondition: true); }
        var value = evaluator.Evaluate(term.Value);
        var points = term.IsCondition ? Condition(term, value) : Cases(term, value);
        if (points is null && score.Missing == MissingInput.Partial && Span(term.Cases) is { } span) { points = span; }
        if (when?.Truth == Truth.Unknown && points is { } p) { points = p.Hull(Interval.Point(0)); }
        var all = when is null ? new[] { value } : [when, value];
        return Result(term, points, Unknowns.Union(all), value.Proof.Text, [.. all.Select(a => a.Proof)], term.IsCondition);
    }

    private TermResult Result(ScoreTerm term, Interval? points, ImmutableArray<UnknownReason> reasons, BilingualText what, ImmutableArray<ProofNode> children, bool isCondition)
    {
        var name = evaluator.Ontology.Class(term.Name) is { } type ? Words.Label(evaluator.Ontology, type.Iri) : term.Name == "age" ? new("age", "年龄") : Words.Same(term.Name);
        var shown = ClinicalText.Value(points, null);
        var text = new BilingualText($"{name.En}: {shown.En} points ({what.En})", $"{name.Zh}：{shown.Zh} 分（{what.Zh}）");
        return new(points, reasons, new(ProofKind.ScoreTerm, text) { Value = points, Children = children }, isCondition);
    }

    private static Interval? Condition(ScoreTerm term, Evaluated value)
    {
        var points = Interval.Point(term.Cases[0].Points);
        return value.Truth switch { Truth.True => points, Truth.False => Interval.Point(0), _ => points.Hull(Interval.Point(0)) };
    }

    private Interval? Cases(ScoreTerm term, Evaluated value)
    {
        if (term.Cases.Any(c => c.Category is not null)) { return Category(term, value); }
        var unit = value.Class is { } type ? evaluator.Ontology.UnitOfClass(type) ?? value.Unit : value.Unit;
        if (evaluator.InUnit(value, unit) is not { } number) { return null; }
        if (term.Decimals is { } digits) { number = new(Round(number.Low, digits), Round(number.High, digits), number.LowOpen, number.HighOpen); }
        var hits = term.Cases.Where(c => c.Range is { } range && Meets(range, number)).ToImmutableArray();
        var others = term.Cases.Where(c => c.IsOther).ToImmutableArray();
        var covered = hits.Any(c => Holds(c.Range!.Value, number));
        return Span(hits.IsEmpty ? others : covered || others.IsEmpty ? hits : hits.AddRange(others));
    }

    private Interval? Category(ScoreTerm term, Evaluated value)
    {
        if (value.Node is not { } node) { return null; }
        var hits = term.Cases.Where(c => c.Category is { } category && evaluator.View.TypeFact(node, category) is not null).ToImmutableArray();
        return Span(hits.IsEmpty ? [.. term.Cases.Where(c => c.IsOther)] : hits);
    }

    private static Interval? Span(ImmutableArray<PointCase> cases) => cases.IsEmpty ? null : new(cases.Min(c => c.Points), cases.Max(c => c.Points));

    private static decimal? Round(decimal? value, int digits) => value is { } v ? Math.Round(v, digits, MidpointRounding.AwayFromZero) : null;

    private static bool Meets(Interval range, Interval value) => !Misses(range, value) && !Misses(value, range);

    private static bool Misses(Interval left, Interval right) =>
        left.High is { } high && right.Low is { } low && (high < low || (high == low && (left.HighOpen || right.LowOpen)));

    private static bool Holds(Interval range, Interval value) =>
        (range.Low is not { } low || (value.Low is { } l && (l > low || (l == low && (!range.LowOpen || value.LowOpen)))))
        && (range.High is not { } high || (value.High is { } h && (h < high || (h == high && (!range.HighOpen || value.HighOpen)))));

    private sealed record TermResult(Interval? Points, ImmutableArray<UnknownReason> Reasons, ProofNode Proof, bool IsCondition);
}
