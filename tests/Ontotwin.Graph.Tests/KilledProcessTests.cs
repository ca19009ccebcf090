using System.Diagnostics;
using System.Globalization;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

/// <summary>A process that is killed while it writes loses nothing that was acknowledged, and leaves nothing half done.</summary>
public sealed class KilledProcessTests
{
    private const int FactsPerDelta = 12;
    private static readonly TwinId Twin = new("killedkilledkilledkilledki");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost()
    {
        var root = Directory.CreateTempSubdirectory("ontotwin-kill").FullName;
        var (folder, acknowledged) = (Path.Combine(root, "store"), Path.Combine(root, "acknowledged"));
        var random = new Random(7);
        var before = 0;
        for (var round = 0; round < 5; round++)
        {
            using var child = StartWriter(folder, acknowledged);
            var wanted = before + 20 + random.Next(60);
            while (Acknowledged(acknowledged) < wanted && !child.HasExited) { await Task.Delay(random.Next(1, 4), Cancel); }
            Assert.False(child.HasExited);
            child.Kill();
            await child.WaitForExitAsync(Cancel);
            before = Acknowledged(acknowledged);
            Assert.True(await AppliedAsync(folder) >= before, "an acknowledged change is missing");
        }
        Directory.Delete(root, recursive: true);
    }

    // Runs in the child only.
    [Fact(Explicit = true)]
    public async Task Writes_until_it_is_killed()
    {
        var arguments = Environment.GetEnvironmentVariable("ONTOTWIN_KILL_TEST")?.Split('|');
        Assert.SkipWhen(arguments is null, "SKIPPED: this is the child of another test");
        await using var store = await EmbeddedStore.OpenAsync(arguments![0], StoreOpening.CreateIfMissing, Cancel);
        await using var log = new FileStream(arguments[1], FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        for (var i = (int)((await store.HistoryAsync(Twin, Cancel)).Count / FactsPerDelta); ; i++)
        {
            Assert.True(await store.ApplyAsync(Delta(i), Cancel));
            log.Write(System.Text.Encoding.ASCII.GetBytes((i + 1).ToString(CultureInfo.InvariantCulture) + "\n"));
            await log.FlushAsync(Cancel);
        }
    }

    // How many changes the store has: whole ones, and the first so many.
    private static async Task<int> AppliedAsync(string folder)
    {
        await using var store = await EmbeddedStore.OpenAsync(folder, StoreOpening.MustExist, Cancel);
        var history = await store.HistoryAsync(Twin, Cancel);
        Assert.Equal(0, history.Count % FactsPerDelta);
        var applied = history.Count / FactsPerDelta;
        for (var i = 0; i < applied; i++) { Assert.False(await store.ApplyAsync(Delta(i), Cancel)); }
        Assert.Equal(Math.Min(applied, 1) * FactsPerDelta, (await store.LoadAsync(Twin, null, Cancel))!.Facts.Length);
        return applied;
    }

    private static TwinDelta Delta(int number) => new(Twin, DateTimeOffset.UnixEpoch.AddSeconds(number)) { Assert = [.. Facts(number)], Close = [.. Facts(number - 1)], Key = "k" + number };

    private static IEnumerable<Fact> Facts(int number) => Enumerable.Range(0, FactsPerDelta).Select(i => new Fact(
        new(Twin.Subject, new Iri("urn:p" + i), Literal.Integer(number)), new Asserted(new("d", "00", new ByteRange(i, i + 1), "OBX-5", "x", "r", "1", "")), default));

    private static int Acknowledged(string path)
    {
        if (!File.Exists(path)) { return 0; }
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var whole = file.ReadToEnd().Split('\n')[..^1];
        return whole.Length == 0 ? 0 : int.Parse(whole[^1], NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static Process StartWriter(string folder, string acknowledged)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") { start.ArgumentList.Add(typeof(KilledProcessTests).Assembly.Location); }
        foreach (var argument in (string[])["-explicit", "only", "-method", "*Writes_until_it_is_killed"]) { start.ArgumentList.Add(argument); }
        start.Environment["ONTOTWIN_KILL_TEST"] = folder + "|" + acknowledged;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
