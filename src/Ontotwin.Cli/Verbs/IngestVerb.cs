using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>ingest</c>: lifts documents into a store.</summary>
internal static class IngestVerb
{
    public static Command Create()
    {
        var (with, input, site, store) = (CommonOptions.With(), CommonOptions.Input(), CommonOptions.Site(), CommonOptions.Store());
        var (ontology, strict, json) = (CommonOptions.Ontology(), CommonOptions.Strict(), CommonOptions.Json());
        var rejects = new Option<string?>("--rejects") { Description = "file for rejects, a JSON line each" };
        var command = new Command("ingest", "lifts documents into a store: each document once, corrections as history") { with, input, store, site, rejects, ontology, strict, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (Home.LoadProgram(parsed.WithOr(with, "mappings"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            await using var opened = await Stores.OpenAsync(parsed.GetValue(store)!, StoreOpening.CreateIfMissing, cancellation);
            var problems = new List<Diagnostic>();
            var files = InputFiles.Find(parsed.GetValue(input)!, problems);
            Terminal.Diagnostics(problems);
            using var log = parsed.GetValue(rejects) is { } file ? AtomicFile.Create(file) : null;
            var report = new RunReport();
            await RunAsync(program, opened, files, report, parsed.GetValue(site), log?.Stream, null, cancellation);
            log?.Commit();
            ReportOutput.Print(report);
            if (parsed.GetValue(json)) { Terminal.WriteJson(ReportOutput.ToJson(report)); }
            return problems.Count > 0 || (parsed.GetValue(strict) && report.Rejects > 0) ? ExitCode.Input : ExitCode.Done;
        });
        return command;
    }

    /// <summary>Ingests files; shared with <c>demo</c>, which shows its own progress.</summary>
    public static async Task RunAsync(
        TwinProgram program, IGraphStore store, IReadOnlyList<string> files, RunReport report, string? site, Stream? rejects, Action<string>? onDocument, CancellationToken cancellation, string language = "en")
    {
        var remarks = new RemarkLog(language);
        var ingestion = await DocumentIngestion.CreateAsync(program, store, report, site, cancellation);
        ingestion.OnDiagnostic = remarks.Add;
        ingestion.OnReject = reject => RejectLines.Write(rejects, reject);
        ingestion.OnDocument = onDocument;
        await ingestion.RunAsync(files, cancellation);
        remarks.Summarize();
    }
}
