using System.Diagnostics;
using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Tests;

/// <summary>
/// The power fails while RocksDB and our own files write: a process writes down all that it does to the disk, and the store is opened from what any moment of it leaves,
/// with what was not flushed dropped sector by sector. Long: outside of the usual run (<c>.ci/long</c>).
/// </summary>
public sealed class DatabasePowerFailureTests(ITestOutputHelper output)
{
    private const int Rounds = 60, Recoveries = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_acknowledged_is_lost_when_the_power_fails(bool isEncrypted)
    {
        var root = Directory.CreateTempSubdirectory("ontotwin-power").FullName;
        var (folder, key) = (Path.Combine(root, "store"), Path.Combine(root, "key"));
        var master = isEncrypted ? MasterKey.Create(key) : null;
        var log = await WriteAsync(root, folder, master is null ? "" : key);
        var (opened, refused) = await RecoverAsync(log, root, folder, master);
        output.WriteLine($"{log.Count} steps, {Recoveries} recoveries: {opened} opened, {refused} were not made yet");
        Assert.True(opened > Recoveries * 4 / 5);
        // Without its flushes the same process must be caught.
        var noticed = await Record.ExceptionAsync(() => RecoverAsync(log.WithoutFlushes(), root, folder, master));
        Assert.True(noticed is GraphStoreException or Xunit.Sdk.XunitException, noticed?.ToString() ?? "nothing was noticed");
        Directory.Delete(root, recursive: true);
    }

    private static async Task<(int Opened, int Refused)> RecoverAsync(WriteLog log, string root, string folder, MasterKey? master)
    {
        var (random, opened, refused) = (new Random(23), 0, 0);
        for (var recovery = 0; recovery < Recoveries; recovery++)
        {
            var copy = Path.Combine(root, "recovered");
            if (Directory.Exists(copy)) { Directory.Delete(copy, recursive: true); }
            var acknowledged = log.Recover(random.Next(log.Count + 1), random, folder, copy).Select(l => l.Split(' ')).Select(p => (What: p[0], Number: int.Parse(p[1], CultureInfo.InvariantCulture))).ToList();
            if (await CheckAsync(copy, master, acknowledged)) { opened++; }
            else { refused++; }
        }
        return (opened, refused);
    }

    // False when the store had not been made yet; that is so only before anything was acknowledged.
    private static async Task<bool> CheckAsync(string folder, MasterKey? master, List<(string What, int Number)> acknowledged)
    {
        if (acknowledged.Count == 0 && EmbeddedStore.IsFree(folder)) { return false; }
        await using var store = await EmbeddedStore.OpenAsync(folder, StoreOpening.MustExist, master, Cancel);
        var history = await store.HistoryAsync(KilledProcessTests.Twin, Cancel);
        Assert.Equal(0, history.Count % KilledProcessTests.FactsPerDelta);
        Assert.True(history.Count / KilledProcessTests.FactsPerDelta > acknowledged.Where(a => a.What == "applied").Select(a => a.Number).DefaultIfEmpty(-1).Max(), "an acknowledged change is missing");
        var cohort = (await store.CohortAsync(new TripleCondition(new Iri("urn:p7")), Cancel)).ToHashSet();
        foreach (var (_, number) in acknowledged.Where(a => a.What == "came"))
        {
            var came = await store.LoadAsync(MadeTwins.Id(number), null, Cancel);
            Assert.Equal(came is not null, cohort.Contains(MadeTwins.Id(number)));
            if (acknowledged.Contains(("erased", number))) { Assert.Null(came); }
            else if (came is not null || number % 6 != 5) { Assert.Equal(12, came!.Facts.Length); }
        }
        return true;
    }

    private static async Task<WriteLog> WriteAsync(string root, string folder, string key)
    {
        var (shim, log) = (Path.Combine(root, "writelog.so"), Path.Combine(root, "log"));
        await RunAsync(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O1", "-o", shim, Repository.PathOf("tests", "Ontotwin.Graph.Tests", "writelog.c"), "-ldl", "-lpthread"]));
        var start = new ProcessStartInfo("dotnet", [typeof(DatabasePowerFailureTests).Assembly.Location]);
        foreach (var (name, value) in ((string, string)[])[("LD_PRELOAD", shim), ("WRITELOG_ROOT", folder), ("WRITELOG_FILE", log), ("WRITELOG_ACK", Path.Combine(root, "acknowledged")), (KilledProcessTests.Variable, $"{folder}|{Path.Combine(root, "acknowledged")}|{key}|{Rounds}"), ("DOTNET_STARTUP_HOOKS", typeof(DatabasePowerFailureTests).Assembly.Location)])
        {
            start.Environment[name] = value;
        }
        await RunAsync(start);
        return WriteLog.Read(log);
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && (start.FileName != "gcc" || File.Exists("/usr/bin/gcc")), "SKIPPED: needs Linux and gcc");
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        try { await process.WaitForExitAsync(patience.Token); }
        finally
        {
            if (!process.HasExited) { process.Kill(); }
        }
        Assert.Equal(0, process.ExitCode);
    }
}
