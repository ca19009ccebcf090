using System.Collections.Immutable;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Reasoning.Argumentation;

namespace Ontotwin.Reasoning.Concluding;

/// <summary>A rule after rules have argued.</summary>
/// <param name="Own">The rule as it stands by itself.</param>
/// <param name="Status">Its status in the end.</param>
/// <param name="Reason">Why.</param>
internal sealed record Settled(RuleResult Own, RecommendationStatus Status, BilingualText? Reason)
{
    public string Urgency { get; init; } = Own.Rule.Urgency;

    public ImmutableArray<Settled> RaisedBy { get; init; } = [];

    public ImmutableArray<UnknownReason> Open { get; init; } = Own.Open;
}

/// <summary>Judges all rules of a program, and lets them argue.</summary>
internal sealed class Concluder(TwinProgram program, Evaluator evaluator)
{
    private static readonly string[] Levels = ["routine", "soon", "urgent", "emergency"];

    public List<Attack> Attacks { get; private set; } = [];

    private IEnumerable<Attack> Fights => Attacks.Where(a => a.CanDefeat);

    public ImmutableDictionary<string, Settled> Conclude()
    {
        var judge = new RuleJudge(evaluator);
        var rules = program.Guidelines.SelectMany(g => g.Rules.Select(r => judge.Judge(g, r))).DistinctBy(r => r.Name).OrderBy(r => r.Name, StringComparer.Ordinal).ToList();
        Attacks = new AttackFinder(program).Find(rules);
        rules = [.. rules.Select(r => HeldBack(r, rules, judge))];
        var applicable = rules.Where(r => r.Standing == Standing.Applies).Select(r => r.Name).ToList();
        var labels = ArgumentFramework.Ground(applicable, [.. Fights.Select(a => (a.From, a.To))]);
        var settled = rules.Select(r => Settle(r, labels)).ToDictionary(s => s.Own.Name);
        foreach (var raising in settled.Values.Where(s => s.Status == RecommendationStatus.In && s.Own.Rule.Raises is not null).ToList()) { Raise(settled, raising); }
        return settled.ToImmutableDictionary();
    }

    /// <summary>Rank of an urgency, 0 for routine.</summary>
    public static int Level(string urgency) => Math.Max(0, Array.IndexOf(Levels, urgency));

    // A contraindication that may hold holds back what it would defeat, as an `unless` of an unknown does.
    private RuleResult HeldBack(RuleResult rule, List<RuleResult> rules, RuleJudge judge)
    {
        if (rule.Standing != Standing.Applies) { return rule; }
        var possible = rules.Where(r => r.Standing == Standing.Undecided && r.IsAgainst && r.Open.Any(o => judge.Policy(r.Rule, o) == MissingPolicy.Ask)
            && Fights.Any(a => a.From == r.Name && a.To == rule.Name)).ToList();
        if (possible.Count == 0) { return rule; }
        var open = possible.SelectMany(p => p.Open).DistinctBy(o => o.Name).ToImmutableArray();
        var why = RuleJudge.NotKnown(open);
        return rule with { Standing = Standing.Blocked, Open = open, Reason = new($"{possible[0].Name} may apply; {why.En}", $"{possible[0].Name} 可能适用；{why.Zh}") };
    }

    private Settled Settle(RuleResult rule, ImmutableDictionary<string, Label> labels)
    {
        var winning = Fights.Where(a => a.To == rule.Name && labels.GetValueOrDefault(a.From) == Label.In).ToList();
        var defeat = winning.FirstOrDefault(a => a.Kind is "contraindication" or "override" or "opposite") ?? (winning.Count > 0 ? winning[0] : null);
        switch (rule.Standing)
        {
            case Standing.Out:
                return new(rule, RecommendationStatus.Out, rule.Reason);
            case Standing.Undecided or Standing.Blocked when defeat is { Kind: "contraindication" or "override" or "opposite" }:
                return new(rule, RecommendationStatus.Out, Because(defeat)) { Open = [] };
            case Standing.Undecided:
                return new(rule, RecommendationStatus.Undecided, rule.Reason);
            case Standing.Blocked:
                return new(rule, RecommendationStatus.Blocked, rule.Reason);
        }
        return labels[rule.Name] switch
        {
            Label.In => new(rule, RecommendationStatus.In, null),
            Label.Out => new(rule, defeat!.Kind switch { "deferral" => RecommendationStatus.Undecided, "specificity" => RecommendationStatus.Superseded, _ => RecommendationStatus.Out }, Because(defeat)),
            _ => new(rule, RecommendationStatus.Undecided, Balance(rule, labels)),
        };
    }

    private BilingualText Balance(RuleResult rule, ImmutableDictionary<string, Label> labels)
    {
        var rivals = Fights.Where(a => a.To == rule.Name && labels.TryGetValue(a.From, out var label) && label == Label.Undecided).Select(a => new BilingualText($"{a.From}: {a.Reason.En}", $"{a.From}：{a.Reason.Zh}"));
        var all = ClinicalText.Join(rivals, "; ", "；");
        return new($"arguments balance: {all.En}", $"正反论据相当：{all.Zh}");
    }

    private static BilingualText Because(Attack attack) => attack.Kind == "deferral"
        ? new($"deferred: {attack.From} stands, and {attack.Reason.En}", $"暂缓：{attack.From} 成立；{attack.Reason.Zh}")
        : new($"defeated by {attack.From}: {attack.Reason.En}", $"被 {attack.From} 否定：{attack.Reason.Zh}");

    private static void Raise(Dictionary<string, Settled> settled, Settled raising)
    {
        // `possibly` is for a probability that is an interval; a model that gave nothing, or was asked out of its domain, raises nothing.
        if (raising.Own.HasSilentModel || raising.Own.HasModelOutOfDomain) { return; }
        var raise = raising.Own.Rule.Raises!;
        if (!settled.TryGetValue(raise.Rule, out var target) || Level(raise.Urgency) <= Level(target.Urgency)) { return; }
        settled[raise.Rule] = target with { Urgency = raise.Urgency, RaisedBy = target.RaisedBy.Add(raising) };
    }
}
