using System.Diagnostics;
using System.Text.Json;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Bench;

/// <summary>
/// Queries over a university of one million triples, which the peers' script makes, by ours and by Jena and Oxigraph in the same run: medians of milliseconds, for the peers measure so.
/// Two queries are added: a nested aggregation, and a path under NOT EXISTS. Without <c>ONTOTWIN_PEERS</c> there is no university; Oxigraph needs Python with pyoxigraph.
/// </summary>
internal static class SparqlCases
{
    private const int Warm = 3;
    private const int Runs = 9;

    private static readonly (string Name, string Text)[] Own =
    [
        ("own-nested.rq", "PREFIX u: <http://example.org/uni#> SELECT (AVG(?n) AS ?a) { SELECT ?d (COUNT(?s) AS ?n) WHERE { ?s u:memberOf ?d } GROUP BY ?d }"),
        ("own-not-exists-path.rq", "PREFIX u: <http://example.org/uni#> SELECT (COUNT(*) AS ?n) WHERE { ?c u:offeredBy ?d FILTER NOT EXISTS { ?c u:dependsOn+ ?x . ?x u:offeredBy <http://example.org/uni/id/d5> } }"),
    ];

    public static void Run()
    {
        if (Samples.Peer("rdf/gen_uni.py") is not { } generator)
        {
            Measure.Line($"SPARQL: left out, for ONTOTWIN_PEERS names no folder");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "uni.nt");
            File.WriteAllText(file, Output("python3", generator, "640", "7"));
            foreach (var (name, text) in Own) { File.WriteAllText(Path.Combine(folder, name), text); }
            string[] queries = [.. Directory.GetFiles(Samples.Peer("rdf/queries/q1-lookup.rq") is { } q ? Path.GetDirectoryName(q)! : folder, "*.rq").Order(StringComparer.Ordinal), .. Own.Select(o => Path.Combine(folder, o.Name))];
            Compare(file, queries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string file, string[] queries)
    {
        var dataset = Load(file);
        var jena = Medians(Output("sh", [Samples.Peer("rdf/jena.sh")!, "query", file, .. queries]));
        var oxigraph = Medians(Output(Environment.GetEnvironmentVariable("ONTOTWIN_PYTHON") ?? "python3", [Samples.Peer("rdf/oxi.py")!, "query", file, .. queries]));
        Measure.Line($"SPARQL on {dataset.Count} triples, median ms (wanted: half of the better peer; 0.2 ms where that is under 1)");
        foreach (var query in queries)
        {
            var (name, ours) = (Path.GetFileName(query), Ours(dataset, File.ReadAllText(query)));
            var best = Math.Min(jena.GetValueOrDefault(name, double.NaN) is var j && double.IsNaN(j) ? double.MaxValue : j, oxigraph.GetValueOrDefault(name, double.MaxValue));
            Measure.Line($"  {name}: ours {ours:F2}, Jena {jena.GetValueOrDefault(name, double.NaN):F2}, Oxigraph {oxigraph.GetValueOrDefault(name, double.NaN):F2}, ratio {(best < double.MaxValue ? ours / best : double.NaN):F2}");
        }
    }

    private static SparqlDataset Load(string file)
    {
        var watch = Stopwatch.StartNew();
        var dataset = new SparqlDataset();
        if (RdfReader.ReadFile(file, dataset.Add) is { } error) { throw new InvalidDataException(error.ToString()); }
        dataset.Prepare();
        Measure.Line($"SPARQL: {dataset.Count} triples read and sorted in {watch.ElapsedMilliseconds} ms");
        return dataset;
    }

    private static double Ours(SparqlDataset dataset, string text)
    {
        var (times, cells) = (new List<double>(), 0L);
        for (var run = 0; run < Warm + Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            foreach (var row in SparqlQuery.Parse(text).Value!.Run(dataset, SparqlOptions.Default).Solutions!.Rows) { cells += row.Count; }
            if (run >= Warm) { times.Add(watch.Elapsed.TotalMilliseconds); }
        }
        return cells > 0 ? times.Order().ElementAt(Runs / 2) : throw new InvalidDataException("a query of the bench has no answer");
    }

    // One JSON line a query; a peer that is not there gives none.
    internal static Dictionary<string, double> Medians(string lines)
    {
        var medians = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n').Where(l => l.StartsWith('{')))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("query", out var query) || json.RootElement.TryGetProperty("file", out query)) { medians[query.GetString()!] = json.RootElement.GetProperty("median_ms").GetDouble(); }
        }
        return medians;
    }

    internal static string Output(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data is { Length: > 0 } text ? text : "");
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
