using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>why-not</c>: why a twin holds no such fact, or why a recommendation does not stand.</summary>
internal static class WhyNotVerb
{
    public static Command Create()
    {
        var (store, twin, at, knownAt, ontology, with, language, json) = (CommonOptions.Store(), CommonOptions.Twin(), CommonOptions.At(), CommonOptions.KnownAt(), CommonOptions.Ontology(), CommonOptions.With(), CommonOptions.Language(), CommonOptions.Json());
        var recommendation = new Option<string?>("--recommendation") { Description = "the rule's full name, or the end of it" };
        var fact = new Option<string?>("--fact") { Description = "'S P O': a node's IRI or local name, 'person' or '*'; a property; '*' or a value" };
        var command = new Command("why-not", "why a fact is not there: which rules could write it and what became of them; or what a recommendation lacks") { store, twin, fact, recommendation, with, at, knownAt, ontology, language, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (pattern, rule) = (parsed.GetValue(fact), parsed.GetValue(recommendation));
            if (pattern is null == rule is null) { throw new UsageException("why-not takes --fact or --recommendation"); }
            if (Home.LoadProgram(parsed.WithOr(with, "mappings", "guidelines"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            if (await TwinChoice.FindAsync(opened, parsed.GetValue(twin)!, cancellation) is not { } id) { return TwinChoice.NotFound(); }
            var words = new WhyNotText(parsed.GetValue(language)!);
            if (pattern is not null) { return await AskAsync(FactPattern.Parse(pattern), program, opened, id, words, parsed.GetValue(json), cancellation); }
            var view = (await Reasoners.Service(opened, program).ViewAsync(id, parsed.Instant(at), parsed.Instant(knownAt), cancellation))!;
            var found = view.Conclusions.All.Where(r => r.Rule == rule || r.Rule.EndsWith("." + rule, StringComparison.Ordinal)).ToList();
            if (found.Count == 0) { Terminal.Error($"error OT8006 no recommendation '{rule}': {string.Join(", ", view.Conclusions.All.Select(r => r.Rule))}"); return ExitCode.Input; }
            foreach (var each in found)
            {
                if (parsed.GetValue(json)) { Terminal.WriteJson(ProofJson.From(each)); }
                else { words.Print(each); }
            }
            if (!parsed.GetValue(json)) { Terminal.Line(RecommendationText.Disclaimer); }
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> AskAsync(FactPattern pattern, TwinProgram program, IGraphStore store, TwinId id, WhyNotText words, bool json, CancellationToken cancellation)
    {
        if (pattern.Property is not { } property) { throw new UsageException("--fact names the property: 'S P *'"); }
        if (property != Rdf.RdfTerms.Type && !SampleFacts.Properties.Contains(property) && !program.Ontology.Properties.ContainsKey(property)) { throw new UsageException($"'{property.LocalName}' is not a property of the ontology"); }
        var twin = (await store.LoadAsync(id, null, cancellation))!;
        var held = twin.Facts.Concat(SampleFacts.Of(twin)).Count(pattern.Fits);
        var ingestion = await DocumentIngestion.CreateAsync(program, store, new RunReport(), null, cancellation);
        var answer = await WhyNotFact.AskAsync(ingestion, program, store, id, pattern.Node(id), property, cancellation);
        if (json)
        {
            Terminal.WriteJson(new
            {
                held,
                rules = answer.Rules.Select(r => new
                {
                    rule = r.Statement.Rule,
                    file = r.Statement.Span.File,
                    line = r.Statement.Span.Start.Line,
                    documents = r.Documents,
                    outcomes = r.Outcomes.Select(o => new { outcome = o.Outcome.ToString(), isOfNode = o.IsOfNode, count = o.Count, document = o.Example.Place.Document, path = o.Example.Place.Path, start = o.Example.Place.Bytes.Start, end = o.Example.Place.Bytes.End }),
                }),
                rejects = answer.Rejects,
                unavailable = answer.Unavailable.Select(d => d.Name),
            });
            return ExitCode.Done;
        }
        if (held > 0) { Terminal.Line($"the twin holds {held} such facts: 'explain --fact' shows them; of the others:"); }
        words.Print(answer);
        return ExitCode.Done;
    }
}
