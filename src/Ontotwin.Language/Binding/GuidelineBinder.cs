using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Binding;

/// <summary>Binds guidelines.</summary>
internal sealed class GuidelineBinder(BindingScope scope)
{
    private static readonly ImmutableArray<string> Languages = ["en", "zh"];
    private static readonly ImmutableArray<string> Certainties = ["low", "moderate", "high"];
    private static readonly ImmutableArray<string> Urgencies = ["routine", "soon", "urgent", "emergency"];
    private static readonly ImmutableArray<string> Resolutions = ["defer", "prefer-first", "prefer-second", "both", "undecided"];
    private readonly RuleExpressionBinder expressions = new(scope);

    public GuidelineDeclaration? Bind(TwinParser.GuidelineDeclarationContext tree)
    {
        var name = SyntaxText.Name(tree.qualifiedName());
        var items = tree.guidelineItem().Where(i => !SyntaxText.IsBroken(i)).ToList();
        var citations = items.OfType<TwinParser.GuidelineCitationContext>().Select(c => BindCitation(c.citation())).ToImmutableArray();
        if (citations.IsEmpty && !scope.IsDamaged(tree)) { scope.Report("OT1310", tree.qualifiedName(), $"guideline '{name}' has no citation", "cite \"…\" published 2024-03-13 at \"section …\""); }
        var rules = items.OfType<TwinParser.GuidelineRuleContext>().Select(r => BindRule(r, name)).OfType<RuleDeclaration>().ToImmutableArray();
        var conflicts = items.OfType<TwinParser.GuidelineConflictContext>().Select(c => BindConflict(c, name)).OfType<ConflictDeclaration>().ToImmutableArray();
        var reviewed = items.OfType<TwinParser.GuidelineTranslationContext>().FirstOrDefault()?.GetChild(2).GetText() == "reviewed";
        return citations.IsEmpty ? null : new GuidelineDeclaration(name, SyntaxText.Version(tree.version()), scope.Module, citations[0], rules, conflicts, reviewed, scope.SpanOf(tree))
        {
            AlsoCites = citations[1..],
        };
    }

    public static Citation BindCitation(TwinParser.CitationContext tree)
    {
        var citation = new Citation(SyntaxText.String(tree.STRING()), null, null, null, null);
        foreach (var detail in tree.citationDetail())
        {
            citation = detail.GetChild(0).GetText() switch
            {
                "published" => citation with { Published = Date(detail.DATE().GetText()) },
                "at" => citation with { Section = SyntaxText.String(detail.STRING()) },
                _ when detail.GetChild(1).GetText() == "from" => citation with { ValidFrom = Date(detail.DATE().GetText()) },
                _ => citation with { ValidUntil = Date(detail.DATE().GetText()) },
            };
        }
        return citation;
    }

    public static BilingualText? BindText(IEnumerable<TwinParser.LanguageTextContext> texts)
    {
        var byLanguage = texts.ToLookup(t => t.GetChild(0).GetText(), t => SyntaxText.String(t.STRING()));
        var (en, zh) = (byLanguage["en"].FirstOrDefault(), byLanguage["zh"].FirstOrDefault());
        return en is null && zh is null ? null : new BilingualText(en ?? zh!, zh ?? en!);
    }

    private static DateOnly? Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private RuleDeclaration? BindRule(TwinParser.GuidelineRuleContext tree, string guideline)
    {
        var name = SyntaxText.Name(tree.qualifiedName());
        var items = tree.ruleItem();
        var whens = items.OfType<TwinParser.RuleWhenContext>().Select(w => expressions.Bind(w.expression())).ToList();
        var unless = items.OfType<TwinParser.RuleUnlessContext>().Select(u => (Tree: u, Bound: expressions.Bind(u.expression()))).ToList();
        var action = items.OfType<TwinParser.RuleActionContext>().Select(BindAction).FirstOrDefault();
        var raises = items.OfType<TwinParser.RuleRaiseContext>().Select(r => BindRaise(r, guideline)).FirstOrDefault();
        var grade = items.OfType<TwinParser.RuleGradeContext>().Select(BindGrade).FirstOrDefault();
        var because = BindText(items.OfType<TwinParser.RuleBecauseContext>().SelectMany(b => b.because().languageText()));
        Demand(tree, name, whens.Count > 0, "when");
        Demand(tree, name, items.Any(i => i is TwinParser.RuleActionContext or TwinParser.RuleRaiseContext), "recommend");
        Demand(tree, name, items.Any(i => i is TwinParser.RuleGradeContext), "strength");
        Demand(tree, name, because is not null, "because");
        if (whens.Count == 0 || whens.Contains(null) || unless.Any(u => u.Bound is null) || (action is null && raises is null) || grade is null || because is null) { return null; }
        CheckLanguages(items, name);
        var rule = new RuleDeclaration(
            name, $"{guideline}.{name}", Conjunction(whens!), [.. unless.Select(u => new UnlessClause(u.Bound!, u.Tree.because() is { } b ? BindText(b.languageText()) : null))],
            action, grade, because, scope.SpanOf(tree)) { Raises = raises };
        return WithDetails(rule, items, guideline);
    }

