using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Engine;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>infer csv FILE</c>: drafts a map from a sample.</summary>
internal static class InferVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "a CSV file" };
        var json = CommonOptions.Json();
        var csv = new Command("csv", "drafts a map of a CSV file: columns with their types, a node with a key, a value for each number") { file, json };
        csv.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(json)));
        return new Command("infer", "drafts a map from a sample") { csv };
    }

    private static int Run(string file, bool isJson)
    {
        if (InputFiles.Open(file, out var problem) is not { } document) { Terminal.Diagnostics([problem!]); return ExitCode.Environment; }
        var outcome = CsvDraft.Of(document);
        Terminal.Diagnostics(outcome.Diagnostics);
        if (outcome.Value is not { } draft) { return ExitCode.Input; }
        if (isJson) { Terminal.WriteJson(new { file, map = draft }); }
        else { Console.Out.Write(draft); }
        return ExitCode.Done;
    }
}
