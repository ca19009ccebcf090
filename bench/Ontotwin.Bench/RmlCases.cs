using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ontotwin.Mapping.Rml;

namespace Ontotwin.Bench;

/// <summary>
/// The same RML mappings over one million rows of CSV and over 46 MB of FHIR, by the command and by other engines in the same run, and once more in this process. The peers, their
/// mappings and their measuring lie where <c>ONTOTWIN_PEERS</c> says, the bundles in the data that <c>ONTOTWIN_DATA</c> names; without them our own figures are given.
/// </summary>
internal static class RmlCases
{
    private const int Rows = 1_000_000;
    private static readonly string[] Engines = ["rmlmapper", "carml", "rocketrml"];

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            Csv(folder);
            Json(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Csv(string folder)
    {
        WriteWearable(Path.Combine(folder, "wearable.csv"));
        var mapping = Samples.Peer("rml/mappings/wearable.rml.ttl") ?? Path.Combine(AppContext.BaseDirectory, "rml", "wearable.ttl");
        Measure.Line($"RML over a CSV file of 1 M rows, a type and four facts a row (wanted: 10 times the best peer)");
        Compare(folder, mapping, engine => [engine, "csv", Rows.ToString(CultureInfo.InvariantCulture)]);
    }

    private static void Json(string folder)
    {
        var bundles = Environment.GetEnvironmentVariable("ONTOTWIN_DATA") is { } data ? Path.Combine(data, "dev", "ehr", "synthea-r4-smart") : "";
        if (Samples.Peer("rml/tools/bundles.py") is not { } join || !Directory.Exists(bundles))
        {
            Measure.Line($"RML over FHIR: left out, for ONTOTWIN_PEERS or ONTOTWIN_DATA names no folder");
            return;
        }
        // The peers' script puts a link to it into the folder that they and we read.
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "made")).FullName, "bundles.json");
        Python(folder, join, bundles, file, "100");
        Measure.Line($"RML over {new FileInfo(file).Length >> 20} MB of FHIR bundles (wanted: 3 times the best peer, 10 times in a second pass of the same process)");
        Compare(folder, Samples.Peer("rml/mappings/fhir.rml.ttl")!, engine => [engine, "json", file]);
    }

    private static void Compare(string folder, string mapping, Func<string, string[]> arguments)
    {
        // Sources are looked for beside a mapping and in the current folder; the peers' mappings lie elsewhere.
        var copy = Path.Combine(folder, Path.GetFileName(mapping));
        File.Copy(mapping, copy, overwrite: true);
        var best = 0.0;
        foreach (var engine in Engines)
        {
            if (Samples.Peer("rml/bench.py") is not { } bench) { break; }
            best = Math.Max(best, Report(Python(folder, bench, arguments(engine))));
        }
        if (Samples.Peer("rml/tools/measure.py") is { } measure)
        {
            var output = Path.Combine(folder, "ontotwin.nq");
            var ours = Report(Python(folder, measure, "ontotwin, a whole process", output, "dotnet", Path.Combine(AppContext.BaseDirectory, "ontotwin.dll"), "rml", copy, "--out", output));
            if (best > 0) { Measure.Line($"  ratio to the best peer {ours / best:F1}"); }
        }
        Again(folder, copy, best);
    }

    private static void Again(string folder, string mapping, double best)
    {
        var read = RmlMapping.Parse(File.ReadAllText(mapping), mapping).Value!;
        var options = new RmlOptions { MappingFolder = folder, WorkingFolder = folder };
        long Pass()
        {
            using var sink = new CountingStream();
            var report = RmlEngine.Run(read, options, sink);
            return report.HasErrors ? throw new InvalidDataException(report.Diagnostics[0].ToString()) : report.Statements;
        }
        var first = Measure.Once(Pass);
        var second = Measure.Once(Pass);
        Measure.Line($"  in this process: {first.Result} triples, first pass {first.Result / first.CpuSeconds / 1e3:F0} thousand a CPU second, second pass {second.Result / second.CpuSeconds / 1e3:F0} thousand");
        if (best > 0) { Measure.Line($"  ratio of the second pass to the best peer {second.Result / second.CpuSeconds / best:F1}"); }
        Measure.PrintPeak();
    }

    private static double Report(string json)
    {
        if (json.Length == 0) { return 0; }
        using var line = JsonDocument.Parse(json);
        var figures = line.RootElement;
        var speed = figures.GetProperty("triples_per_cpu_s").GetDouble();
        Measure.Line($"  {figures.GetProperty("run").GetString()}: exit {figures.GetProperty("exit").GetInt32()}, {figures.GetProperty("triples").GetInt64()} triples, {figures.GetProperty("cpu_s").GetDouble()} CPU seconds, {speed / 1e3:F0} thousand triples a CPU second, {figures.GetProperty("peak_rss_mib").GetInt64()} MB");
        return speed;
    }

    /// <summary>Runs a script in the folder; gives the last line it prints.</summary>
    private static string Python(string folder, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", [script, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["WORK"] = folder;
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return lines.Length == 0 ? "" : lines[^1];
    }

    private static void WriteWearable(string path)
    {
        var random = new Random(42);
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        writer.Write("patient_id,ts,heart_rate,steps\n");
        for (var i = 0; i < Rows; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"p{i % 500:D4},{start.AddMinutes(i / 500):yyyy-MM-ddTHH:mm:ssZ},{random.Next(45, 166)},{random.Next(0, 141)}\n"));
        }
    }
}
