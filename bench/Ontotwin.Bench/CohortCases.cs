using System.Diagnostics;
using System.Globalization;
using Ontotwin.Api.Querying;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;
using Ontotwin.Values;

namespace Ontotwin.Bench;

/// <summary>
/// Queries over 2,000 twins of 500 facts in an embedded store, of whom one in twenty has what is asked for: with and without the index of cohorts, on one and on two threads,
/// and as all twins loaded into one dataset. Each ratio is of one run: of CPU time, but of wall time where threads are compared.
/// </summary>
internal static class CohortCases
{
    private const int Twins = 2_000, Records = 100, Facts = Records * 5, OneIn = 20, Runs = 5;
    private const string Prefix = "PREFIX h: <https://w3id.org/ontotwin/hdt#> PREFIX c: <http://loinc.org/rdf#> ";
    private const string Cohort = Prefix + "SELECT (COUNT(*) AS ?n) (AVG(?v) AS ?mean) { GRAPH ?g { ?o h:code c:rare ; h:value ?v } }";
    private const string Everybody = Prefix + "SELECT ?code (COUNT(*) AS ?n) (AVG(?v) AS ?mean) { GRAPH ?g { ?o h:code ?code ; h:value ?v } } GROUP BY ?code";

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try { RunAsync(Path.Combine(folder, "store")).GetAwaiter().GetResult(); }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static async Task RunAsync(string folder)
    {
        await using var store = await EmbeddedStore.OpenAsync(folder, StoreOpening.CreateIfMissing, CancellationToken.None);
        for (var t = 0; t < Twins; t++) { await store.ApplyAsync(Delta(t), CancellationToken.None); }
        var (chosen, all) = (new TwinGraphs(store, null, null), new Unchosen(new TwinGraphs(store, null, null)));
        var rare = new TripleCondition(new Iri("https://w3id.org/ontotwin/hdt#code"), [new Iri("http://loinc.org/rdf#rare")]);
        Measure.Line($"{Twins} twins of {Facts} facts, {Twins / OneIn} of them with what is asked for; ms of CPU and of wall time, the least of {Runs}");
        await BestAsync("the cohort looked up", async () => (await store.CohortAsync(rare, CancellationToken.None)).Count);
        var one = await BestAsync("the cohort with the index, one thread", () => AskAsync(Cohort, chosen, 1));
        var two = await BestAsync("the cohort with the index, two threads", () => AskAsync(Cohort, chosen, 2));
        var slow = await BestAsync("the cohort without it, one thread", () => AskAsync(Cohort, all, 1));
        var slowTwo = await BestAsync("the cohort without it, two threads", () => AskAsync(Cohort, all, 2));
        var each = await BestAsync("a mean over everybody, one thread", () => AskAsync(Everybody, chosen, 1));
        var both = await BestAsync("a mean over everybody, two threads", () => AskAsync(Everybody, chosen, 2));
        Measure.PrintPeak();
        var whole = await BestAsync("the cohort, of all twins loaded into one dataset", () => WholeAsync(Cohort, all));
        Measure.PrintPeak();
        Measure.Line($"  CPU: without / with the index {slow.Cpu / one.Cpu:0.0}, all loaded / with the index {whole.Cpu / one.Cpu:0.0}");
        Measure.Line($"  wall: one thread / two {one.Wall / two.Wall:0.00} (cohort), {slow.Wall / slowTwo.Wall:0.00} (without index), {each.Wall / both.Wall:0.00} (everybody)");
    }

    private static async Task<(double Cpu, double Wall)> BestAsync(string what, Func<Task<int>> work)
    {
        var (cpu, wall) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run <= Runs; run++)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            if (await work() == 0) { throw new InvalidDataException("a query of the bench has no answer"); }
            var spent = watch.Elapsed.TotalMilliseconds;
            process.Refresh();
            // The first compiles.
            if (run > 0) { (cpu, wall) = (Math.Min(cpu, (process.TotalProcessorTime - before).TotalMilliseconds), Math.Min(wall, spent)); }
        }
        Measure.Line($"  {what}: {cpu:0} CPU, {wall:0} wall");
        return (cpu, wall);
    }

    private static async Task<int> AskAsync(string query, IGraphSource source, int threads) =>
        (await SparqlQuery.Parse(query).Value!.RunAsync(source, SparqlOptions.Default with { Cores = threads }, CancellationToken.None)).Solutions!.Rows.Count();

    private static async Task<int> WholeAsync(string query, IGraphSource source)
    {
        var dataset = new SparqlDataset { DefaultIsUnion = true };
        foreach (var graph in await source.ChooseAsync(GraphCondition.Always, CancellationToken.None))
        {
            foreach (var triple in await source.LoadAsync(graph, CancellationToken.None)) { dataset.Add(new Quad(triple, graph)); }
        }
        return SparqlQuery.Parse(query).Value!.Run(dataset, SparqlOptions.Default).Solutions!.Rows.Count();
    }

    private static TwinDelta Delta(int number)
    {
        var twin = new TwinId(Id(number, 0));
        return new(twin, DateTimeOffset.UnixEpoch)
        {
            Assert = [.. Enumerable.Range(0, Facts).Select(i =>
            {
                var node = new Iri(TwinId.InstanceNamespace + Id(number, 1 + (i / 5)));
                var (property, value) = (i % 5) switch
                {
                    0 => (RdfTerms.Type, (Term)new Iri("https://w3id.org/ontotwin/hdt#LabResult")),
                    1 => (new Iri("https://w3id.org/ontotwin/hdt#subject"), twin.Subject),
                    2 => (new Iri("https://w3id.org/ontotwin/hdt#value"), Literal.Number((i * 7 % 90) + 0.5m)),
                    3 => (new Iri("https://w3id.org/ontotwin/hdt#unit"), Literal.Text("mmol/L")),
                    _ => (new Iri("https://w3id.org/ontotwin/hdt#code"), new Iri("http://loinc.org/rdf#" + (number % OneIn == 0 && i < 10 ? "rare" : (i % 60).ToString(CultureInfo.InvariantCulture)))),
                };
                return new Fact(new(node, property, value), new Asserted(new("lab.hl7", "00", new ByteRange(i * 40, (i * 40) + 4), $"OBX[{i}]-5", "4.1", "site.labs/obs", "1.0.0", "")), default);
            })],
        };
    }

    private static string Id(int twin, int node) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{twin}/{node}"))))[..26];

    /// <summary>The same graphs, without an index.</summary>
    private sealed class Unchosen(IGraphSource inner) : IGraphSource
    {
        public Task<IReadOnlyList<Iri>> ChooseAsync(GraphCondition condition, CancellationToken cancellationToken) => inner.ChooseAsync(GraphCondition.Always, cancellationToken);

        public Task<IEnumerable<Triple>> LoadAsync(Iri graph, CancellationToken cancellationToken) => inner.LoadAsync(graph, cancellationToken);
    }
}