    private RuleDeclaration WithDetails(RuleDeclaration rule, TwinParser.RuleItemContext[] items, string guideline) => rule with
    {
        Patient = BindText(items.OfType<TwinParser.RulePatientContext>().SelectMany(p => p.languageText())),
        Overrides = BindOverrides(items, guideline),
        Alternatives = [.. items.OfType<TwinParser.RuleAlternativeContext>().Select(BindAlternative).OfType<RuleAction>()],
        Expects = [.. items.OfType<TwinParser.RuleExpectsContext>().Select(BindExpects)],
        Monitors = [.. items.OfType<TwinParser.RuleMonitorContext>().Select(m => new Monitoring(SyntaxText.Name(m.name()), expressions.Quantity(m.quantity(0)), expressions.Quantity(m.quantity(1))))],
        Missing = items.OfType<TwinParser.RuleMissingContext>().SelectMany(BindMissing).DistinctBy(p => p.Key).ToImmutableDictionary(),
        Urgency = items.OfType<TwinParser.RuleUrgencyContext>().Select(u => BindUrgency(u.name())).FirstOrDefault() ?? "routine",
        Causal = items.OfType<TwinParser.RuleCausalContext>().Select(BindReliance).FirstOrDefault(),
        Citation = items.OfType<TwinParser.RuleCitationContext>().Select(c => BindCitation(c.citation())).FirstOrDefault(),
        AlsoCites = [.. items.OfType<TwinParser.RuleCitationContext>().Skip(1).Select(c => BindCitation(c.citation()))],
    };

    private static Expression Conjunction(List<Expression> parts) =>
        parts.Count == 1 ? parts[0] : new OperatorExpression("and", [.. parts]) { Span = parts[0].Span };

    private void Demand(TwinParser.GuidelineRuleContext tree, string rule, bool isThere, string what)
    {
        if (!isThere && !scope.IsDamaged(tree)) { scope.Report("OT1311", tree.qualifiedName(), $"rule '{rule}' has no '{what}'"); }
    }

    private void CheckLanguages(TwinParser.RuleItemContext[] items, string rule)
    {
        foreach (var texts in items.OfType<TwinParser.RuleBecauseContext>().Select(b => b.because().languageText()).Concat(items.OfType<TwinParser.RulePatientContext>().Select(p => p.languageText())))
        {
            foreach (var language in Languages.Except(texts.Select(t => t.GetChild(0).GetText())))
            {
                scope.Report("OT1312", texts[0], $"rule '{rule}' has no '{language}' text here", "every clinical text is in English and Chinese", Ontotwin.Values.Severity.Warning);
            }
        }
    }

    private RuleAction? BindAction(TwinParser.RuleActionContext tree)
    {
        if (scope.Class(tree.target) is not { } target) { return null; }
        var goal = tree.goal is { } g ? scope.Individual(g)?.LocalName : null;
        var wording = tree.STRING() is [var en, var zh] ? new BilingualText(SyntaxText.String(en), SyntaxText.String(zh)) : null;
        return new RuleAction(tree.contra is not null, SyntaxText.Name(tree.verb), target.Iri, target.Name, goal) { Wording = wording };
    }

    private RuleAction? BindAlternative(TwinParser.RuleAlternativeContext tree) =>
        scope.Class(tree.target) is { } target ? new RuleAction(false, SyntaxText.Name(tree.verb), target.Iri, target.Name, null) : null;

    private UrgencyRaise? BindRaise(TwinParser.RuleRaiseContext tree, string guideline) =>
        Rule(tree.qualifiedName(), guideline) is { } rule && BindUrgency(tree.name()) is { } urgency ? new UrgencyRaise(rule, urgency) : null;

