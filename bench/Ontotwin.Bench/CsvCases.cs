using System.Globalization;
using Ontotwin.Engine;
using Ontotwin.Mapping;
using Ontotwin.Rdf;

namespace Ontotwin.Bench;

/// <summary>One million rows of a wearable to N-Quads: a type and four facts a row, beside a loop written by hand that writes the same bytes.</summary>
internal static class CsvCases
{
    private const int Rows = 1_000_000;
    private const double MillionTriples = Rows * 5 / 1e6;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "wearable.csv");
            Samples.WriteWearable(file, Rows);
            var warm = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "warm")).FullName, "wearable.csv");
            Samples.WriteWearable(warm, Rows / 20);
            Run(file, warm, Path.Combine(folder, "origins.jsonl"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string file, string warm, string origins)
    {
        var program = Programs.Wearable();
        if (HandWritten.Run(warm, sums: true) != Map(program, warm, null, sums: true)) { throw new InvalidDataException("the loop written by hand writes something else"); }
        Map(program, warm, origins);
        var floor = Measure.Best(() => HandWritten.Run(file));
        var plain = Measure.Best(() => Map(program, file, null));
        Measure.Print("CSV of 1 M rows to N-Quads / a loop written by hand", "million triples per CPU second", MillionTriples, floor, plain);
        PrintCost(plain);
        var explained = Measure.Best(() => Map(program, file, origins));
        Measure.Print("the same with the origin of every fact to a file", "million triples per CPU second", MillionTriples, floor, explained);
        PrintCost(explained);
        Measure.PrintPeak();
    }

    private static void PrintCost(Cost cost) => Measure.Line($"  {cost.AllocatedBytes / Rows} bytes allocated a row; {cost.KernelSeconds:F1} of {cost.CpuSeconds:F1} CPU seconds in the kernel");

    // As the command `map` does it, in process; the graph is counted and dropped, origins go to a file.
    private static long Map(Language.TwinProgram program, string file, string? originsFile, bool sums = false)
    {
        using var origins = originsFile is null ? null : File.Create(originsFile, 1 << 16);
        using var sink = new CountingStream { Sums = sums };
        var iris = new IriMaker(HandWritten.Secret());
        var services = new MappingServices(program, new IdentityTable(iris), iris) { KeepsText = origins is not null, Recycles = true };
        var report = new RunReport();
        var pass = new DocumentPass(new Mapper(services), new DocumentReader(program), report) { InStretches = true };
        pass.Identify([file], CancellationToken.None);
        using (var writer = RdfWriter.Create(sink, RdfFormat.NQuads))
        {
            var output = new GraphOutput(writer, origins, null);
            foreach (var (_, mapped) in pass.Map([file], CancellationToken.None)) { output.Add(mapped); }
            output.Complete();
        }
        if (report.Rejects > 0) { throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{report.Rejects} rejects: {report.FirstRejects[0]}")); }
        return sink.Sum;
    }
}
