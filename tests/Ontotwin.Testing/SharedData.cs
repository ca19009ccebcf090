using System.Diagnostics;

namespace Ontotwin.Testing;

/// <summary>
/// The real data and reference answers by others, which lie beside the repository and not in it: <c>ONTOTWIN_SHARED</c>, else <c>../shared</c>.
/// Tests that need them call <see cref="Require"/> and are skipped, with a reason that is printed, where they are not.
/// </summary>
public static class SharedData
{
    private static readonly Lazy<string?> Data = new(() => Unpack("unpack"));
    private static readonly Lazy<string?> PeersFolder = new(() => Unpack(Path.Combine("peers", "unpack")));

    /// <summary>The shared folder, or null where there is none.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>A path in the unpacked data (<c>dev/…</c>, <c>oracles/…</c>); skips the running test where the data are not there.</summary>
    public static string Require(params string[] parts) => Within(Data.Value, parts);

    /// <summary>A path in the unpacked peers; skips the running test where they are not there.</summary>
    public static string RequirePeer(params string[] parts) => Within(PeersFolder.Value, parts);

    /// <summary>A path in the unpacked data, or null where it is not: for the rows of theories, which cannot skip while they are listed.</summary>
    public static string? Find(params string[] parts) => Data.Value is { } root && Path.Combine([root, .. parts]) is var path && Path.Exists(path) ? path : null;

    private static string Within(string? root, string[] parts)
    {
        Assert.SkipWhen(root is null, "SKIPPED: the shared data were not found; set ONTOTWIN_SHARED or lay them at ../shared");
        var path = Path.Combine([root!, .. parts]);
        Assert.SkipUnless(Path.Exists(path), $"SKIPPED: the shared data have no {Path.Combine(parts)}");
        return path;
    }

    private static string? FindFolder()
    {
        var folder = Environment.GetEnvironmentVariable("ONTOTWIN_SHARED") ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared"));
        return Directory.Exists(folder) ? folder : null;
    }

    private static string? Unpack(string script)
    {
        if (Folder is null || !File.Exists(Path.Combine(Folder, script))) { return null; }
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Folder, script)]) { RedirectStandardOutput = true })!;
        var path = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 && Directory.Exists(path) ? path : null;
    }
}
