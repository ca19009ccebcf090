using System.Collections.Frozen;
using System.Collections.Immutable;
using Ontotwin.Causal;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Prediction.Running;
using Ontotwin.Values;

namespace Ontotwin.Prediction;

/// <summary>What the causal graphs of a program say of effects, in words. It stands here, above the graphs, for it speaks to the rooms that evaluate.</summary>
public sealed class CausalClaims : ICausalClaims
{
    private const int ShownPaths = 3;
    private readonly FrozenDictionary<string, CausalGraph> graphs;
    private readonly OntologyModel ontology;

    private CausalClaims(FrozenDictionary<string, CausalGraph> graphs, OntologyModel ontology)
    {
        this.graphs = graphs;
        this.ontology = ontology;
    }

    /// <summary>The claims of a program's graphs. A graph that is none (OT7001, OT7002) is left out and reported.</summary>
    public static Outcome<CausalClaims> From(TwinProgram program)
    {
        var found = program.CausalGraphs.Values.Select(CausalGraph.From).ToList();
        var graphs = found.Where(f => f.IsOk).Select(f => f.Value!).ToFrozenDictionary(g => g.Name, StringComparer.Ordinal);
        return Outcome<CausalClaims>.Ok(new CausalClaims(graphs, program.Ontology), [.. found.SelectMany(f => f.Diagnostics)]);
    }

    /// <summary>A graph by its name; null when there is none.</summary>
    public CausalGraph? Graph(string name) => graphs.GetValueOrDefault(name);

    /// <inheritdoc/>
    public CausalClaim? Claim(string graph, string treatment, string outcome)
    {
        if (Graph(graph) is not { } found || BackdoorCriterion.Identify(found, treatment, outcome) is not { } identification) { return null; }
        var paths = found.DirectedPaths(treatment, outcome);
        var isIdentified = identification.Status != IdentificationStatus.NotIdentified;
        var adjustment = identification.AdjustmentSets.FirstOrDefault([]);
        var words = ClinicalText.Join([Acting(graph, treatment, outcome, paths), Identified(identification, adjustment)], " ", "");
        return new(graph, treatment, outcome, isIdentified, isIdentified ? "backdoor" : "", adjustment, paths, words);
    }

    private BilingualText Acting(string graph, string treatment, string outcome, ImmutableArray<ImmutableArray<string>> paths)
    {
        var (cause, effect) = (Labels.Of(ontology, treatment), Labels.Of(ontology, outcome));
        if (paths.IsEmpty)
        {
            return new(
                $"By the causal graph '{graph}', {cause.En} has no effect on {effect.En}: no path leads there.",
                $"根据因果图“{graph}”，{cause.Zh}对{effect.Zh}没有作用：不存在相应的有向路径。");
        }
        var shown = string.Join("; ", paths.Take(ShownPaths).Select(p => Labels.Arrows(p)));
        var (moreEn, moreZh) = paths.Length > ShownPaths ? ($" and {paths.Length - ShownPaths} more", $"等 {paths.Length} 条") : ("", "");
        return new(
            $"By the causal graph '{graph}', {cause.En} acts on {effect.En} by {shown}{moreEn}.",
            $"根据因果图“{graph}”，{cause.Zh}经由 {shown}{moreZh} 影响{effect.Zh}。");
    }

    private BilingualText Identified(Identification identification, ImmutableArray<string> adjustment)
    {
        if (identification.Status == IdentificationStatus.NotIdentified)
        {
            var open = identification.OpenPaths.IsEmpty ? new BilingualText("one of the two is not measured", "其中之一未被测量")
                : new($"nothing measured blocks {identification.OpenPaths[0]}", $"没有已测变量能阻断 {identification.OpenPaths[0]}");
            return new($"The effect is not identified by the back-door criterion: {open.En}.", $"按后门准则该效应不可识别：{open.Zh}。");
        }
        if (identification.Status == IdentificationStatus.NoEffect) { return new("There is nothing to identify.", "无需识别。"); }
        if (adjustment.IsEmpty) { return new("The effect is identified: nothing confounds it.", "该效应可识别：不存在混杂。"); }
        var names = ClinicalText.Join(adjustment.Select(v => Labels.Of(ontology, v)), ", ", "、");
        var others = identification.AdjustmentSets.Length - 1;
        var (alsoEn, alsoZh) = others switch
        {
            0 => ("", ""),
            1 => (" (one other set would do as well)", "（另有 1 个调整集）"),
            _ => ($" ({others} other sets would do as well)", $"（另有 {others} 个调整集）"),
        };
        return new(
            $"The effect is identified by the back-door criterion, adjusting for {names.En}{alsoEn}.",
            $"按后门准则该效应可识别，需调整：{names.Zh}{alsoZh}。");
    }
}
