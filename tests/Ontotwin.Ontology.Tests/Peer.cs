using System.Diagnostics;

namespace Ontotwin.Ontology.Tests;

/// <summary>Runs a tool by others; skips the test where there is no Java.</summary>
internal static class Peer
{
    private static readonly Lazy<bool> HasJava = new(() =>
    {
        try
        {
            using var java = Process.Start(new ProcessStartInfo("java", ["-version"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            java.WaitForExit();
            return java.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public static (string Output, string Error, int ExitCode) Run(string script, params IEnumerable<string> arguments)
    {
        Assert.SkipUnless(HasJava.Value, "SKIPPED: there is no Java to run the checker with");
        var start = new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["JENA_OPTS"] = "-Xmx512m";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.GetAwaiter().GetResult(), process.ExitCode);
    }
}
