using System.Diagnostics;
using Ontotwin.Testing;

namespace Ontotwin.Repository.Tests;

/// <summary>The files of the repository: what git tracks, or every file but build output where there is no git.</summary>
internal static class Tracked
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "node_modules", "results", "TestResults"];

    /// <summary>Paths relative to the repository's root, with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. (FromGit() ?? FromDisk()).Where(f => File.Exists(PathOf(f)))];

    public static string PathOf(string file) => Testing.Repository.PathOf(file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>C# that people wrote, below one of the given folders.</summary>
    public static IEnumerable<string> Code(params string[] folders) =>
        Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.Contains("/Generated/", StringComparison.Ordinal) && folders.Any(d => f.StartsWith(d + "/", StringComparison.Ordinal)));

    public static IEnumerable<string> Projects => Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal));

    private static List<string>? FromGit()
    {
        if (!Path.Exists(PathOf(".git"))) { return null; }
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files"]) { RedirectStandardOutput = true, WorkingDirectory = Testing.Repository.Root })!;
        var lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        git.WaitForExit();
        return git.ExitCode == 0 && lines.Count > 0 ? lines : null;
    }

    private static IEnumerable<string> FromDisk() =>
        Directory.EnumerateFiles(Testing.Repository.Root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Testing.Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Intersect(NotOurs).Any());
}
