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
            if (Home.LoadProgram(parsed.WithOr(with, "guidelines"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            if (await TwinChoice.FindAsync(opened, parsed.GetValue(twin)!, cancellation) is not { } id) { return TwinChoice.NotFound(); }
            var view = (await Reasoners.Service(opened, program).ViewAsync(id, parsed.Instant(at), parsed.Instant(knownAt), cancellation))!;
            if (parsed.GetValue(fact) is { } pattern) { return await ExplainFactAsync(view, () => opened.HistoryAsync(id, cancellation), pattern); }
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

    private static async Task<int> ExplainFactAsync(TwinView view, Func<Task<IReadOnlyList<Fact>>> history, string pattern)
    {
        var parts = pattern.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3) { throw new UsageException("--fact takes three parts: 'S P O'; '*' stands for any"); }
        var facts = view.Conclusions.ClosedTwin.Facts.Where(f => Fits(f, parts)).ToList();
        foreach (var fact in facts)
        {
            Terminal.Line(fact.Triple.ToString());
            Terminal.Line(fact.Justification switch
            {
                Asserted asserted => $"  {ProofText.Place(asserted.Origin)}\n  by {asserted.Origin.Rule} version {asserted.Origin.RuleVersion}{(asserted.Origin.Lookups.Length > 0 ? $", lookups {asserted.Origin.Lookups}" : "")}; known since {fact.KnownFrom:O}",
                Derived derived => $"  by {derived.Rule} ({derived.RuleVersion}) from\n" + string.Join('\n', derived.Premises.Select(p => "    " + p)),
                _ => "",
            });
        }
        if (facts.Count > 0) { return ExitCode.Done; }
        var once = (await history()).LastOrDefault(f => f.KnownUntil is not null && Fits(f, parts));
        Terminal.Error(once is null ? "error OT8007 the twin holds no such fact"
            : $"error OT8007 the twin holds no such fact now, but held it from {once.KnownFrom:O} until {once.KnownUntil:O}: --known-at {once.KnownFrom:O} explains it");
        return ExitCode.Input;
    }

    private static bool Fits(Fact fact, string[] parts) => Fits(fact.Triple.Subject, parts[0]) && Fits(fact.Triple.Predicate, parts[1]) && Fits(fact.Triple.Object, parts[2]);

    private static bool Fits(Rdf.Term term, string part) => part == "*" || term switch
    {
        Rdf.Iri iri => iri.Value == part.Trim('<', '>') || iri.LocalName == part || "hdt:" + iri.LocalName == part,
        Rdf.Literal literal => literal.Lexical == part.Trim('"'),
        _ => false,
    };
}
