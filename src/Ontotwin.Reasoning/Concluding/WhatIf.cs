using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>What one value would have to be for the rule to stand otherwise, where the rule compares it with a constant.</summary>
internal sealed class WhatIf(Evaluator evaluator)
{
    private const int MostShown = 6;

    public ImmutableArray<Counterfactual> Of(RuleResult rule, RecommendationStatus status)
    {
        if (status is not (RecommendationStatus.In or RecommendationStatus.Blocked or RecommendationStatus.Undecided)) { return []; }
        var parts = ExpressionTree.Conjuncts(rule.Rule.When).Select(e => new Part(e, evaluator.Evaluate(e), false))
            .Concat(rule.Exceptions.Select(e => new Part(e.Condition, e.Found, true))).ToList();
        var found = ImmutableArray.CreateBuilder<Counterfactual>();
        foreach (var part in parts)
        {
            foreach (var wanted in new[] { Truth.True, Truth.False })
            {
                if (part.Value.Truth == wanted || found.Count >= MostShown) { continue; }
                var then = Standing(parts, part, wanted);
                if (then != status && Describe(part, wanted, then) is { } counterfactual) { found.Add(counterfactual); }
            }
        }
        return found.ToImmutable();
    }

    private static RecommendationStatus Standing(List<Part> parts, Part changed, Truth to)
    {
        Truth TruthOf(Part p) => ReferenceEquals(p, changed) ? to : p.Value.Truth ?? Truth.Unknown;
        var when = parts.Where(p => !p.IsUnless).Aggregate(Truth.True, (t, p) => t.And(TruthOf(p)));
        var unless = parts.Where(p => p.IsUnless).Aggregate(Truth.False, (t, p) => t.Or(TruthOf(p)));
        return when == Truth.False ? RecommendationStatus.Out
            : when == Truth.Unknown ? unless == Truth.True ? RecommendationStatus.Out : RecommendationStatus.Undecided
            : unless == Truth.False ? RecommendationStatus.In : RecommendationStatus.Blocked;
    }

    private Counterfactual? Describe(Part part, Truth wanted, RecommendationStatus status)
    {
        if (part.Expression is not OperatorExpression { Operator: "<" or "<=" or ">" or ">=", Operands: [var left, QuantityLiteral bound] } comparison) { return null; }
        if (left is CoalesceExpression { Choices: [var preferred, ..] }) { left = preferred; }
        var (name, type) = left switch
        {
            WindowExpression { Function: "latest" } window => (window.Subject, window.Class),
            NamedExpression { Kind: NamedKind.Score or NamedKind.Feature or NamedKind.Model } named => (named.Name, null),
            _ => (null, null),
        };
        if (name is null) { return null; }
        var op = wanted == Truth.True ? comparison.Operator : comparison.Operator switch { "<" => ">=", "<=" => ">", ">" => "<=", _ => "<" };
        var values = op switch
        {
            "<" => new Interval(null, bound.Value, HighOpen: true),
            "<=" => new(null, bound.Value),
            ">" => new(bound.Value, null, LowOpen: true),
            _ => new(bound.Value, null),
        };
        var shown = ClinicalText.Value(values, bound.Unit);
        var (en, zh) = type is null ? (name, name) : (evaluator.Ontology.Label(type, "en"), evaluator.Ontology.Label(type, "zh"));
        var label = StatusWords.Of(status);
        return new(name, type, values, bound.Unit, status, new($"with {en} {shown.En} it would be {label.En}", $"若{zh} {shown.Zh}，则为{label.Zh}"));
    }

    private sealed record Part(Expression? Expression, Evaluated Value, bool IsUnless);
}