    private Grade? BindGrade(TwinParser.RuleGradeContext tree)
    {
        var strength = SyntaxText.Name(tree.name());
        if (strength is not ("strong" or "conditional" or "weak"))
        {
            scope.Report("OT1313", tree.name(), $"'{strength}' is not a strength", "GRADE knows strong and conditional");
            return null;
        }
        var certainty = tree.certainty().name() is { } name ? SyntaxText.Name(name) : "very low";
        var level = certainty == "very low" ? 0 : Certainties.IndexOf(certainty) + 1;
        if (level == 0 && certainty != "very low")
        {
            scope.Report("OT1314", tree.certainty(), $"'{certainty}' is not a certainty", "GRADE knows very low, low, moderate and high");
            return null;
        }
        return new Grade(strength == "strong", tree.direction.Text == "for", level, tree.STRING() is { } native ? SyntaxText.String(native) : null);
    }

    private ImmutableArray<string> BindOverrides(TwinParser.RuleItemContext[] items, string guideline) =>
        [.. items.OfType<TwinParser.RuleGradeContext>().SelectMany(g => g.qualifiedName())
            .Concat(items.OfType<TwinParser.RuleOverridesContext>().SelectMany(o => o.qualifiedName()))
            .Select(n => Rule(n, guideline)).OfType<string>()];

    /// <summary>Full name of a rule given by its own or its full name; reports one that is not there.</summary>
    private string? Rule(TwinParser.QualifiedNameContext tree, string guideline)
    {
        var name = SyntaxText.Name(tree);
        if (scope.Names.Rules.Contains($"{guideline}.{name}")) { return $"{guideline}.{name}"; }
        if (scope.Names.Rules.Contains(name)) { return name; }
        scope.Report("OT1315", tree, $"there is no rule '{name}'", Suggest.From(name, scope.Names.Rules));
        return null;
    }

    private static ExpectedEffect BindExpects(TwinParser.RuleExpectsContext tree)
    {
        var names = tree.name().Select(SyntaxText.Name).ToList();
        return new ExpectedEffect(names[0], tree.direction.Text == "up", [.. names.Skip(1)]);
    }

    private static IEnumerable<KeyValuePair<string, MissingPolicy>> BindMissing(TwinParser.RuleMissingContext tree)
    {
        var policies = tree.children.Where(c => c.GetText() is "ask" or "abstain" && c is Antlr4.Runtime.Tree.ITerminalNode).Select(c => c.GetText() == "ask" ? MissingPolicy.Ask : MissingPolicy.Abstain);
        return tree.name().Select(SyntaxText.Name).Zip(policies, KeyValuePair.Create);
    }

    private string? BindUrgency(TwinParser.NameContext tree)
    {
        var urgency = SyntaxText.Name(tree);
        if (Urgencies.Contains(urgency)) { return urgency; }
        scope.Report("OT1316", tree, $"'{urgency}' is not an urgency", "routine, soon, urgent, emergency");
        return null;
    }

    private CausalReliance? BindReliance(TwinParser.RuleCausalContext tree)
    {
        var names = tree.name().Select(SyntaxText.Name).ToList();
        if (scope.Names.CausalGraphs.Contains(names[0])) { return new CausalReliance(names[0], names[1], names[2]); }
        scope.Report("OT1317", tree, $"there is no causal graph '{names[0]}'", Suggest.From(names[0], scope.Names.CausalGraphs));
        return null;
    }

    private ConflictDeclaration? BindConflict(TwinParser.GuidelineConflictContext tree, string guideline)
    {
        var first = Rule(tree.qualifiedName(0), guideline);
        var second = Rule(tree.qualifiedName(1), guideline);
        var resolve = string.Join('-', tree.resolution().name().Select(SyntaxText.Name));
        if (!Resolutions.Contains(resolve))
        {
            scope.Report("OT1318", tree.resolution(), $"'{resolve}' is not a way to resolve a conflict", Suggest.From(resolve, Resolutions) ?? string.Join(", ", Resolutions));
            return null;
        }
        return first is null || second is null ? null
            : new ConflictDeclaration(first, second, resolve, tree.because() is { } b ? BindText(b.languageText()) : null, scope.SpanOf(tree));
    }
}
