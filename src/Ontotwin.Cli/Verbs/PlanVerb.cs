using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>plan</c>: what changed rules and lookups would change in a store, before they do.</summary>
internal static class PlanVerb
{
    public static Command Create()
    {
        var (with, store, site, ontology, json) = (CommonOptions.With(), CommonOptions.Store(), CommonOptions.Site(), CommonOptions.Ontology(), CommonOptions.Json());
        var input = new Option<string[]>("--input") { Description = "only these documents of the store; by default all that a changed rule concerns", AllowMultipleArgumentsPerToken = true };
        var apply = new Option<bool>("--apply") { Description = "applies what is shown" };
        var command = new Command("plan", "what changed rules and lookups would change in a store, before they do") { with, store, input, site, apply, ontology, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Home.LoadProgram(parsed.WithOr(with, "mappings"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            var isApplied = parsed.GetValue(apply);
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, isApplied ? StoreOpening.MustExist : StoreOpening.ReadOnly, cancellation);
            var problems = new List<Diagnostic>();
            var only = parsed.GetValue(input) is { Length: > 0 } paths ? InputFiles.Find(paths, problems).ToHashSet(StringComparer.Ordinal) : null;
            Terminal.Diagnostics(problems);
            var report = new RunReport();
            var remarks = new RemarkLog();
            var ingestion = await DocumentIngestion.CreateAsync(program, opened, report, parsed.GetValue(site), cancellation);
            ingestion.OnDiagnostic = remarks.Add;
            var plan = await ingestion.PlanAsync(only, cancellation);
            remarks.Summarize();
            if (parsed.GetValue(json)) { Terminal.WriteJson(PlanOutput.ToJson(plan, report)); }
            else { PlanOutput.Print(plan, report); }
            if (isApplied) { await ingestion.ApplyAsync(plan, cancellation); }
            if (!parsed.GetValue(json) && plan.Documents.Count > 0) { Terminal.Line(isApplied ? "applied" : "nothing is changed yet: 'plan --apply', or 'ingest' of the same documents, does it"); }
            return problems.Count > 0 ? ExitCode.Input : ExitCode.Done;
        });
        return command;
    }
}
