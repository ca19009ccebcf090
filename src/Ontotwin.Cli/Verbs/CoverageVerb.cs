using System.CommandLine;
using System.Security.Cryptography;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;
using Ontotwin.Mapping;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>coverage</c>: which fields of the sources hold a value that no rule reads.</summary>
internal static class CoverageVerb
{
    public static Command Create()
    {
        var (with, input, site, ontology, json) = (CommonOptions.With(), CommonOptions.Input(), CommonOptions.Site(), CommonOptions.Ontology(), CommonOptions.Json());
        var tables = new Option<string?>("--tables") { Description = "folder of HL7's v2-to-FHIR tables: tells what share of their rows gave a fact" };
        var command = new Command("coverage", "which fields of the sources hold a value that no rule reads") { with, input, tables, site, ontology, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.WithOr(with, "mappings"), parsed.GetValue(input)!, parsed.GetValue(tables), parsed.GetValue(site), parsed.GetValue(ontology), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Run(string[] with, string[] input, string? tables, string? site, string? ontology, bool json, CancellationToken cancellation)
    {
        if (Home.LoadProgram(with, ontology) is not { } program) { return ExitCode.Input; }
        if (site is not null && !program.Sites.Any(s => s.Name == site)) { throw new UsageException($"there is no site '{site}'"); }
        var problems = new List<Diagnostic>();
        var official = tables is null ? null : V2ToFhirTables.Load(tables);
        problems.AddRange(official?.Diagnostics ?? []);
        var files = InputFiles.Find(input, problems);
        Terminal.Diagnostics(problems);
        if (official is { Value: null }) { return ExitCode.Input; }
        var iris = new IriMaker(RandomNumberGenerator.GetBytes(32));
        var (coverage, report) = (new FieldCoverage(), new RunReport());
        var mapper = new Mapper(new MappingServices(program, new IdentityTable(iris), iris)) { SiteName = site, Coverage = coverage };
        var pass = new DocumentPass(mapper, InputFiles.ReaderOf(program), report);
        pass.Identify(files, cancellation);
        report.SetTwins(pass.Map(files, cancellation).SelectMany(r => r.Mapped.Nodes.Select(n => n.Twin).Concat(r.Mapped.Samples.Select(s => s.Twin))).ToHashSet().Count);
        var messages = official?.Value?.Cover(coverage);
        ReportOutput.Print(report);
        if (json) { Terminal.WriteJson(new { report = ReportOutput.ToJson(report), paths = coverage.Paths, unreadFields = CoverageOutput.Fields(coverage), unreadElements = CoverageOutput.Elements(coverage), tables = messages }); }
        else { CoverageOutput.Print(coverage, messages); }
        return problems.Count > 0 ? ExitCode.Input : ExitCode.Done;
    }
}
