using System.Diagnostics;
using System.Globalization;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

/// <summary>A process that is killed while it writes, compacts and erases loses nothing that was acknowledged, and leaves nothing half done: 200 kills.</summary>
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    internal const int FactsPerDelta = 12;
    internal const string Variable = "ONTOTWIN_KILL_TEST";
    private const int Stores = 8, KillsPerStore = 25, Lanes = 4;
    internal static readonly TwinId Twin = new("killedkilledkilledkilledki");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost()
    {
        var clock = Stopwatch.StartNew();
        var changes = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Stores), new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = Cancel }, async (number, _) => Interlocked.Add(ref changes, await KillAsync(number)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stores * KillsPerStore} kills, {changes} acknowledged changes, {clock.Elapsed.TotalSeconds:0} s"));
    }

    // One store, every second one encrypted, killed again and again.
    private static async Task<int> KillAsync(int number)
    {
        var root = Directory.CreateTempSubdirectory("ontotwin-kill").FullName;
        var (folder, acknowledged, key) = (Path.Combine(root, "store"), Path.Combine(root, "acknowledged"), Path.Combine(root, "key"));
        var master = number % 2 == 0 ? null : MasterKey.Create(key);
        var random = new Random(number);
        for (var kill = 0; kill < KillsPerStore; kill++)
        {
            var wanted = Acknowledged(acknowledged).Count + random.Next(14);
            using (var child = StartWriter(folder, acknowledged, master is null ? "" : key))
            {
                while (Acknowledged(acknowledged).Count <= wanted && !child.HasExited) { await Task.Delay(random.Next(1, 6), Cancel); }
                Assert.False(child.HasExited, "the writer ended by itself");
                child.Kill();
                await child.WaitForExitAsync(Cancel);
            }
            await CheckAsync(folder, master, Acknowledged(acknowledged), isLast: kill == KillsPerStore - 1);
        }
        var all = Acknowledged(acknowledged).Count;
        Directory.Delete(root, recursive: true);
        return all;
    }

    private static async Task CheckAsync(string folder, MasterKey? master, List<(string What, int Number)> acknowledged, bool isLast)
    {
        // Read as the process left it, and only at the end of all written to: each next writer has to mend it by itself.
        if (isLast) { Assert.Empty((await StoreCheck.RunAsync(folder, master, Cancel)).Damages); }
        await using var store = await EmbeddedStore.OpenAsync(folder, isLast ? StoreOpening.MustExist : StoreOpening.ReadOnly, master, Cancel);
        var history = await store.HistoryAsync(Twin, Cancel);
        var applied = history.Count / FactsPerDelta;
        Assert.Equal(applied * FactsPerDelta, history.Count);
        Assert.True(applied > acknowledged.Where(a => a.What == "applied").Select(a => a.Number).DefaultIfEmpty(-1).Max(), "an acknowledged change is missing");
        Assert.Equal(Enumerable.Range(0, applied), history.Select(f => (int)(f.KnownFrom - DateTimeOffset.UnixEpoch).TotalSeconds).Distinct());
        Assert.Equal(Math.Min(applied, 1) * FactsPerDelta, (await store.LoadAsync(Twin, null, Cancel))!.Facts.Length);
        var erased = acknowledged.Where(a => a.What == "erased").Select(a => a.Number).ToHashSet();
        // Every one of them has the property, and the index of cohorts misses none.
        var cohort = (await store.CohortAsync(new TripleCondition(new Iri("urn:p7")), Cancel)).ToHashSet();
        Assert.Equal(applied > 0, cohort.Contains(Twin));
        var fed = new Dictionary<TwinId, bool>();
        await foreach (var entry in store.ChangesAsync(FeedPosition.Start, Cancel)) { Assert.True(fed.TryAdd(entry.Twin, entry.IsErased), "the change feed has a twin twice"); }
        Assert.Equal(applied > 0, fed.ContainsKey(Twin));
        foreach (var (_, number) in acknowledged.Where(a => a.What == "came"))
        {
            Assert.True(fed.TryGetValue(MadeTwins.Id(number), out var isErased), "the change feed misses a twin");
            Assert.True(isErased || !erased.Contains(number), "the change feed does not tell of an erased twin");
        }
        foreach (var (_, number) in acknowledged.Where(a => a.What == "came").TakeLast(isLast ? int.MaxValue : 20))
        {
            Assert.True(cohort.Contains(MadeTwins.Id(number)) || erased.Contains(number) || number % 6 == 5, "the index of cohorts misses a twin");
            Assert.False(cohort.Contains(MadeTwins.Id(number)) && erased.Contains(number), "the index of cohorts has a twin that was erased");
            var came = await store.LoadAsync(MadeTwins.Id(number), null, Cancel);
            if (erased.Contains(number)) { Assert.Null(came); }
            // The last may be erased and not yet acknowledged as that.
            else if (came is not null || number % 6 != 5) { Assert.Equal((12, 1, 1), (came!.Facts.Length, came.Aliases.Length, came.Series.Length)); }
        }
        for (var i = 0; isLast && i < applied; i += 7) { Assert.False(await store.ApplyAsync(Delta(i), Cancel)); }
    }

    internal static TwinDelta Delta(int number) => new(Twin, DateTimeOffset.UnixEpoch.AddSeconds(number)) { Assert = [.. Facts(number)], Close = [.. Facts(number - 1)], Key = "k" + number };

    private static IEnumerable<Fact> Facts(int number) => Enumerable.Range(0, FactsPerDelta).Select(i => new Fact(
        new(Twin.Subject, new Iri("urn:p" + i), Literal.Integer(number)), new Asserted(new("d", "00", new ByteRange(i, i + 1), "OBX-5", "x", "r", "1", "")), default));

    private static List<(string What, int Number)> Acknowledged(string path)
    {
        if (!File.Exists(path)) { return []; }
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. file.ReadToEnd().Split('\n')[..^1].Select(l => l.Split(' ')).Select(p => (p[0], int.Parse(p[1], NumberStyles.None, CultureInfo.InvariantCulture)))];
    }

    private static Process StartWriter(string folder, string acknowledged, string key)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledProcessTests).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Variable] = $"{folder}|{acknowledged}|{key}";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(KilledProcessTests).Assembly.Location;
        start.Environment["DOTNET_TieredPGO"] = "0";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
