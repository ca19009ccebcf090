using System.Diagnostics;
using System.Globalization;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

/// <summary>Prints the figures of docs/decisions/0003. Explicit: a clock on a shared machine proves nothing.</summary>
public sealed class FiguresTests(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Figures(bool isEncrypted)
    {
        Print(isEncrypted ? "encrypted" : "plain", 0, 0);
        var cancel = TestContext.Current.CancellationToken;
        var root = Directory.CreateTempSubdirectory("ontotwin-figures").FullName;
        await using var store = await EmbeddedStore.OpenAsync(Path.Combine(root, "s"), StoreOpening.CreateIfMissing, isEncrypted ? MasterKey.Create(Path.Combine(root, "key")) : null, cancel);
        var times = new List<double>();
        for (var t = 0; t < 40; t++)
        {
            for (var d = 0; d < 50; d++)
            {
                var delta = Delta(new TwinId($"twin{t}"), d, 20);
                var start = Stopwatch.GetTimestamp();
                await store.ApplyAsync(delta, cancel);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        Print("durable delta of 20 facts, ms, median and p99", Median(times), times.Order().ElementAt(times.Count * 99 / 100));
        var big = Delta(new TwinId("big"), 0, 100_000);
        Print("facts/s of one change of 100,000", 100_000 / Time(() => store.ApplyAsync(big, cancel).GetAwaiter().GetResult()) * 1000, 0);
        for (var d = 0; d < 5000; d++) { await store.ApplyAsync(Delta(new TwinId("long"), d, 20), cancel); }
        foreach (var (name, runs) in (ReadOnlySpan<(string, int)>)[("twin7", 300), ("big", 15), ("long", 15)])
        {
            var loads = Enumerable.Range(0, runs).Select(_ => Time(() => store.LoadAsync(new TwinId(name), null, cancel).IsCompleted)).ToList();
            Print($"load of {name}, ms, median", Median(loads), 0);
        }
        var series = new SeriesChunk(new Iri("urn:s"), "/min", new("day.csv", "00", default, "bpm", "", "r", "1", ""), false, [.. Enumerable.Range(0, 1_000_000).Select(i => new Sample(DateTimeOffset.UnixEpoch.AddSeconds(i * 5), 50 + (i * 7 % 90), new(i * 20L, (i * 20L) + 2), i))]);
        await store.ApplyAsync(new TwinDelta(new TwinId("wearer"), DateTimeOffset.UnixEpoch) { Series = [series] }, cancel);
        var day = DateTimeOffset.UnixEpoch.AddDays(20);
        Print("a day (17,280) of a series of 1,000,000 samples in one document, ms", Median([.. Enumerable.Range(0, 15).Select(_ => Time(() => store.SeriesAsync(new TwinId("wearer"), null, day, day.AddDays(1), cancel).IsCompleted))]), 0);
        await store.EraseAsync(new TwinId("wearer"), cancel);
        var made = Delta(new TwinId("erase"), 0, 1000);
        await store.ApplyAsync(made, cancel);
        Print("erase of 1,000 facts, ms", Time(() => store.EraseAsync(made.Twin, cancel).GetAwaiter().GetResult()), 0);
        foreach (var name in (string[])["big", "long"]) { await store.EraseAsync(new TwinId(name), cancel); }
        await store.DisposeAsync();
        var bytes = Directory.EnumerateFiles(Path.Combine(root, "s", "db"), "*.sst").Sum(f => new FileInfo(f).Length) + Directory.EnumerateFiles(Path.Combine(root, "s", "db"), "*.log").Sum(f => new FileInfo(f).Length);
        Print("bytes a fact of 40 twins of 1,000 facts in 50 documents each", bytes / 40_000.0, 0);
        Directory.Delete(root, recursive: true);
    }

    private void Print(string what, double figure, double other) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {figure:0.###} {other:0.###}"));

    private static double Time<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    // Four observations of five facts a document, as a laboratory report gives.
    private static TwinDelta Delta(TwinId twin, int document, int facts) => new(twin, DateTimeOffset.UnixEpoch.AddMinutes(document))
    {
        Key = "k" + document,
        Assert = [.. Enumerable.Range(0, facts).Select(i =>
        {
            var node = new Iri($"{TwinId.InstanceNamespace}{HashOf(twin.Value + document + (i / 5))[..26]}");
            var origin = new Origin($"inbox/2026/{document}.hl7", HashOf(document.ToString(CultureInfo.InvariantCulture)), new ByteRange(300 + (i * 40), 304 + (i * 40)), $"OBX[{1 + (i / 5)}]-{2 + (i % 5)}", "4." + i, "stanna.labs/labs.obs.value", "1.0.0", "");
            var (predicate, value) = (i % 5) switch
            {
                0 => (RdfTerms.Type, (Term)new Iri("https://w3id.org/ontotwin/hdt#LabResult")),
                1 => (new Iri("https://w3id.org/ontotwin/hdt#subject"), twin.Subject),
                2 => (new Iri("https://w3id.org/ontotwin/hdt#value"), Literal.Number(4.1m + i + document)),
                3 => (new Iri("https://w3id.org/ontotwin/hdt#unit"), Literal.Text("mmol/L")),
                _ => (new Iri("https://w3id.org/ontotwin/hdt#code"), new Iri("http://loinc.org/rdf#2823-" + (i % 9))),
            };
            return new Fact(new(node, predicate, value), new Asserted(origin), default);
        })],
    };

    private static string HashOf(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
