using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Reasoning.Argumentation;
using Ontotwin.Values;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>Writes a settled rule out as a recommendation with everything a reader may ask.</summary>
internal sealed class RecommendationBuilder(
    Evaluator evaluator, ICausalClaims causal, ImmutableDictionary<string, Settled> settled, IReadOnlyList<Attack> attacks)
{
    private readonly RuleJudge judge = new(evaluator);
    private readonly WhatIf whatIf = new(evaluator);

    public Recommendation Build(Settled s)
    {
        var (rule, holes) = (s.Own.Rule, new Holes(evaluator, s.Own.Rule));
        var claim = rule.Causal is { } reliance ? causal.Claim(reliance.Graph, reliance.Treatment, reliance.Outcome) : null;
        var against = attacks.Where(a => a.To == rule.FullName && Speaks(a.From)).ToList();
        var citation = rule.Citation ?? s.Own.Guideline.Citation;
        var also = rule.Citation is null ? s.Own.Guideline.AlsoCites : rule.AlsoCites;
        var action = Action(rule);
        var proof = Proof(s, action, citation, claim, against);
        var nodes = proof.All().ToList();
        var times = nodes.Where(n => n.Kind is ProofKind.Value or ProofKind.Feature or ProofKind.Conflict && n.At is not null).Select(n => n.At!.Value).OrderBy(t => t.Earliest).ToList();
        var unknowns = Unknowns(s, nodes);
        return new(rule.FullName, s.Status, action, holes.Fill(rule.Because), proof, evaluator.AsOf)
        {
            Guideline = s.Own.Guideline.Name,
            GuidelineVersion = s.Own.Guideline.Version,
            Citation = citation,
            AlsoCites = also,
            IsCitationExpired = IsExpired(citation) || also.Any(IsExpired),
            Grade = rule.Grade,
            Urgency = s.Urgency,
            UrgencyRaisedBy = [.. s.RaisedBy.Select(r => r.Own.Name)],
            Patient = rule.Patient is { } patient ? holes.Fill(patient) : null,
            StatusReason = s.Reason,
            Unknowns = unknowns,
            Ask = [.. unknowns.Where(u => u.ChangesAnswer && u.Policy == MissingPolicy.Ask && u.Reason.Kind != UnknownKind.OutOfRange).Select(u => u.Reason.Name).Distinct()],
            Assumptions = [.. nodes.Where(n => n.Kind == ProofKind.Assumption).Select(n => n.Text).Distinct()],
            Checked = Checked(s),
            Alternatives = [.. rule.Alternatives.Select(a => ActionWords.Action(evaluator.Ontology, a))],
            AttackedBy = [.. against.Select(a => Link(a))],
            DefendedBy = [.. against.SelectMany(a => attacks.Where(d => d.CanDefeat && d.To == a.From && Speaks(d.From) && d.From != rule.FullName)).DistinctBy(d => d.From).Select(Link)],
            Models = [.. s.RaisedBy.SelectMany(r => r.Own.Models).Concat(s.Own.Models).DistinctBy(m => m.Model)],
            Causal = claim,
            Expects = rule.Expects,
            Monitors = rule.Monitors,
            WhatIf = whatIf.Of(s.Own, s.Status),
            NewestData = times.Count > 0 ? times[^1] : null,
            OldestData = times.Count > 0 ? times[0] : null,
            ChineseReviewed = s.Own.Guideline.ChineseReviewed,
            RulesetHash = evaluator.Program.Hash,
        };
    }

    private bool Speaks(string rule) => settled.TryGetValue(rule, out var found) && found.Own.Standing == Standing.Applies;

    private ArgumentLink Link(Attack attack) => new(attack.From, attack.Kind, attack.Reason, settled[attack.From].Status == RecommendationStatus.In);

    private bool IsExpired(Citation citation)
    {
        var today = DateOnly.FromDateTime(evaluator.AsOf.DateTime);
        return citation.ValidUntil < today || (citation.ValidFrom ?? citation.Published) > today;
    }

    private RecommendedAction Action(RuleDeclaration rule)
    {
        if (rule.Action is { } action) { return ActionWords.Action(evaluator.Ontology, action); }
        var raise = rule.Raises;
        var words = new BilingualText($"raise the urgency of {raise?.Rule} to {raise?.Urgency}", $"将 {raise?.Rule} 的紧急程度提高为{RecommendationWords.Urgency(raise?.Urgency).Zh}");
        var target = raise is not null && settled.TryGetValue(raise.Rule, out var raised) ? raised.Own.Rule.Action?.Target : null;
        return new(false, "raise", target ?? Ontology.OntologyModel.Term("RecommendedAction"), words, null, null);
    }

    private ImmutableArray<UnknownInput> Unknowns(Settled s, List<ProofNode> nodes)
    {
        var decisive = s.Open.Select(o => o.Name).ToHashSet();
        return [.. s.Open.Concat(nodes.Where(n => n.Kind == ProofKind.Unknown && n.Children.IsEmpty && n.Reason is not null).Select(n => n.Reason!))
            .DistinctBy(r => r.Name)
            .Select(r => new UnknownInput(r, decisive.Contains(r.Name), judge.Policy(s.Own.Rule, r), HowToGet.Words(evaluator.Ontology, r)))
            .OrderByDescending(u => u.ChangesAnswer)];
    }

    private ImmutableArray<CheckedException> Checked(Settled s)
    {
        var own = s.Own.Exceptions.Select(e => new CheckedException(e.Words, e.Truth, null));
        var others = attacks.Where(a => a.To == s.Own.Name && a.Kind is "contraindication" or "override" && a.To == s.Own.Name).Select(a => settled[a.From]).DistinctBy(r => r.Own.Name)
            .Select(r => new CheckedException(r.Own.When.Proof.Text.En.Length > 0 ? new Holes(evaluator, r.Own.Rule).Fill(r.Own.Rule.Because) : r.Own.Rule.Because, r.Own.When.Truth ?? Truth.Unknown, r.Own.Name));
        return [.. own, .. others];
    }

    private ProofNode Proof(Settled s, RecommendedAction action, Citation citation, CausalClaim? claim, List<Attack> against)
    {
        var status = StatusWords.Of(s.Status);
        var text = s.Reason is { } reason ? new BilingualText($"{action.Wording.En}: {status.En} ({reason.En})", $"{action.Wording.Zh}：{status.Zh}（{reason.Zh}）")
            : new($"{action.Wording.En}: {status.En}", $"{action.Wording.Zh}：{status.Zh}");
        var children = ImmutableArray.CreateBuilder<ProofNode>();
        children.Add(RuleNode(s.Own, citation));
        foreach (var attack in against) { children.Add(Argument(attack)); }
        foreach (var raised in s.RaisedBy) { children.Add(Raised(raised)); }
        if (claim is not null) { children.Add(new(ProofKind.CausalClaim, claim.Words) { Rule = claim.Graph }); }
        return new(ProofKind.Recommendation, text) { Rule = s.Own.Name, RuleVersion = s.Own.Guideline.Version, Citation = citation, Children = children.ToImmutable() };
    }

    private static ProofNode RuleNode(RuleResult own, Citation citation)
    {
        var section = citation.Section is { } at ? ", " + at : "";
        var unless = own.Exceptions.Select(e => new ProofNode(ProofKind.Condition, new($"unless: {e.Words.En}", $"除非：{e.Words.Zh}")) { Truth = e.Truth, Children = [e.Found.Proof] });
        return new(ProofKind.Rule, new($"{citation.Text}{section}", $"{citation.Text}{section}"))
        {
            Rule = own.Name,
            RuleVersion = own.Guideline.Version,
            Citation = citation,
            Truth = own.When.Truth,
            Children = [own.When.Proof, .. unless],
        };
    }

    private ProofNode Argument(Attack attack)
    {
        var from = settled[attack.From];
        var stands = from.Status == RecommendationStatus.In ? new BilingualText("stands", "成立") : new("does not stand", "不成立");
        return new(ProofKind.Argument, new($"against ({attack.Kind}): {attack.From}, {attack.Reason.En}: {stands.En}", $"反对（{attack.Kind}）：{attack.From}，{attack.Reason.Zh}：{stands.Zh}"))
        {
            Rule = attack.From,
            RuleVersion = from.Own.Guideline.Version,
            Citation = from.Own.Rule.Citation ?? from.Own.Guideline.Citation,
            Truth = (from.Status == RecommendationStatus.In).ToTruth(),
            Children = [from.Own.When.Proof],
        };
    }

    private ProofNode Raised(Settled raising)
    {
        var because = new Holes(evaluator, raising.Own.Rule).Fill(raising.Own.Rule.Because);
        var level = raising.Own.Rule.Raises!.Urgency;
        return new(ProofKind.Argument, new($"urgency raised to {level}: {because.En}", $"紧急程度提高为“{RecommendationWords.Urgency(level).Zh}”：{because.Zh}"))
        {
            Rule = raising.Own.Name,
            RuleVersion = raising.Own.Guideline.Version,
            Citation = raising.Own.Rule.Citation ?? raising.Own.Guideline.Citation,
            Truth = Truth.True,
            Children = [raising.Own.When.Proof],
        };
    }
}
