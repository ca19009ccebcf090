using System.CommandLine;
using Ontotwin.Cli.Output;
using Ontotwin.Rdf;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>compare A B</c>: whether two RDF files say the same, blank nodes renamed.</summary>
internal static class CompareVerb
{
    public static Command Create()
    {
        var left = new Argument<string>("a") { Description = "an RDF file" };
        var right = new Argument<string>("b") { Description = "another" };
        var command = new Command("compare", "dataset isomorphism: exit 0 when both say the same, 1 when not") { left, right };
        command.SetAction(parsed => Run(parsed.GetValue(left)!, parsed.GetValue(right)!));
        return command;
    }

    private static int Run(string left, string right)
    {
        if (RdfFiles.Read(left)?.ToHashSet() is not { } a || RdfFiles.Read(right)?.ToHashSet() is not { } b) { return ExitCode.Input; }
        try
        {
            var same = DatasetIsomorphism.AreIsomorphic(a, b);
            Terminal.Line(same ? "the same" : $"different: {a.Count} and {b.Count} statements, {a.Intersect(b).Count()} of them letter by letter the same");
            return same ? ExitCode.Done : ExitCode.Input;
        }
        catch (BlankNodesAlikeException undecided)
        {
            Terminal.Diagnostics([undecided.Diagnostic with { Message = $"{left} and {right}: {undecided.Message}" }]);
            return ExitCode.Input;
        }
    }
}
