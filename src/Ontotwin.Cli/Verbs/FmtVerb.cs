using System.CommandLine;
using System.Text;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Language;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>fmt FILE…</c>: formats .twin files; a file with syntax errors is left alone.</summary>
internal static class FmtVerb
{
    private const string StandardInput = "-";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = ".twin files and folders, or - for standard input", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "changes nothing; lists the files that would change and exits with 1 when there are any" };
        var command = new Command("fmt", "formats .twin files") { files, check };
        command.SetAction(async (parsed, cancellation) => await RunAsync(parsed.GetValue(files)!, parsed.GetValue(check), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string[] files, bool isCheck, CancellationToken cancellation)
    {
        if (files is [StandardInput]) { return await FormatInputAsync(isCheck, cancellation); }
        var (changed, failed, all) = (0, 0, 0);
        foreach (var file in files.SelectMany(Expand).Distinct())
        {
            cancellation.ThrowIfCancellationRequested();
            all++;
            var text = await File.ReadAllTextAsync(file, cancellation);
            var outcome = TwinFormatter.Format(file, text);
            Terminal.Diagnostics(outcome.Diagnostics);
            if (outcome.Value is not { } formatted) { failed++; continue; }
            if (formatted == text) { continue; }
            changed++;
            Terminal.Line(file);
            if (!isCheck) { AtomicFile.WriteAllBytes(file, Utf8.GetBytes(formatted)); }
        }
        Terminal.Progress($"{all} files: {changed} {(isCheck ? "would change" : "changed")}, {failed} with errors left alone");
        return failed > 0 || (isCheck && changed > 0) ? ExitCode.Input : ExitCode.Done;
    }

    private static async Task<int> FormatInputAsync(bool isCheck, CancellationToken cancellation)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Utf8);
        var text = await input.ReadToEndAsync(cancellation);
        var outcome = TwinFormatter.Format("standard input", text);
        Terminal.Diagnostics(outcome.Diagnostics);
        if (outcome.Value is not { } formatted) { return ExitCode.Input; }
        if (isCheck) { return formatted == text ? ExitCode.Done : ExitCode.Input; }
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Utf8.GetBytes(formatted), cancellation);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (Directory.Exists(path)) { return Directory.EnumerateFiles(path, "*.twin", SearchOption.AllDirectories).Order(StringComparer.Ordinal); }
        return File.Exists(path) ? [path] : throw new UsageException($"there is no file or folder '{path}'");
    }
}
