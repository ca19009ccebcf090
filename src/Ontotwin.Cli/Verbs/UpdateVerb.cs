using System.CommandLine;
using System.Text;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>update (--store STORE | --data FILE… --out FILE) UPDATE</c>: SPARQL 1.1 update of a store's twins, with the update as the origin of what it says, or of files into a new file.</summary>
internal static class UpdateVerb
{
    public static Command Create()
    {
        var update = new Argument<string?>("update") { Description = "a file, or the update itself", Arity = ArgumentArity.ZeroOrOne };
        var store = new Option<string?>("--store") { Description = "a store: each twin is a graph; what is added has the update as its origin, what is taken away stays in the history" };
        var twin = new Option<string[]>("--twin") { Description = "only these twins of the store: their ids, identifiers or names", AllowMultipleArgumentsPerToken = true };
        var data = new Option<string[]>("--data") { Description = "RDF files, whose quads keep their graphs", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string?>("--out") { Description = "the file to write what --data becomes: .nt, .nq, .ttl, .trig, .jsonld or .rdf" };
        var baseIri = new Option<string?>("--base") { Description = "what relative IRIs are relative to" };
        var time = new Option<int>("--time") { Description = "milliseconds that an operation may take", DefaultValueFactory = _ => Sparql.Limits.DefaultTimeMs };
        var json = CommonOptions.Json();
        var command = new Command("update", "changes a store's twins, or RDF files into a new file, by SPARQL 1.1") { update, store, twin, data, output, baseIri, time, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var given = parsed.GetValue(update);
            var (text, name) = SparqlTexts.Read(SparqlTexts.Last(given, parsed.GetValue(data), parsed.GetValue(twin)), "update");
            var read = SparqlUpdate.Parse(text, name, parsed.GetValue(baseIri));
            Terminal.Diagnostics(read.Diagnostics);
            if (!read.IsOk) { return ExitCode.Input; }
            var files = SparqlTexts.Without(parsed.GetValue(data), given);
            var into = files.Length > 0 ? parsed.GetValue(store) : parsed.GetValue(store) ?? Project.Current.Store;
            if (files.Length > 0 == into is not null) { throw new UsageException("give either --store or --data"); }
            if (files.Length > 0 != parsed.GetValue(output) is not null) { throw new UsageException(into is null ? "--out is missing: the file to write what --data becomes" : "--out goes with --data: a store is changed where it is"); }
            var options = SparqlTexts.Options(parsed.GetValue(time));
            try
            {
                return into is null ? OfFiles(read.Value, files, parsed.GetValue(baseIri), options, parsed.GetValue(output)!, parsed.GetValue(json), cancellation)
                    : await OfStoreAsync(read.Value, new(name, name == "update" ? Encoding.UTF8.GetBytes(text) : await File.ReadAllBytesAsync(name, cancellation), text), into, SparqlTexts.Without(parsed.GetValue(twin), given), options, parsed.GetValue(json), cancellation);
            }
            catch (SparqlException fault)
            {
                Terminal.Diagnostics([fault.Diagnostic]);
                return ExitCode.Input;
            }
        });
        return command;
    }

    private static async Task<int> OfStoreAsync(SparqlUpdate update, UpdateText text, string store, string[] wanted, SparqlOptions options, bool isJson, CancellationToken cancellationToken)
    {
        await using var opened = await Stores.OpenAsync(store, StoreOpening.MustExist, cancellationToken);
        if (await TwinChoice.FindAllAsync(opened, wanted, cancellationToken) is not { } chosen) { return TwinChoice.NotFound(); }
        var done = await new StoreUpdate(opened, TimeProvider.System).RunAsync(update, text, id => wanted.Length == 0 || chosen.Contains(id), options, cancellationToken);
        Terminal.Diagnostics(done.Diagnostics);
        if (!done.IsOk) { return ExitCode.Input; }
        var counts = done.Value;
        if (isJson) { Terminal.WriteJson(new { added = counts.Added, closed = counts.Closed, twins = counts.Twins }); }
        else { Terminal.Progress($"{counts.Added} facts added, {counts.Closed} closed, of {counts.Twins} twins{(counts.Twins > 0 ? "; 'ontotwin reason' brings their conclusions up to date" : "")}"); }
        return ExitCode.Done;
    }

    private static int OfFiles(SparqlUpdate update, string[] files, string? baseIri, SparqlOptions options, string output, bool isJson, CancellationToken cancellationToken)
    {
        if (SparqlTexts.Load(files, baseIri) is not { } dataset) { return ExitCode.Input; }
        var (format, before) = (FormatOf(output), dataset.Count);
        // The new file is written whole or not at all.
        update.Run(dataset, options, cancellationToken);
        if (format is not (RdfFormat.NQuads or RdfFormat.TriG or RdfFormat.JsonLd) && dataset.Quads.Any(q => q.Graph is not null)) { throw new UsageException($"{output} cannot hold named graphs, and the result has some: write .trig, .nq or .jsonld"); }
        using (var file = AtomicFile.Create(output))
        {
            using (var writer = RdfWriter.Create(file.Stream, format))
            {
                foreach (var quad in dataset.Quads) { writer.Write(quad.Triple, quad.Graph); }
            }
            file.Commit();
        }
        if (isJson) { Terminal.WriteJson(new { quadsBefore = before, quadsAfter = dataset.Count, @out = output }); }
        else { Terminal.Progress($"{before} quads before, {dataset.Count} after, in {output}"); }
        return ExitCode.Done;
    }

    private static RdfFormat FormatOf(string path) =>
        RdfFormats.OfFile(path) ?? throw new UsageException($"{path}: its name says no format that is written: .nt, .nq, .ttl, .trig, .jsonld, .rdf, .rj");
}
