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
        var stated = Stated(rule);
        if (evaluator.Death() is { Truth: Truth.True } death) { return OfTheDead(guideline, rule, death, stated); }
        var when = evaluator.Evaluate(rule.When);
        var outputs = Models(rule);
        ImmutableArray<RuleException> exceptions = [.. stated, .. Objection(rule)];
        var result = new RuleResult(guideline, rule, when, exceptions, Standing.Out) { Models = [.. outputs.Select(m => m.Model).OfType<ModelPrediction>()], HasSilentModel = outputs.Any(m => m.IsUnknown) };
        BilingualText? holding = exceptions.Any(e => e.Truth == Truth.True) ? ClinicalText.Join(exceptions.Where(e => e.Truth == Truth.True).Select(e => e.Words), "; ", "；") : null;
        var open = exceptions.Where(e => e.Truth == Truth.Unknown).SelectMany(e => e.Found.Reasons).DistinctBy(r => r.Name).ToImmutableArray();
        if (when.Truth == Truth.False) { return result with { Reason = FirstFalse(rule.When) }; }
        if (when.Truth != Truth.True) { return Unknown(result, holding, open); }
        if (holding is not null) { return result with { Standing = Standing.Blocked, Reason = holding }; }
        return exceptions.Any(e => e.Truth == Truth.Unknown)
            ? result with { Standing = Standing.Blocked, Open = open, Reason = NotKnown(open) }
            : result with { Standing = Standing.Applies };
    }

    private ImmutableArray<RuleException> Stated(RuleDeclaration rule)
    {
        var holes = new Holes(evaluator, rule);
        return [.. rule.Unless.Select(u => (Stated: u, Found: evaluator.Evaluate(u.Condition)))
            .Select(u => new RuleException(u.Stated.Condition, u.Found, u.Stated.Because is { } because ? holes.Fill(because) : u.Found.Proof.Text))];
    }

    // Rules are for the living: none applies once the person has died.
    private static RuleResult OfTheDead(GuidelineDeclaration guideline, RuleDeclaration rule, Evaluated death, ImmutableArray<RuleException> stated)
    {
        var text = new BilingualText($"{death.Proof.Text.En}: the rule is for the living", $"{death.Proof.Text.Zh}：该规则仅适用于在世者");
        var when = new Evaluated(new(ProofKind.Condition, text) { Truth = Truth.False, Children = [death.Proof] }) { Truth = Truth.False };
        return new(guideline, rule, when, stated, Standing.Out) { Reason = text };
    }

    // Whatever the rule itself excepts, nobody is given a medicine of a class that they are allergic to or must not be given.
    private IEnumerable<RuleException> Objection(RuleDeclaration rule) =>
        rule.Action is { IsContraindication: false } action && rule.Grade.IsFor && evaluator.Objection(action.Target) is { Truth: not Truth.False } found ? [new(null, found, found.Proof.Text)] : [];

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

    private ImmutableArray<Evaluated> Models(RuleDeclaration rule) =>
        [.. rule.Unless.Select(u => u.Condition).Prepend(rule.When).SelectMany(ExpressionTree.All).OfType<NamedExpression>()
            .Where(n => n.Kind == NamedKind.Model).Select(n => n.Name).Distinct().Select(evaluator.Model).OfType<Evaluated>()];
}
