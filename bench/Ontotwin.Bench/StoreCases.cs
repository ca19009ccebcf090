using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Bench;

/// <summary>
/// The embedded store, encrypted, with the facts of really mapped documents and their origins: Synthea's bundles by the shipped packs, where <c>ONTOTWIN_DATA</c> names
/// the data, else the demo's one. The same people are kept over and over under other ids: nothing is shared between twins, so a copy costs what the first one did.
/// </summary>
internal static class StoreCases
{
    private const int Bundles = 12;
    private const long Quads = 20_000_000;
    private const int SmallTwin = 1_000, LargeTwin = 100_000, DeltaFacts = 20;
    private const int Deltas = 300, Reads = 500, LargeReads = 9;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            var people = People(folder).GetAwaiter().GetResult();
            Load(folder, people).GetAwaiter().GetResult();
            Use(folder, people).GetAwaiter().GetResult();
            Measure.PrintPeak();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The facts of each person of the mapped documents.</summary>
    internal static async Task<List<ImmutableArray<Fact>>> People(string folder)
    {
        var data = Environment.GetEnvironmentVariable("ONTOTWIN_DATA") is { } named ? Path.Combine(named, "dev", "ehr", "synthea-r4-smart") : "";
        List<string> files = Directory.Exists(data) ? [.. Directory.EnumerateFiles(data, "*.json").Order(StringComparer.Ordinal).Take(Bundles)] : ["samples/fhir/b-riverside.json"];
        await using var store = new MergedStore(await EmbeddedStore.OpenAsync(Path.Combine(folder, "mapped"), StoreOpening.CreateIfMissing, CancellationToken.None));
        var ingestion = await DocumentIngestion.CreateAsync(Programs.Shipped(), store, new RunReport(), null, CancellationToken.None);
        await ingestion.RunAsync(files, CancellationToken.None);
        var people = new List<ImmutableArray<Fact>>();
        await foreach (var twin in store.TwinsAsync(CancellationToken.None)) { people.Add((await store.LoadAsync(twin, null, CancellationToken.None))!.Facts); }
        return people;
    }

    // A change a twin, on both cores; the size is that of a store opened once more, when its log has become tables.
    private static async Task Load(string folder, List<ImmutableArray<Fact>> people)
    {
        var path = Path.Combine(folder, "loaded");
        var key = MasterKey.Create(Path.Combine(folder, "key"));
        var copies = (int)(Quads / people.Sum(p => p.Length)) + 1;
        var quads = (long)copies * people.Sum(p => p.Length);
        var (watch, cost) = (new Stopwatch(), default(Cost));
        await using (var store = await EmbeddedStore.OpenAsync(path, StoreOpening.CreateIfMissing, key, CancellationToken.None))
        {
            await store.ApplyAsync(Delta("warm", people[0]), CancellationToken.None);
            watch.Start();
            cost = Measure.Once(() =>
            {
                Parallel.For(0, copies * people.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, n => store.ApplyAsync(Delta($"twin{n}", people[n % people.Count]), CancellationToken.None).GetAwaiter().GetResult());
                return quads;
            });
            watch.Stop();
        }
        await using (await EmbeddedStore.OpenAsync(path, StoreOpening.CreateIfMissing, key, CancellationToken.None)) { }
        var bytes = new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        Measure.Line($"store: {quads} quads with their origins, {copies * people.Count} twins, encrypted\n  {quads / watch.Elapsed.TotalSeconds / 1e6:0.00} M quads/s on {Environment.ProcessorCount} cores, {quads / cost.CpuSeconds / 1e6:0.00} M per CPU second (wanted 1.5 M/s), {bytes / (double)quads:0.0} bytes a quad (wanted 12)");
    }

    private static async Task Use(string folder, List<ImmutableArray<Fact>> people)
    {
        var all = people.SelectMany(p => p).ToArray();
        await using var store = await EmbeddedStore.OpenAsync(Path.Combine(folder, "used"), StoreOpening.CreateIfMissing, MasterKey.Read(Path.Combine(folder, "key")), CancellationToken.None);
        await store.ApplyAsync(Delta("small", [.. all.Take(SmallTwin)]), CancellationToken.None);
        await store.ApplyAsync(Delta("large", [.. all.Take(LargeTwin)]), CancellationToken.None);
        // Compiled as it is in a service that has run for a second.
        for (var run = 0; run < Reads; run++) { await store.LoadAsync(new("small"), null, CancellationToken.None); }
        await Task.Delay(TimeSpan.FromSeconds(1));
        var delta = await Median(Deltas, n => store.ApplyAsync(Delta("changed", [.. all.Skip(n * DeltaFacts).Take(DeltaFacts)]), CancellationToken.None));
        var small = await Median(Reads, _ => store.LoadAsync(new("small"), null, CancellationToken.None));
        Fact[] few = [.. all.Take(SmallTwin)];
        var floor = await Median(Reads, _ => Task.FromResult(Anew(few)));
        var large = await Median(LargeReads, _ => store.LoadAsync(new("large"), null, CancellationToken.None));
        var erased = await Median(1, _ => store.EraseAsync(new("small"), CancellationToken.None));
        Measure.Line($"  medians: a twin of {SmallTwin} facts read in {small * 1000:0} µs (wanted 150; {small / floor:0.0} × the {floor * 1000:0} µs that making its objects takes), of {Math.Min(LargeTwin, all.Length)} in {large:0.0} ms, a durable change of {DeltaFacts} facts {delta:0.00} ms (wanted 0.5), a twin of {SmallTwin} erased in {erased:0.0} ms");
    }

    // What no reader can do without: every fact, statement, value and origin as an object, and every text that is its own.
    private static Fact[] Anew(Fact[] facts)
    {
        var made = new Fact[facts.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            var (triple, origin) = (facts[i].Triple, facts[i].Origin);
            var value = triple.Object is Literal literal ? new Literal(new string(literal.Lexical.AsSpan()), literal.Datatype, literal.Language) : triple.Object;
            Justification why = origin is null ? facts[i].Justification : new Asserted(origin with { Path = new string(origin.Path.AsSpan()) });
            made[i] = new(new(triple.Subject, triple.Predicate, value), why, facts[i].KnownFrom);
        }
        return made;
    }

    private static async Task<double> Median<T>(int runs, Func<int, Task<T>> work)
    {
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            await work(run);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times.Order().ElementAt(runs / 2);
    }

    private static TwinDelta Delta(string twin, ImmutableArray<Fact> facts) => new(new(twin), DateTimeOffset.UnixEpoch) { Assert = facts };
}
