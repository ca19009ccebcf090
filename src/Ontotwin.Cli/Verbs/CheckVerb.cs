using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Language;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>check FILE…</c>: compiles and tells all errors at once.</summary>
internal static class CheckVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = ".twin files and folders", Arity = ArgumentArity.OneOrMore };
        var (ontology, json) = (CommonOptions.Ontology(), CommonOptions.Json());
        var command = new Command("check", "compiles .twin files and tells every error with its place") { files, ontology, json };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(ontology), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] files, string? ontology, bool json)
    {
        if (Home.LoadOntology(ontology) is not { } model) { return ExitCode.Input; }
        var outcome = TwinCompiler.Compile(files, model, Home.Packs);
        if (json) { Terminal.WriteJson(outcome.Diagnostics.Select(DiagnosticJson.From)); }
        else { Terminal.Diagnostics(outcome.Diagnostics); }
        if (outcome.Value is not { } program) { return ExitCode.Input; }
        if (!json) { Terminal.Line($"{program.Modules.Length} modules: {program.Maps.Length} maps, {program.Guidelines.Length} guidelines, {program.Scores.Count} scores, {program.Tests.Length} tests; no errors"); }
        return ExitCode.Done;
    }
}
