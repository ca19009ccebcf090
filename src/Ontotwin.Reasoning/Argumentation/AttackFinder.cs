using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning.Concluding;

namespace Ontotwin.Reasoning.Argumentation;

/// <summary>Which rules speak against which: by what they declare, and by what they say of one action.</summary>
internal sealed class AttackFinder(TwinProgram program)
{
    private OntologyModel Ontology => program.Ontology;

    /// <summary>All attacks between these rules, whether they apply or not.</summary>
    public List<Attack> Find(IReadOnlyList<RuleResult> rules)
    {
        var byName = rules.ToDictionary(r => r.Name);
        var attacks = new List<Attack>();
        foreach (var rule in rules)
        {
            foreach (var loser in rule.Rule.Overrides.Where(byName.ContainsKey)) { attacks.Add(new(rule.Name, loser, "override", Says(rule))); }
            foreach (var other in rules.Where(o => !ReferenceEquals(o, rule))) { attacks.AddRange(Opposing(rule, other)); }
        }
        foreach (var conflict in program.Guidelines.SelectMany(g => g.Conflicts)) { attacks.AddRange(Declared(conflict)); }
        return [.. attacks.Where(a => byName.ContainsKey(a.From) && byName.ContainsKey(a.To) && May(byName[a.From], byName[a.To])).DistinctBy(a => (a.From, a.To))];
    }

    // A model asked out of its domain argues nothing; no model argues away a contraindication.
    private static bool May(RuleResult from, RuleResult to) => !from.HasModelOutOfDomain && !(to.IsAgainst && !from.Models.IsEmpty);

    private static IEnumerable<Attack> Declared(ConflictDeclaration conflict)
    {
        var because = conflict.Because ?? new("the two are not given together", "两者不宜同时进行");
        return conflict.Resolve switch
        {
            "defer" => [new(conflict.Second, conflict.First, "deferral", because)],
            "prefer-first" => [new(conflict.First, conflict.Second, "conflict", because)],
            "prefer-second" => [new(conflict.Second, conflict.First, "conflict", because)],
            "undecided" => [new(conflict.First, conflict.Second, "conflict", because), new(conflict.Second, conflict.First, "conflict", because)],
            _ => [new(conflict.First, conflict.Second, "noted", because), new(conflict.Second, conflict.First, "noted", because)],
        };
    }

    private IEnumerable<Attack> Opposing(RuleResult rule, RuleResult other)
    {
        if (rule.Rule.Action is not { } mine || other.Rule.Action is not { } theirs || mine.Verb != theirs.Verb) { yield break; }
        var covers = Ontology.IsSubClass(theirs.Target, mine.Target);
        if (mine.IsContraindication && !other.IsAgainst && covers) { yield return new(rule.Name, other.Name, "contraindication", Says(rule)); }
        else if (rule.IsAgainst != other.IsAgainst && !theirs.IsContraindication && covers && Weight(rule) >= Weight(other)) { yield return new(rule.Name, other.Name, "opposite", Says(rule)); }
        else if (rule.IsAgainst == other.IsAgainst && mine.Goal == theirs.Goal && mine.Target != theirs.Target && Ontology.IsSubClass(mine.Target, theirs.Target))
        {
            yield return new(rule.Name, other.Name, "specificity", new($"{Label(mine.Target, "en")} is more specific than {Label(theirs.Target, "en")}", $"{Label(mine.Target, "zh")}较{Label(theirs.Target, "zh")}更为具体"));
        }
    }

    private static int Weight(RuleResult rule) => (rule.Rule.Grade.IsStrong ? 4 : 0) + rule.Rule.Grade.Certainty;

    private string Label(Iri target, string language) => Ontology.Label(target, language);

    private BilingualText Says(RuleResult rule) => rule.Rule.Action is { } action ? ActionWords.Of(Ontology, action) : new(rule.Name, rule.Name);
}
