using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>validate --shapes FILE… --data FILE…</c>: a SHACL report; exit 0 when the data conform, 1 when not.</summary>
internal static class ValidateVerb
{
    public static Command Create()
    {
        var shapes = new Option<string[]>("--shapes") { Description = "RDF files with SHACL shapes", Required = true, AllowMultipleArgumentsPerToken = true };
        var data = new Option<string[]>("--data") { Description = "RDF files to check; graphs count as one", Required = true, AllowMultipleArgumentsPerToken = true };
        var to = new Option<string>("--to") { Description = "text or turtle", DefaultValueFactory = _ => "text" };
        to.AcceptOnlyFromAmong("text", "turtle");
        var json = CommonOptions.Json();
        var command = new Command("validate", "checks RDF against SHACL Core shapes: exit 0 when it conforms, 1 when not") { shapes, data, to, json };
        command.SetAction(parsed => Run(parsed.GetValue(shapes)!, parsed.GetValue(data)!, parsed.GetValue(json) ? "json" : parsed.GetValue(to)!));
        return command;
    }

    private static int Run(string[] shapes, string[] data, string form)
    {
        var prefixes = new Dictionary<string, string>();
        if (Read(data, prefixes) is not { } graph || Read(shapes, prefixes) is not { } shapesGraph) { return ExitCode.Input; }
        var outcome = ShaclValidator.Validate(graph, shapesGraph);
        Terminal.Diagnostics(outcome.Diagnostics);
        if (!outcome.IsOk) { return ExitCode.Input; }
        if (outcome.Value.TargetedShapes == 0)
        {
            Terminal.Error($"{string.Join(", ", shapes)}: no shape with a target is in it, so nothing was checked. What to do: name the files of the shapes");
            return ExitCode.Input;
        }
        var report = outcome.Value;
        if (form == "turtle") { WriteTurtle(report, prefixes); }
        else if (form == "json") { Terminal.WriteJson(new { conforms = report.Conforms, results = report.Results.Select(r => Row(report, r)) }); }
        else { WriteText(report, prefixes); }
        return report.Conforms ? ExitCode.Done : ExitCode.Input;
    }

    // Blank nodes of different files are kept apart.
    private static List<Triple>? Read(string[] files, Dictionary<string, string> prefixes)
    {
        var all = new List<Triple>();
        foreach (var (file, number) in files.Select((f, i) => (f, i)))
        {
            if (RdfFiles.Read(file, prefixes: prefixes) is not { } quads) { return null; }
            all.AddRange(quads.Select(q => files.Length > 1 ? q.Triple.Relabel(BlankNode.OfDocument(number)) : q.Triple));
        }
        return all;
    }

    private static void WriteTurtle(ValidationReport report, Dictionary<string, string> prefixes)
    {
        prefixes.TryAdd("sh", "http://www.w3.org/ns/shacl#");
        using var output = Console.OpenStandardOutput();
        using var writer = RdfWriter.Create(output, RdfFormat.Turtle, prefixes);
        foreach (var subject in report.ToTriples().GroupBy(t => t.Subject))
        {
            foreach (var triple in subject) { writer.Write(triple, null); }
        }
    }

    private static void WriteText(ValidationReport report, Dictionary<string, string> prefixes)
    {
        string Short(string text) => prefixes.OrderByDescending(p => p.Value.Length).Aggregate(text, (t, p) => System.Text.RegularExpressions.Regex.Replace(t, $"<{System.Text.RegularExpressions.Regex.Escape(p.Value)}([\\w.-]*)>", $"{p.Key}:$1"));
        foreach (var result in report.Results)
        {
            Terminal.Line($"{result.Severity.LocalName}: {Short(result.FocusNode.ToString())}{(result.Path is null ? "" : " " + Short(report.PathText(result.Path)))}{(result.Value is null ? "" : " " + Short(result.Value.ToString()))}");
            Terminal.Line($"  {string.Join("; ", result.Messages.Select(m => m.Lexical))} ({result.Component.LocalName}, shape {Short(result.SourceShape.ToString())})");
        }
        Terminal.Line(report.Conforms ? "conforms" : $"does not conform: {report.Results.Length} {(report.Results.Length == 1 ? "result" : "results")}");
    }

    private static object Row(ValidationReport report, ValidationResult result) => new
    {
        focusNode = result.FocusNode.ToString(),
        path = result.Path is null ? null : report.PathText(result.Path),
        value = result.Value?.ToString(),
        severity = result.Severity.Value,
        component = result.Component.Value,
        sourceShape = result.SourceShape.ToString(),
        messages = result.Messages.Select(m => new { text = m.Lexical, language = m.Language }),
    };
}
