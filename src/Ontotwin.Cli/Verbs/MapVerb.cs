using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Engine;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>map</c>: lifts documents to RDF without a store.</summary>
internal static class MapVerb
{
    public static Command Create()
    {
        var (with, input, site, ontology, strict, json) = (CommonOptions.With(), CommonOptions.Input(), CommonOptions.Site(), CommonOptions.Ontology(), CommonOptions.Strict(), CommonOptions.Json());
        var keys = CommonOptions.OneOf("--keys", "declared, or document: keys fall back to document and record, for trying things out", "declared", "document");
        var iriKey = new Option<string?>("--iri-key") { Description = "file with the secret that IRIs are made with; by default one made for this run", DefaultValueFactory = _ => Project.Current.IriKey };
        var output = new Option<string?>("--out") { Description = "file to write; by default standard output" };
        var to = new Option<string>("--to") { Description = "nquads, trig, turtle or jsonld", DefaultValueFactory = _ => "nquads" };
        var origins = new Option<string?>("--origins") { Description = "file for the origin of every statement, a JSON line each" };
        var rejects = new Option<string?>("--rejects") { Description = "file for rejects, a JSON line each" };
        var report = new Option<string?>("--report") { Description = "file for the run's figures and the fields that no rule reads" };
        var provenance = CommonOptions.OneOf("--provenance", "on, or off: --origins is not written", "on", "off");
        var command = new Command("map", "lifts documents to RDF without a store") { with, input, site, keys, iriKey, origins, output, to, rejects, report, provenance, ontology, strict, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            new MapOptions(
                parsed.WithOr(with, "mappings"), parsed.GetValue(input)!, parsed.GetValue(site), parsed.GetValue(keys) == "document", parsed.GetValue(iriKey), parsed.GetValue(output),
                RdfFiles.FormatNamed(parsed.GetValue(to)!), parsed.GetValue(origins), parsed.GetValue(rejects), parsed.GetValue(report), parsed.GetValue(provenance) != "off",
                parsed.GetValue(ontology), parsed.GetValue(strict), parsed.GetValue(json)),
            cancellation)));
        return command;
    }

    private static int Run(MapOptions options, CancellationToken cancellation)
    {
        if (Home.LoadProgram(options.With, options.Ontology) is not { } program) { return ExitCode.Input; }
        if (options.Site is not null && !program.Sites.Any(s => s.Name == options.Site)) { throw new UsageException($"there is no site '{options.Site}'"); }
        var problems = new List<Diagnostic>();
        var files = InputFiles.Find(options.Input, problems);
        Terminal.Diagnostics(problems);
        var iris = new IriMaker(Secret(options.IriKey));
        var services = new MappingServices(program, new IdentityTable(iris), iris) { KeepsText = options.Provenance && options.Origins is not null, KeysByDocument = options.KeysByDocument, Recycles = true };
        var report = new RunReport();
        using var rejects = options.Rejects is null ? null : AtomicFile.Create(options.Rejects);
        var remarks = new RemarkLog();
        var coverage = options.Report is null ? null : new FieldCoverage();
        var pass = new DocumentPass(new Mapper(services) { SiteName = options.Site, Coverage = coverage }, InputFiles.ReaderOf(program), report)
        {
            InStretches = true,
            OnDiagnostic = remarks.Add,
            OnReject = reject => RejectLines.Write(rejects?.Stream, reject),
        };
        pass.Identify(files, cancellation);
        Write(options, pass, files, remarks, report, cancellation);
        rejects?.Commit();
        remarks.Summarize();
        ReportOutput.Print(report);
        // Standard output is the graph's unless it goes to a file.
        if (options.Json && options.Out is not null) { Terminal.WriteJson(ReportOutput.ToJson(report, coverage)); }
        if (options.Report is not null) { AtomicFile.WriteAllBytes(options.Report, JsonSerializer.SerializeToUtf8Bytes(ReportOutput.ToJson(report, coverage), ReportOutput.Options)); }
        return problems.Count > 0 || (options.Strict && report.Rejects > 0) ? ExitCode.Input : ExitCode.Done;
    }

    private static void Write(MapOptions options, DocumentPass pass, IReadOnlyList<string> files, RemarkLog remarks, RunReport report, CancellationToken cancellation)
    {
        using var file = options.Out is null ? null : AtomicFile.Create(options.Out);
        using var origins = options.Origins is null || !options.Provenance ? null : AtomicFile.Create(options.Origins);
        using (var stream = file is null ? Console.OpenStandardOutput() : null)
        using (var writer = RdfWriter.Create(file?.Stream ?? stream!, options.Format, Prefixes))
        {
            var output = new GraphOutput(writer, origins?.Stream, remark =>
            {
                report.AddRemark();
                remarks.Add(remark);
            });
            foreach (var (_, mapped) in pass.Map(files, cancellation)) { output.Add(mapped); }
            output.Complete();
            report.SetTwins(output.TwinCount);
        }
        file?.Commit();
        origins?.Commit();
    }

    private static Dictionary<string, string> Prefixes => new()
    {
        ["hdt"] = OntologyModel.Namespace,
        ["xsd"] = Xsd.Namespace,
        ["id"] = Graph.TwinId.InstanceNamespace,
        ["twin"] = Graph.TwinId.GraphNamespace,
    };

    private static byte[] Secret(string? file)
    {
        if (file is null) { return RandomNumberGenerator.GetBytes(32); }
        var secret = File.ReadAllBytes(file);
        return secret.Length >= 16 ? secret : throw new UsageException($"'{file}' holds fewer than 16 bytes: no secret");
    }

    private sealed record MapOptions(
        string[] With, string[] Input, string? Site, bool KeysByDocument, string? IriKey, string? Out, RdfFormat Format, string? Origins, string? Rejects, string? Report,
        bool Provenance, string? Ontology, bool Strict, bool Json);
}
