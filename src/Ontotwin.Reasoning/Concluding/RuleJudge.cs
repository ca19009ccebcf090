using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>Evaluates a rule's conditions.</summary>
internal sealed class RuleJudge(Evaluator evaluator)
{
    public RuleResult Judge(GuidelineDeclaration guideline, RuleDeclaration rule)
    {
        ImmutableArray<Evaluated> unless = [.. rule.Unless.Select(u => evaluator.Evaluate(u.Condition))];
        if (evaluator.Death() is { Truth: Truth.True } death) { return OfTheDead(guideline, rule, death, unless); }
        var when = evaluator.Evaluate(rule.When);
        var outputs = Models(rule);
        var result = new RuleResult(guideline, rule, when, unless, Standing.Out) { Models = [.. outputs.Select(m => m.Model).OfType<ModelPrediction>()], HasSilentModel = outputs.Any(m => m.IsUnknown), Objection = Objection(rule) };
        ImmutableArray<Evaluated> exceptions = result.Objection is { } objection ? [.. unless, objection] : unless;
        var holding = Enumerable.Range(0, exceptions.Length).Where(i => exceptions[i].Truth == Truth.True).ToList();
        var open = exceptions.Where(u => u.Truth is null or Truth.Unknown).SelectMany(u => u.Reasons).DistinctBy(r => r.Name).ToImmutableArray();
        var anyOpen = exceptions.Any(u => u.Truth is null or Truth.Unknown);
        if (when.Truth == Truth.False) { return result with { Reason = FirstFalse(rule.When) }; }
        if (when.Truth != Truth.True) { return Unknown(result, holding.Count > 0 ? Exception(rule, exceptions, holding) : null, open); }
        if (holding.Count > 0) { return result with { Standing = Standing.Blocked, Reason = Exception(rule, exceptions, holding) }; }
        return anyOpen
            ? result with { Standing = Standing.Blocked, Open = open, Reason = NotKnown(open) }
            : result with { Standing = Standing.Applies };
    }

    // Rules are for the living: none applies once the person has died.
    private static RuleResult OfTheDead(GuidelineDeclaration guideline, RuleDeclaration rule, Evaluated death, ImmutableArray<Evaluated> unless)
    {
        var text = new BilingualText($"{death.Proof.Text.En}: the rule is for the living", $"{death.Proof.Text.Zh}：该规则仅适用于在世者");
        var when = new Evaluated(new(ProofKind.Condition, text) { Truth = Truth.False, Children = [death.Proof] }) { Truth = Truth.False };
        return new(guideline, rule, when, unless, Standing.Out) { Reason = text };
    }

    // Whatever the rule itself excepts, nobody is given a medicine of a class that they are allergic to or must not be given.
    private Evaluated? Objection(RuleDeclaration rule) =>
        rule.Action is { IsContraindication: false } action && rule.Grade.IsFor && evaluator.Objection(action.Target) is { Truth: not Truth.False } objection ? objection : null;

    /// <summary>What a missing input does in a rule; a policy for a class holds for the classes below it.</summary>
    public MissingPolicy Policy(RuleDeclaration rule, UnknownReason reason)
    {
        if (rule.Missing.TryGetValue(reason.Name, out var policy)) { return policy; }
        var above = reason.Class is { } type ? evaluator.Ontology.Classes.GetValueOrDefault(type)?.Ancestors ?? [] : [];
        foreach (var ancestor in above)
        {
            if (rule.Missing.TryGetValue(ancestor.LocalName, out var inherited)) { return inherited; }
        }
        return MissingPolicy.Ask;
    }

    /// <summary>Words for unknowns that decide.</summary>
    public static BilingualText NotKnown(ImmutableArray<UnknownReason> open)
    {
        var all = ClinicalText.Join(open.Select(r => r.Text), "; ", "；");
        return new($"not known: {all.En}", $"未知：{all.Zh}");
    }

    private RuleResult Unknown(RuleResult result, BilingualText? exception, ImmutableArray<UnknownReason> openUnless)
    {
        if (exception is not null) { return result with { Reason = exception }; }
        if (Abstains(result.Rule, result.When)) { return result with { Reason = NotKnown(result.When.Reasons) }; }
        var open = result.When.Reasons.Concat(openUnless).DistinctBy(r => r.Name).ToImmutableArray();
        return result with { Standing = Standing.Undecided, Open = open, Reason = NotKnown(open) };
    }

    // A condition that is unknown only through inputs that the rule does not ask for silences the rule.
    private bool Abstains(RuleDeclaration rule, Evaluated when) =>
        OnlyAbstained(rule, when) || ExpressionTree.Conjuncts(rule.When).Select(evaluator.Evaluate).Any(c => c.Truth is null or Truth.Unknown && OnlyAbstained(rule, c));

    private bool OnlyAbstained(RuleDeclaration rule, Evaluated condition) =>
        !condition.Reasons.IsEmpty && condition.Reasons.All(r => Policy(rule, r) == MissingPolicy.Abstain);

    private BilingualText? FirstFalse(Expression when)
    {
        var failing = ExpressionTree.Conjuncts(when).Select(evaluator.Evaluate).FirstOrDefault(c => c.Truth == Truth.False);
        return failing is null ? null : new($"does not hold: {failing.Proof.Text.En}", $"不成立：{failing.Proof.Text.Zh}");
    }

    private BilingualText Exception(RuleDeclaration rule, ImmutableArray<Evaluated> exceptions, List<int> holding) =>
        ClinicalText.Join(holding.Select(i => i < rule.Unless.Length && rule.Unless[i].Because is { } because ? new Holes(evaluator, rule).Fill(because) : exceptions[i].Proof.Text), "; ", "；");

    private ImmutableArray<Evaluated> Models(RuleDeclaration rule) =>
        [.. rule.Unless.Select(u => u.Condition).Prepend(rule.When).SelectMany(ExpressionTree.All).OfType<NamedExpression>()
            .Where(n => n.Kind == NamedKind.Model).Select(n => n.Name).Distinct().Select(evaluator.Model).OfType<Evaluated>()];
}
