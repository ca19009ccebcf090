using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;

namespace Ontotwin.Language.Binding;

/// <summary>Binds features, models and causal graphs.</summary>
internal sealed class ModelBinder(BindingScope scope)
{
    private static readonly ImmutableArray<string> FeatureFunctions =
        ["min", "max", "mean", "median", "sum", "count", "slope", "sd", "percentile", "last"];

    private readonly RuleExpressionBinder expressions = new(scope);

    public FeatureDeclaration? Bind(TwinParser.FeatureDeclarationContext tree)
    {
        var series = scope.Class(tree.name(1));
        var function = SyntaxText.Name(tree.function);
        if (!FeatureFunctions.Contains(function)) { scope.Report("OT1340", tree.function, $"'{function}' is not a function of series", Suggest.From(function, FeatureFunctions) ?? string.Join(", ", FeatureFunctions)); }
        if (series is null) { return null; }
        if (!scope.Ontology.IsSubClass(series.Iri, OntologyModel.Term("Series"))) { scope.Report("OT2110", tree.name(1), $"hdt:{series.Name} is not a kind of series", "declare it below hdt:Series"); }
        if (tree.within1 is null && tree.per is null) { scope.Report("OT1341", tree, "a feature says over what time it is computed", "within 7 'd', or per 1 'd'"); }
        return new FeatureDeclaration(
            SyntaxText.Name(tree.name(0)), series.Iri, function, tree.signedNumber() is { } argument ? SyntaxText.Number(argument) : null,
            Quantity(tree.within1), Quantity(tree.per), Quantity(tree.valid), scope.SpanOf(tree));
    }

    public ModelDeclaration? Bind(TwinParser.ModelDeclarationContext tree)
    {
        var items = tree.modelItem().Where(i => !SyntaxText.IsBroken(i)).ToList();
        var inputs = items.OfType<TwinParser.ModelInputItemContext>().Select(BindInput).OfType<ModelInput>().ToImmutableArray();
        var output = items.OfType<TwinParser.ModelOutputItemContext>().FirstOrDefault();
        if (output is null || inputs.IsEmpty) { if (scope.IsDamaged(tree)) { return null; } scope.Report("OT1342", tree.name(), "a model has inputs and an output", "input age = age in 'a'; output probability of CHD"); return null; }
        var attribute = items.OfType<TwinParser.ModelAttributeItemContext>().FirstOrDefault();
        var tagged = attribute is null ? null : SyntaxText.Name(attribute.name());
        if (tagged is not null && !scope.Names.CausalGraphs.Contains(tagged)) { scope.Report("OT1317", attribute!, $"there is no causal graph '{tagged}'", Suggest.From(tagged, scope.Names.CausalGraphs)); }
        return new ModelDeclaration(
            SyntaxText.Name(tree.name()), scope.Module, Beside(tree, 0), Beside(tree, 1), inputs, BindOutput(output), scope.SpanOf(tree)) { TaggedBy = tagged };
    }

