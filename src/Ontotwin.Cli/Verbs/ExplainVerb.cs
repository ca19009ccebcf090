using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Reasoning;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>explain</c>: the proof of a recommendation, or of a fact.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var (store, twin, at, knownAt, ontology, with, language, units) = (CommonOptions.Store(), CommonOptions.Twin(), CommonOptions.At(), CommonOptions.KnownAt(), CommonOptions.Ontology(), CommonOptions.With(), CommonOptions.Language(), CommonOptions.Units());
        var recommendation = new Option<string?>("--recommendation") { Description = "the rule's full name, or the end of it; by default every recommendation" };
        var fact = new Option<string?>("--fact") { Description = "'S P O', each an IRI, a local name, a number or a text; '*' for any" };
        var to = new Option<string>("--to") { Description = "text, json or dot", DefaultValueFactory = _ => "text" };
        var json = CommonOptions.Json();
        var command = new Command("explain", "the proof, down to the bytes of the sources") { store, twin, recommendation, fact, to, with, at, knownAt, ontology, language, units, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Home.LoadProgram(parsed.GetValue(fact) is null ? parsed.WithOr(with, "guidelines") : parsed.WithOr(with, "mappings", "guidelines"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            if (await TwinChoice.FindAsync(opened, parsed.GetValue(twin)!, cancellation) is not { } id) { return TwinChoice.NotFound(); }
            var view = (await Reasoners.Service(opened, program).ViewAsync(id, parsed.Instant(at), parsed.Instant(knownAt), cancellation))!;
            if (parsed.GetValue(fact) is { } pattern) { return await ExplainFactAsync(view, () => opened.HistoryAsync(id, cancellation), FactPattern.Parse(pattern), new FactText(program, parsed.GetValue(language)!), parsed.GetValue(json) || parsed.GetValue(to) == "json"); }
            return Explain(view, program.Ontology, parsed.GetValue(recommendation), parsed.GetValue(json) ? "json" : parsed.GetValue(to)!, parsed.GetValue(language)!, parsed.UnitsOf(units));
        });
        return command;
    }

    private static int Explain(TwinView view, OntologyModel model, string? rule, string to, string language, UnitSystem units)
    {
        var candidates = rule is null ? view.Conclusions.Recommendations : view.Conclusions.All;
        var found = candidates.Where(r => rule is null || r.Rule == rule || r.Rule.EndsWith("." + rule, StringComparison.Ordinal)).ToList();
        if (found.Count == 0)
        {
            Terminal.Error($"error OT8006 no recommendation '{rule}': {string.Join(", ", view.Conclusions.All.Select(r => r.Rule))}");
            return ExitCode.Input;
        }
        if (to == "text") { Terminal.Line(BannerText.Line(view.Banner, language)); }
        foreach (var recommendation in found) { Write(recommendation, to, language, () => RecommendationText.InFull(view, model, recommendation, language, units)); }
        if (to == "text") { Terminal.Line(RecommendationText.Disclaimer); }
        return ExitCode.Done;
    }

    private static void Write(Recommendation recommendation, string to, string language, Func<string> text)
    {
        switch (to)
        {
            case "json": Terminal.WriteJson(ProofJson.From(recommendation)); break;
            case "dot": Terminal.Line(ProofDot.Render(recommendation.Proof, language)); break;
            case "text":
                Terminal.Line();
                Terminal.Line(text());
                break;
            default: throw new UsageException($"'{to}' is not a form of explanation: text, json, dot");
        }
    }

    private static async Task<int> ExplainFactAsync(TwinView view, Func<Task<IReadOnlyList<Fact>>> history, FactPattern pattern, FactText text, bool json)
    {
        var facts = view.Conclusions.ClosedTwin.Facts.Where(pattern.Fits).ToList();
        var samples = SampleFacts.Of(view.Twin).Where(pattern.Fits).ToList();
        if (json && facts.Count + samples.Count > 0) { Terminal.WriteJson(facts.Concat(samples).Select(text.ToJson)); }
        else { facts.Concat(samples.Take(Engine.Limits.MaxExplainedSamples)).ToList().ForEach(text.Print); }
        if (!json && samples.Count > Engine.Limits.MaxExplainedSamples) { text.PrintRest(samples.Count - Engine.Limits.MaxExplainedSamples); }
        if (facts.Count + samples.Count > 0) { return ExitCode.Done; }
        var once = (await history()).LastOrDefault(f => f.KnownUntil is not null && pattern.Fits(f));
        Terminal.Error(once is null ? "error OT8007 the twin holds no such fact: 'why-not' tells why"
            : $"error OT8007 the twin holds no such fact now, but held it from {once.KnownFrom:O} until {once.KnownUntil:O}: --known-at {once.KnownFrom:O} explains it");
        return ExitCode.Input;
    }
}
