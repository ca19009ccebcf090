using System.CommandLine;
using Ontotwin.Api.Querying;
using Ontotwin.Cli.Output;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>query (--store STORE | --data FILE…) QUERY</c>: SPARQL 1.1 over a store's twins, some of them, or files.</summary>
internal static class QueryVerb
{
    private static readonly string[] OfSolutions = ["table", "json", "csv", "tsv", "xml"];
    private static readonly string[] OfGraphs = ["turtle", "nquads"];

    public static Command Create()
    {
        var query = new Argument<string?>("query") { Description = "a file, or the query itself", Arity = ArgumentArity.ZeroOrOne };
        var store = new Option<string?>("--store") { Description = "a store: each twin is a graph, and the default graph is all that are queried", DefaultValueFactory = _ => null };
        var data = new Option<string[]>("--data") { Description = "RDF files, whose quads keep their graphs", AllowMultipleArgumentsPerToken = true };
        var twin = new Option<string[]>("--twin") { Description = "only these twins of the store: their ids, identifiers or names", AllowMultipleArgumentsPerToken = true };
        var (knownAt, time) = (CommonOptions.KnownAt(), new Option<int>("--time") { Description = "milliseconds that it may take", DefaultValueFactory = _ => Sparql.Limits.DefaultTimeMs });
        var memory = new Option<int>("--memory") { Description = "megabytes that rows and loaded twins may take", DefaultValueFactory = _ => (int)(Sparql.Limits.DefaultHeldValues * sizeof(int) / SparqlTexts.Megabyte) };
        var rows = new Option<long>("--rows") { Description = "rows that it may answer", DefaultValueFactory = _ => Sparql.Limits.DefaultRows };
        var baseIri = new Option<string?>("--base") { Description = "what relative IRIs are relative to" };
        var results = new Option<string?>("--results") { Description = "SELECT: table, json, csv, tsv or xml; ASK: table, json or xml; CONSTRUCT and DESCRIBE: turtle or nquads" };
        results.AcceptOnlyFromAmong([.. OfSolutions, .. OfGraphs]);
        var (explain, json) = (new Option<bool>("--explain") { Description = "shows the plan and does not run it" }, CommonOptions.Json());
        var command = new Command("query", "asks a store or files in SPARQL 1.1") { query, store, data, twin, knownAt, baseIri, results, time, memory, rows, explain, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetValue(query);
            var (text, name) = SparqlTexts.Read(SparqlTexts.Last(given, parsed.GetValue(data), parsed.GetValue(twin)), "query");
            var read = SparqlQuery.Parse(text, name, parsed.GetValue(baseIri));
            Terminal.Diagnostics(read.Diagnostics);
            if (!read.IsOk) { return ExitCode.Input; }
            var form = parsed.GetValue(results) ?? (read.Value.AnswersGraph ? OfGraphs[0] : parsed.GetValue(json) ? "json" : OfSolutions[0]);
            if (OfGraphs.Contains(form) != read.Value.AnswersGraph) { throw new UsageException($"--results {form} is not for this query: SELECT and ASK give {string.Join(", ", OfSolutions)}, CONSTRUCT and DESCRIBE {string.Join(", ", OfGraphs)}"); }
            if (read.Value.AnswersYesOrNo && form is "csv" or "tsv") { throw new UsageException($"--results {form} has no form for yes or no: ASK gives table, json or xml"); }
            var files = SparqlTexts.Without(parsed.GetValue(data), given);
            var from = files.Length > 0 ? parsed.GetValue(store) : parsed.GetValue(store) ?? Project.Current.Store;
            if (files.Length > 0 == from is not null) { throw new UsageException("give either --store or --data"); }
            var asked = new Asked(read.Value, SparqlTexts.Options(parsed.GetValue(time), parsed.GetValue(memory), parsed.GetValue(rows)), form, parsed.GetValue(explain));
            if (from is not null) { return await OfStoreAsync(asked, from, SparqlTexts.Without(parsed.GetValue(twin), given), parsed.Instant(knownAt), cancellation); }
            return SparqlTexts.Load(files, parsed.GetValue(baseIri)) is { } dataset ? await OfFilesAsync(asked, dataset, cancellation) : ExitCode.Input;
        });
        return command;
    }

    private static Task<int> OfFilesAsync(Asked asked, SparqlDataset dataset, CancellationToken cancellationToken) => AnswerAsync(
        asked,
        () => Task.FromResult(asked.Query.Run(dataset, asked.Options, cancellationToken)),
        () => Task.FromResult(asked.Query.Explain(dataset, asked.Options)));

    // Of the store's twins those that the query can find nothing in are not loaded, nor those that --twin or FROM does not name.
    private static async Task<int> OfStoreAsync(Asked asked, string store, string[] wanted, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        await using var opened = await Stores.OpenAsync(store, StoreOpening.ReadOnly, cancellationToken);
        if (await TwinChoice.FindAllAsync(opened, wanted, cancellationToken) is not { } chosen) { return TwinChoice.NotFound(); }
        var twins = new TwinGraphs(opened, wanted.Length == 0 ? null : chosen, knownAt);
        return await AnswerAsync(asked, () => asked.Query.RunAsync(twins, asked.Options, cancellationToken), () => asked.Query.ExplainAsync(twins, asked.Options, cancellationToken));
    }

    private static async Task<int> AnswerAsync(Asked asked, Func<Task<SparqlResult>> run, Func<Task<string>> explain)
    {
        try
        {
            if (asked.IsExplained) { Terminal.Line((await explain()).TrimEnd()); }
            else { SparqlOutput.Write(await run(), asked.Form); }
            return ExitCode.Done;
        }
        catch (SparqlException fault)
        {
            Terminal.Diagnostics([fault.Diagnostic]);
            return ExitCode.Input;
        }
    }

    private sealed record Asked(SparqlQuery Query, SparqlOptions Options, string Form, bool IsExplained);
}
