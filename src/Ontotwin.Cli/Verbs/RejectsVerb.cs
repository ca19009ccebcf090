using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Graph;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>rejects</c>: what documents held that gave nothing, and reading it again.</summary>
internal static class RejectsVerb
{
    public static Command Create()
    {
        var command = new Command("rejects", "what the store's documents held that gave nothing: lists it, or reads it again");
        command.Subcommands.Add(List());
        command.Subcommands.Add(Rerun());
        return command;
    }

    private static Command List()
    {
        var (store, json) = (CommonOptions.Store(), CommonOptions.Json());
        var (code, document) = (Code(), Document());
        var command = new Command("list", "places and reasons, never a value; a line each, or JSON lines with --json") { store, code, document, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.ReadOnly, cancellation);
            await using var output = Console.OpenStandardOutput();
            var (shown, further) = (0L, 0L);
            await foreach (var kept in opened.DocumentsAsync(cancellation))
            {
                if (parsed.GetValue(document) is { } named && kept.Name != named) { continue; }
                var rejects = kept.Rejects.Where(r => parsed.GetValue(code) is not { } wanted || r.Code == wanted).ToList();
                foreach (var reject in rejects)
                {
                    if (parsed.GetValue(json)) { RejectLines.Write(output, kept.Name, reject); }
                    else { Terminal.Line($"{reject.Code} {kept.Name} {reject.Path}{(reject.Path.Length > 0 ? " " : "")}bytes {reject.Bytes}: {reject.Reason}{(reject.Rule is null ? "" : $" ({reject.Rule})")}"); }
                }
                shown += rejects.Count;
                further += kept.RejectCount - kept.Rejects.Length;
            }
            Terminal.Progress($"{shown} rejects{(further > 0 ? $"; {further} more are counted and not kept one by one" : "")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Rerun()
    {
        var (with, store, site, ontology, json) = (CommonOptions.With(), CommonOptions.Store(), CommonOptions.Site(), CommonOptions.Ontology(), CommonOptions.Json());
        var (code, document) = (Code(), Document());
        var command = new Command("rerun", "reads the documents of rejects again and keeps what gives something now; a document must be there as it was") { with, store, code, document, site, ontology, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Home.LoadProgram(parsed.WithOr(with, "mappings"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.MustExist, cancellation);
            var remarks = new RemarkLog();
            var ingestion = await DocumentIngestion.CreateAsync(program, opened, new RunReport(), parsed.GetValue(site), cancellation);
            ingestion.OnDiagnostic = remarks.Add;
            bool IsWanted(KeptDocument d) => (parsed.GetValue(document) is not { } named || d.Name == named) && (parsed.GetValue(code) is not { } wanted || d.Rejects.Any(r => r.Code == wanted));
            var before = await CountAsync(opened, cancellation);
            var plan = await ingestion.PlanRejectsAsync(IsWanted, cancellation);
            await ingestion.ApplyAsync(plan, cancellation);
            var after = await CountAsync(opened, cancellation);
            remarks.Summarize();
            PlanOutput.PrintUnavailable(plan);
            var (added, removed) = (plan.Twins.Sum(t => t.Added.Count + t.SamplesAdded), plan.Twins.Sum(t => t.Removed.Count + t.SamplesRemoved));
            if (parsed.GetValue(json)) { Terminal.WriteJson(new { documents = plan.Documents.Count, unavailable = plan.Unavailable.Select(d => d.Name), before, after, added, removed }); }
            else { Terminal.Line($"{plan.Documents.Count} documents read again: {before} rejects before, {after} now; {added} facts and samples added, {removed} removed in {plan.Twins.Count} twins"); }
            return plan.Unavailable.Count > 0 ? ExitCode.Input : ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Code() => new("--code") { Description = "only rejects of this diagnostic code" };

    private static Option<string?> Document() => new("--document") { Description = "only rejects of this document, by its name as it was given" };

    private static async Task<long> CountAsync(IGraphStore store, CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var document in store.DocumentsAsync(cancellation)) { count += document.RejectCount; }
        return count;
    }
}