    public CausalDeclaration Bind(TwinParser.CausalDeclarationContext tree)
    {
        var items = tree.causalItem().Where(i => !SyntaxText.IsBroken(i)).ToList();
        var edges = items.OfType<TwinParser.CausalEdgesContext>().SelectMany(Edges)
            .Concat(items.OfType<TwinParser.CausalLatentContext>().SelectMany(l => l.name().Skip(1).Select(n => new CausalEdge(SyntaxText.Name(l.name(0)), SyntaxText.Name(n)))))
            .Distinct().ToImmutableArray();
        var effects = items.OfType<TwinParser.CausalEffectContext>().Select(e => new CausalQuestion(SyntaxText.Name(e.name(0)), SyntaxText.Name(e.name(1)), SyntaxText.Name(e.name(2)))).ToImmutableArray();
        var nodes = edges.SelectMany(e => new[] { e.Cause, e.Effect }).ToHashSet();
        foreach (var (effect, question) in items.OfType<TwinParser.CausalEffectContext>().Zip(effects))
        {
            foreach (var end in new[] { question.Treatment, question.Outcome }.Where(n => !nodes.Contains(n))) { scope.Report("OT1350", effect, $"'{end}' is not in the graph", Suggest.From(end, nodes)); }
        }
        if (Cycle(edges) is { } cyclic) { scope.Report("OT1351", tree.name(), $"'{cyclic}' is a cause of itself", "a causal graph has no cycles"); }
        foreach (var further in items.OfType<TwinParser.CausalCitationContext>().Skip(1)) { scope.Report("OT1352", further, "a causal graph stands on one publication: this one is not kept", "cite the others in the guideline that uses the graph"); }
        var citation = items.OfType<TwinParser.CausalCitationContext>().Select(c => GuidelineBinder.BindCitation(c.citation())).FirstOrDefault();
        return new CausalDeclaration(
            SyntaxText.Name(tree.name()), edges, [.. items.OfType<TwinParser.CausalLatentContext>().Select(l => SyntaxText.Name(l.name(0))).Distinct()], effects, citation, scope.SpanOf(tree));
    }

    private static IEnumerable<CausalEdge> Edges(TwinParser.CausalEdgesContext tree)
    {
        var groups = new List<List<string>> { new() };
        foreach (var child in tree.children)
        {
            if (child is TwinParser.NameContext name) { groups[^1].Add(SyntaxText.Name(name)); }
            else if (child.GetText() == "->") { groups.Add([]); }
        }
        return groups.Zip(groups.Skip(1)).SelectMany(pair => pair.First.SelectMany(cause => pair.Second.Select(effect => new CausalEdge(cause, effect))));
    }

    private static string? Cycle(ImmutableArray<CausalEdge> edges)
    {
        var remaining = edges.ToList();
        while (remaining.Count > 0)
        {
            var effects = remaining.Select(e => e.Effect).ToHashSet();
            if (remaining.RemoveAll(e => !effects.Contains(e.Cause)) == 0) { return remaining[0].Cause; }
        }
        return null;
    }

    private QuantityLiteral? Quantity(TwinParser.QuantityContext? tree) => tree is null ? null : expressions.Quantity(tree);

    private string Beside(TwinParser.ModelDeclarationContext tree, int index) =>
        Path.Combine(Path.GetDirectoryName(scope.File) ?? "", SyntaxText.String(tree.STRING(index)));

    private ModelInput? BindInput(TwinParser.ModelInputItemContext tree)
    {
        if (expressions.Bind(tree.expression()) is not { } value) { return null; }
        var name = SyntaxText.Name(tree.name());
        return new ModelInput(name, value, scope.Unit(tree.UNIT(), tree), Variable(value) ?? name);
    }

    private static string? Variable(Expression value) => value switch
    {
        NamedExpression { Kind: NamedKind.Age } => "Age",
        IsExpression { Value: null } => "Sex",
        WindowExpression window => window.Subject,
        PresenceExpression presence => presence.Class.LocalName,
        OperatorExpression op => op.Operands.Select(Variable).FirstOrDefault(v => v is not null),
        CoalesceExpression coalesce => coalesce.Choices.Select(Variable).FirstOrDefault(v => v is not null),
        _ => null,
    };

    private ModelOutput BindOutput(TwinParser.ModelOutputItemContext tree)
    {
        var of = tree.name().Length > 1 ? scope.Class(tree.name(1))?.Iri : null;
        var calibration = tree.STRING() is { } file ? Path.Combine(Path.GetDirectoryName(scope.File) ?? "", SyntaxText.String(file)) : null;
        return new ModelOutput(SyntaxText.Name(tree.name(0)), of, calibration, tree.NUMBER() is { } percent ? SyntaxText.Number(percent.GetText()) : null);
    }
}
