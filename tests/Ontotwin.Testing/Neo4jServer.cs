using System.Diagnostics;

namespace Ontotwin.Testing;

/// <summary>
/// The real server for the whole run: the one that <c>ONTOTWIN_NEO4J_URL</c> names, else one that is started from the shared folder, else none, and then its tests
/// are skipped with the reason.
/// </summary>
public sealed class Neo4jServer : IAsyncLifetime
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? folder;
    private string? url;

    /// <summary>The store URL of the server's database; skips the running test where there is no server.</summary>
    public async Task<string> StoreUrlAsync()
    {
        await gate.WaitAsync();
        try
        {
            url ??= Environment.GetEnvironmentVariable("ONTOTWIN_NEO4J_URL") ?? Start();
        }
        finally
        {
            gate.Release();
        }
        Assert.SkipWhen(url.Length == 0, "SKIPPED: no Neo4j; set ONTOTWIN_NEO4J_URL, ONTOTWIN_NEO4J_USER and ONTOTWIN_NEO4J_PASSWORD, or lay the shared folder beside the repository (needs Java 17)");
        return "neo4j+" + url + "/db/neo4j";
    }

    /// <summary>Nothing: the server starts when the first test asks for it.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Stops a server that was started here.</summary>
    public ValueTask DisposeAsync()
    {
        if (folder is not null)
        {
            Run(Path.Combine(SharedData.Folder!, "neo4j", "stop"), folder, "--kill");
            Directory.Delete(folder, recursive: true);
        }
        gate.Dispose();
        return ValueTask.CompletedTask;
    }

    // The script's answer goes to a file: the server it starts would keep a pipe open.
    private string Start()
    {
        if (SharedData.Folder is null || !File.Exists(Path.Combine(SharedData.Folder, "neo4j", "start"))) { return ""; }
        folder = Directory.CreateTempSubdirectory("ontotwin-neo4j").FullName;
        if (!Run(Path.Combine(SharedData.Folder, "neo4j", "start"), folder)) { return ""; }
        var lines = File.ReadAllLines(Path.Combine(folder, "neo4j.env")).Select(l => l.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        foreach (var name in (string[])["ONTOTWIN_NEO4J_USER", "ONTOTWIN_NEO4J_PASSWORD"]) { Environment.SetEnvironmentVariable(name, lines[name]); }
        return lines["ONTOTWIN_NEO4J_URL"];
    }

    private static bool Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "exec \"$@\" >/dev/null 2>&1", "neo4j", .. command]))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
