using Ontotwin.Rdf;

namespace Ontotwin.Bench;

/// <summary>
/// A university of one million triples, which the peers' script makes, read as N-Triples and as Turtle: triples a second of processor time, and beside Jena's parser in the same run.
/// Without <c>ONTOTWIN_PEERS</c> there is no university.
/// </summary>
internal static class RdfCases
{
    private const int Runs = 9;

    public static void Run()
    {
        if (Samples.Peer("rdf/gen_uni.py") is not { } generator)
        {
            Measure.Line($"RDF: left out, for ONTOTWIN_PEERS names no folder");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            var lines = Path.Combine(folder, "uni.nt");
            File.WriteAllText(lines, SparqlCases.Output("python3", generator, "640", "7"));
            var turtle = Path.Combine(folder, "uni.ttl");
            using (var output = File.Create(turtle))
            using (var writer = RdfWriter.Create(output, RdfFormat.Turtle, new Dictionary<string, string> { ["u"] = "http://example.org/uni#", ["xsd"] = Xsd.Namespace }))
            {
                Read(lines, quad => writer.Write(quad.Triple, quad.Graph));
            }
            foreach (var file in new[] { lines, turtle }) { Compare(file); }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string file)
    {
        var (count, times) = (0L, new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            count = 0;
            times.Add(Measure.Once(() =>
            {
                Read(file, _ => count++);
                return count;
            }).CpuSeconds);
        }
        var ours = times.Order().ElementAt(Runs / 2);
        var jena = SparqlCases.Medians(SparqlCases.Output("sh", Samples.Peer("rdf/jena.sh")!, "parse", file)).Values.FirstOrDefault(double.NaN) / 1000;
        Measure.Line($"RDF, {Path.GetExtension(file)}: {count} triples, {count / ours / 1e6:F2} M/s of processor time (wanted: 3 N-Triples, 2 Turtle), Jena {count / jena / 1e6:F2} M/s on the clock, ratio {jena / ours:F1}");
    }

    private static void Read(string file, Action<Quad> sink)
    {
        if (RdfReader.ReadFile(file, sink) is { } error) { throw new InvalidDataException(error.ToString()); }
    }
}
