using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Ontotwin.Graph;
using Ontotwin.Graph.Neo4j;

namespace Ontotwin.Bench;

/// <summary>
/// Neo4j (the server that <c>ONTOTWIN_NEO4J_URL</c>, <c>_USER</c> and <c>_PASSWORD</c> name; <c>_PID</c>, where it runs here, for its processor time) beside the embedded
/// store, with the people of the case <c>store</c>: load, changes, reads, and the least that the server takes for a request and for a commit.
/// </summary>
internal static class Neo4jCases
{
    private const int Facts = 50_000, SmallTwin = 1_000, DeltaFacts = 20;
    private const int Deltas = 200, Reads = 100, Floors = 200, WarmUps = 60;

    // Apart from what earlier runs left in the same database.
    private static readonly string Prefix = "bench" + Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture)[..12];

    public static void Run()
    {
        if (Environment.GetEnvironmentVariable("ONTOTWIN_NEO4J_URL") is not { Length: > 0 } server)
        {
            Measure.Line($"neo4j: SKIPPED, for ONTOTWIN_NEO4J_URL names no server");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            Compare(folder, server).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Compare(string folder, string server)
    {
        var people = await StoreCases.People(folder);
        using var counted = new CountingRequests();
        await Floor(server);
        await using (var neo4j = await Neo4jStore.OpenAsync("neo4j+" + server + "/db/neo4j", counted, CancellationToken.None)) { await Use("Neo4j", neo4j, people, counted); }
        await using var embedded = await EmbeddedStore.OpenAsync(Path.Combine(folder, "embedded"), StoreOpening.CreateIfMissing, MasterKey.Create(Path.Combine(folder, "key")), CancellationToken.None);
        await Use("embedded, encrypted", embedded, people, null);
    }

    // A request that does nothing, and one that commits one property: no change can take less than the one, none that is kept less than the other.
    private static async Task Floor(string server)
    {
        var at = new Uri(server + "/db/neo4j/query/v2");
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler);
        var (user, password) = (Environment.GetEnvironmentVariable("ONTOTWIN_NEO4J_USER"), Environment.GetEnvironmentVariable("ONTOTWIN_NEO4J_PASSWORD"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password)));
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        await Send("MERGE (n:OntotwinBench) SET n.at = $at", 0);
        var (request, _) = await Times(Floors, n => Send("RETURN $at", n), WarmUps);
        var (commit, _) = await Times(Floors, n => Send("MATCH (n:OntotwinBench) SET n.at = $at", n), WarmUps);
        await Send("MATCH (n:OntotwinBench) DELETE n", 0);
        Measure.Line($"neo4j: floors of this server: a request {request:0.0} ms, a request with a commit {commit:0.0} ms");

        async Task<bool> Send(string statement, int value)
        {
            using var answer = await http.PostAsJsonAsync(at, new { statement, parameters = new { at = value } });
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            return true;
        }
    }

    private static async Task Use(string name, IGraphStore store, List<ImmutableArray<Fact>> people, CountingRequests? counted)
    {
        var all = people.SelectMany(p => p).ToArray();
        // The server compiles what it runs often, and so does this process.
        foreach (var (n, person) in people.Index().Take(2)) { await store.ApplyAsync(Delta($"warm{n}", person), CancellationToken.None); }
        await Times(WarmUps, n => store.ApplyAsync(Delta("warm", [.. all.Skip(n * DeltaFacts).Take(DeltaFacts)]), CancellationToken.None), 0);
        await Load(name, store, people, counted);
        await store.ApplyAsync(Delta("small", [.. all.Take(SmallTwin)]), CancellationToken.None);
        var (before, cpu) = (counted?.Now, Cpu());
        var (delta, late) = await Times(Deltas, n => store.ApplyAsync(Delta("changed", [.. all.Skip(n * DeltaFacts).Take(DeltaFacts)]), CancellationToken.None), 0);
        Measure.Line($"  a change of {DeltaFacts} facts: median {delta:0.00} ms, 95th percentile {late:0.00} ms{Each(Deltas, counted, before, cpu)}");
        (before, cpu) = (counted?.Now, Cpu());
        var (read, lateRead) = await Times(Reads, _ => store.LoadAsync(new(Prefix + "small"), null, CancellationToken.None), 0);
        Measure.Line($"  a twin of {SmallTwin} facts read: median {read:0.00} ms, 95th percentile {lateRead:0.00} ms{Each(Reads, counted, before, cpu)}");
    }

    // A change a twin, as many at a time as there are cores.
    private static async Task Load(string name, IGraphStore store, List<ImmutableArray<Fact>> people, CountingRequests? counted)
    {
        var (twins, facts) = (new List<ImmutableArray<Fact>>(), 0);
        while (facts < Facts)
        {
            twins.Add(people[twins.Count % people.Count]);
            facts += twins[^1].Length;
        }
        var (before, cpu, watch) = (counted?.Now, Cpu(), Stopwatch.StartNew());
        await Parallel.ForEachAsync(twins.Index(), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (twin, cancellation) => await store.ApplyAsync(Delta("twin" + twin.Index, twin.Item), cancellation));
        Measure.Line($"{name}: {facts} facts of {twins.Count} twins loaded, {facts / watch.Elapsed.TotalSeconds:0} facts/s{Each(twins.Count, counted, before, cpu)}");
    }

    private static string Each(int number, CountingRequests? counted, (long Requests, long Sent, long Received)? before, double cpu) => counted is null || before is not { } then ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; each {(counted.Now.Requests - then.Requests) / (double)number:0.0} requests, {(counted.Now.Sent - then.Sent) / 1024.0 / number:0.0} KB there, {(counted.Now.Received - then.Received) / 1024.0 / number:0.0} KB back, {(Cpu() - cpu) * 1000 / number:0.0} ms of the server's processor");

    // Of the server; 0 where it is not told which process that is.
    private static double Cpu()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("ONTOTWIN_NEO4J_PID"), CultureInfo.InvariantCulture, out var pid)) { return 0; }
        using var server = Process.GetProcessById(pid);
        return server.TotalProcessorTime.TotalSeconds;
    }

    private static async Task<(double Median, double Late)> Times<T>(int runs, Func<int, Task<T>> work, int warmUps)
    {
        for (var run = 0; run < warmUps; run++) { await work(run); }
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            await work(run);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        return (times[runs / 2], times[runs * 95 / 100]);
    }

    private static TwinDelta Delta(string twin, ImmutableArray<Fact> facts) => new(new(Prefix + twin), DateTimeOffset.UnixEpoch) { Assert = facts };
}
