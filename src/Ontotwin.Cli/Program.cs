using System.CommandLine;
using System.Text.RegularExpressions;
using Ontotwin.Cli.Output;
using Ontotwin.Cli.Verbs;
using Ontotwin.Graph;

namespace Ontotwin.Cli;

/// <summary>The <c>ontotwin</c> command. Exit codes: 0 done, 1 the input or program text is at fault, 2 wrong usage, 3 the environment is.</summary>
internal static partial class Program
{
    private const int PipeWidth = 200;

    /// <summary>Runs one verb.</summary>
    public static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        // A pipe has no width: tables are then as wide as they want to be.
        if (Console.IsOutputRedirected) { Spectre.Console.AnsiConsole.Profile.Width = PipeWidth; }
        if (Project.Problem is { } problem)
        {
            Terminal.Error(problem);
            return ExitCode.Usage;
        }
        var root = new RootCommand("Ontotwin: hospital and wearable data to one graph a person, and recommendations that show their reasons");
        foreach (var verb in AllVerbs.Create()) { root.Subcommands.Add(verb); }
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) { Terminal.Error(InWords(error.Message)); }
            Terminal.Error($"'ontotwin {parsed.CommandResult.Command.Name} --help' shows the usage");
            return ExitCode.Usage;
        }
        return await RunAsync(parsed);
    }

    // The library names the type of this program that an argument did not fit.
    private static string InWords(string message) => TypeWanted().Replace(message, type => type.Groups["type"].Value switch
    {
        "UInt32" or "UInt64" => "as a whole number of 0 or more",
        "Int32" or "Int64" => "as a whole number",
        "Double" or "Single" or "Decimal" => "as a number",
        "DateTime" or "DateTimeOffset" => "as an instant",
        "TimeSpan" => "as a duration (hours:minutes:seconds)",
        "Boolean" => "as true or false",
        _ => type.Value,
    });

    [GeneratedRegex(@"as expected type '(System\.Nullable`1\[)?System\.(?<type>\w+)\]?'")]
    private static partial Regex TypeWanted();

    // The process boundary: what a disk, network or store does wrong is told in words, never as a stack trace.
    private static async Task<int> RunAsync(ParseResult parsed)
    {
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (GraphStoreException fault)
        {
            Terminal.Error(fault.Diagnostic.ToString());
        }
        catch (UsageException fault)
        {
            Terminal.Error(fault.Message);
            return ExitCode.Usage;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Terminal.Error("error OT8003 " + fault.Message);
        }
        catch (OperationCanceledException)
        {
            Terminal.Error("stopped");
        }
        return ExitCode.Environment;
    }
}
