using System.Globalization;
using System.Text;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;

namespace Ontotwin.Bench;

/// <summary>The same million rows of a wearable as series: two samples a row, mapped alone and kept in an embedded store.</summary>
internal static class SeriesCases
{
    private const int Rows = 1_000_000;
    private const double MillionSamples = Rows * 2 / 1e6;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "wearable.csv");
            Samples.WriteWearable(file, Rows);
            var program = Programs.WearableSeries();
            var read = Measure.Best(() => Count(file));
            var mapped = Measure.Best(() => Map(program, file));
            Measure.Print("CSV of 1 M rows to 2 M samples of series / splitting its lines", "million samples per CPU second", MillionSamples, read, mapped);
            Measure.Line($"  {mapped.AllocatedBytes / (Rows * 2)} bytes allocated a sample");
            Keep(program, file, Path.Combine(folder, "store"));
            Measure.PrintPeak();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Once: it is what 'ingest' does, journal and index included. The size is that of a store opened once more, when its log has become tables.
    private static void Keep(TwinProgram program, string file, string folder)
    {
        var cost = Measure.Once(() => Ingest(program, file, folder).GetAwaiter().GetResult());
        var (samples, packed) = Kept(folder).GetAwaiter().GetResult();
        var bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        if (samples != Rows * 2) { throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{samples} samples in the store, not {Rows * 2}")); }
        Measure.Line($"the same ingested into an embedded store\n  {MillionSamples / cost.CpuSeconds:0.##} million samples per CPU second; bytes a sample, its instant, value, line and byte range: {packed / (double)samples:0.00} packed, {bytes / (double)samples:0.00} on disk; the file has {new FileInfo(file).Length / (double)samples:0.00}");
    }

    private static async Task<long> Ingest(TwinProgram program, string file, string folder)
    {
        await using var store = new MergedStore(await EmbeddedStore.OpenAsync(folder, StoreOpening.CreateIfMissing, CancellationToken.None));
        var ingestion = await DocumentIngestion.CreateAsync(program, store, new RunReport(), null, CancellationToken.None);
        await ingestion.RunAsync([file], CancellationToken.None);
        return 0;
    }

    private static async Task<(long Samples, long Packed)> Kept(string folder)
    {
        await using var store = new MergedStore(await EmbeddedStore.OpenAsync(folder, StoreOpening.CreateIfMissing, CancellationToken.None));
        var (samples, packed) = (0L, 0L);
        await foreach (var twin in store.TwinsAsync(CancellationToken.None))
        {
            foreach (var chunk in (await store.LoadAsync(twin, null, CancellationToken.None))!.Series)
            {
                samples += chunk.Samples.Length;
                packed += SeriesPacking.Pack(chunk).Length;
            }
        }
        return (samples, packed);
    }

    private static long Map(TwinProgram program, string file)
    {
        var iris = new IriMaker(HandWritten.Secret());
        var report = new RunReport();
        var pass = new DocumentPass(new Mapper(new MappingServices(program, new IdentityTable(iris), iris)), new DocumentReader(program), report);
        pass.Identify([file], CancellationToken.None);
        long samples = 0;
        foreach (var (_, mapped) in pass.Map([file], CancellationToken.None)) { samples += mapped.Samples.Count; }
        if (report.Rejects > 0 || samples != Rows * 2) { throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{samples} samples, {report.Rejects} rejects")); }
        return samples;
    }

    // What every reader of the file must at least do.
    private static long Count(string file)
    {
        long cells = 0;
        foreach (var line in File.ReadLines(file, Encoding.UTF8))
        {
            for (var at = line.IndexOf(',', StringComparison.Ordinal); at >= 0; at = line.IndexOf(',', at + 1)) { cells++; }
            cells++;
        }
        return cells;
    }
}
