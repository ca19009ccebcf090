using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Evaluation;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>score NAME --input FILE.json</c>: one score from plain values, with its terms.</summary>
internal static class ScoreVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "the score's name" };
        var input = new Option<string>("--input") { Description = "JSON: {\"age\": 61, \"sex\": \"Female\", \"SBP\": 150, \"Creatinine\": \"1.4 mg/dL\", \"Diabetes\": true}", Required = true };
        var (with, ontology, json) = (CommonOptions.With(), CommonOptions.Ontology(), CommonOptions.Json());
        var command = new Command("score", "one score from plain values, with its terms") { name, input, with, ontology, json };
        command.SetAction(parsed =>
        {
            if (Home.LoadProgram(parsed.WithOr(with, "guidelines"), parsed.GetValue(ontology)) is not { } program) { return ExitCode.Input; }
            if (!program.Scores.ContainsKey(parsed.GetValue(name)!))
            {
                Terminal.Error($"error OT8008 there is no score '{parsed.GetValue(name)}': {string.Join(", ", program.Scores.Keys.Order(StringComparer.Ordinal))}");
                return ExitCode.Input;
            }
            return Run(program, parsed.GetValue(name)!, parsed.GetValue(input)!, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(TwinProgram program, string name, string input, bool json)
    {
        var (given, diagnostics) = GivenTwin.ReadJson(program, File.ReadAllText(input), input);
        Terminal.Diagnostics(diagnostics);
        if (diagnostics.Any(d => d.Severity == Severity.Error)) { return ExitCode.Input; }
        // Plain values hold at the moment at which they are given.
        var now = TimeProvider.System.GetLocalNow();
        var evaluator = new Evaluator(program, GivenTwin.Of(program, given, now), now, NoModels.Instance);
        var result = evaluator.Score(name)!;
        if (json)
        {
            Terminal.WriteJson(new
            {
                score = name,
                low = result.Value?.Low,
                high = result.Value?.High,
                unit = result.Unit,
                unknown = result.Reasons.Select(u => u.Text.En),
                terms = result.Proof.Children.Select(c => new { en = c.Text.En, zh = c.Text.Zh, low = c.Value?.Low, high = c.Value?.High }),
            });
        }
        else { Terminal.Line(ProofText.Render(result.Proof, "en", _ => null)); }
        return ExitCode.Done;
    }
}
