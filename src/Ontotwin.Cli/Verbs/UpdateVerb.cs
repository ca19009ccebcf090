using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>update --data FILE… --out FILE UPDATE</c>: SPARQL 1.1 update of files into a new file. A store's twins change by documents, for every fact has its origin.</summary>
internal static class UpdateVerb
{
    public static Command Create()
    {
        var update = new Argument<string?>("update") { Description = "a file, or the update itself", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string[]>("--data") { Description = "RDF files, whose quads keep their graphs", AllowMultipleArgumentsPerToken = true, Required = true };
        var output = new Option<string>("--out") { Description = "the file to write: .nt, .nq, .ttl, .trig, .jsonld or .rdf", Required = true };
        var baseIri = new Option<string?>("--base") { Description = "what relative IRIs are relative to" };
        var time = new Option<int>("--time") { Description = "milliseconds that an operation may take", DefaultValueFactory = _ => Sparql.Limits.DefaultTimeMs };
        var json = CommonOptions.Json();
        var command = new Command("update", "changes RDF files by SPARQL 1.1 into a new file") { update, data, output, baseIri, time, json };
        command.SetAction((parsed, cancellation) =>
        {
            var given = parsed.GetValue(update);
            var (text, name) = SparqlTexts.Read(SparqlTexts.Last(given, parsed.GetValue(data)), "update");
            var read = SparqlUpdate.Parse(text, name, parsed.GetValue(baseIri));
            Terminal.Diagnostics(read.Diagnostics);
            if (!read.IsOk || SparqlTexts.Load(SparqlTexts.Without(parsed.GetValue(data), given), parsed.GetValue(baseIri)) is not { } dataset) { return Task.FromResult(ExitCode.Input); }
            return Task.FromResult(Run(read.Value, dataset, SparqlTexts.Options(parsed.GetValue(time)), parsed.GetValue(output)!, parsed.GetValue(json), cancellation));
        });
        return command;
    }

    private static int Run(SparqlUpdate update, SparqlDataset dataset, SparqlOptions options, string output, bool isJson, CancellationToken cancellationToken)
    {
        var (format, before) = (FormatOf(output), dataset.Count);
        try { update.Run(dataset, options, cancellationToken); }
        catch (SparqlException fault)
        {
            // The new file is written whole or not at all.
            Terminal.Diagnostics([fault.Diagnostic]);
            return ExitCode.Input;
        }
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
