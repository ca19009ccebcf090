using Ontotwin.Mapping;
using Ontotwin.Sources;

namespace Ontotwin.Bench;

/// <summary>
/// FHIR bundles read, and mapped to facts with their origins: Synthea's, where <c>ONTOTWIN_DATA</c> names the data, else the demo's one over and over.
/// </summary>
internal static class BundleCases
{
    private const int MaxMegabytes = 46;
    private const int Times = 5;
    private const int TimesOfSample = 4_000;

    public static void Run()
    {
        var (bundles, times) = Bundles();
        var megabytes = bundles.Sum(b => (double)b.Length) * times / 1e6;
        var floor = Measure.Best(() => Over(bundles, times, b => Floors.CountTokens(b)));
        Measure.Print($"{megabytes:F0} MB of FHIR bundles read to trees / bare Utf8JsonReader pass", "MB/s", megabytes, floor,
            Measure.Best(() => Over(bundles, times, b => ReadingCases.Count(FhirReader.Read(new SourceDocument("bench.json", b))))));
        Mapped("what they observed to facts with origins / the same pass", Programs.Results());
        Mapped("the same bundles by the shipped packs, which say every resource / the same pass", Programs.Shipped());
        Measure.PrintPeak();

        void Mapped(string what, Language.TwinProgram program)
        {
            var ours = Measure.Best(() => Map(program, bundles, times));
            Measure.Print(what, "MB/s", megabytes, floor, ours);
            Measure.Line($"  {ours.Result / megabytes:F0} facts a MB, {ours.CpuSeconds * 1e9 / ours.Result:F0} ns and {ours.AllocatedBytes / ours.Result} bytes allocated a fact");
        }
    }

    private static (List<byte[]> Bundles, int Times) Bundles()
    {
        var folder = Environment.GetEnvironmentVariable("ONTOTWIN_DATA") is { } data ? Path.Combine(data, "dev", "ehr", "synthea-r4-smart") : "";
        if (!Directory.Exists(folder)) { return ([File.ReadAllBytes("samples/fhir/b-riverside.json")], TimesOfSample); }
        var (bundles, bytes) = (new List<byte[]>(), 0L);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (bytes > MaxMegabytes * 1_000_000L) { break; }
            bundles.Add(File.ReadAllBytes(file));
            bytes += bundles[^1].Length;
        }
        return (bundles, Times);
    }

    private static long Over(List<byte[]> bundles, int times, Func<byte[], long> work)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            foreach (var bundle in bundles) { sum += work(bundle); }
        }
        return sum;
    }

    private static long Map(Language.TwinProgram program, List<byte[]> bundles, int times)
    {
        var iris = new IriMaker(HandWritten.Secret());
        var (mapper, reader) = (new Mapper(new MappingServices(program, new IdentityTable(iris), iris) { Recycles = true }), new DocumentReader(program));
        return Over(bundles, times, b => reader.Read(new SourceDocument("bench.json", b)).Sum(item => item.Record is { } record ? mapper.Map(record).FactCount : 0L));
    }
}
