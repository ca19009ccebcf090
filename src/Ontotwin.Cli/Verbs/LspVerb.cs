using System.CommandLine;
using Ontotwin.LanguageServer;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>lsp</c>: the language server on standard input and output, for editors to start.</summary>
internal static class LspVerb
{
    public static Command Create()
    {
        var ontology = CommonOptions.Ontology();
        // Editors' clients add it to say how they will speak; there is no other way here.
        var stdio = new Option<bool>("--stdio") { Hidden = true };
        var command = new Command("lsp", "the language server of .twin files, on standard input and output") { ontology, stdio };
        command.SetAction(async (parsed, cancellation) => await RunAsync(parsed.GetValue(ontology), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? ontology, CancellationToken cancellation)
    {
        if (Home.LoadOntology(ontology) is not { } model) { return ExitCode.Input; }
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        return await new LanguageServer.LanguageServer(input, output, model).RunAsync(cancellation) ? ExitCode.Done : ExitCode.Input;
    }
}
