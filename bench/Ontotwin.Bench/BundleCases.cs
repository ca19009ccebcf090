using Ontotwin.Mapping;
using Ontotwin.Sources;

namespace Ontotwin.Bench;

/// <summary>FHIR bundles read, and mapped to facts with their origins.</summary>
internal static class BundleCases
{
    private const int Times = 4_000;

    public static void Run()
    {
        var bundle = File.ReadAllBytes("samples/fhir/b-riverside.json");
        var program = Programs.Shipped();
        var megabytes = bundle.Length * (double)Times / 1e6;
        var floor = Measure.Best(() => Repeat(() => Floors.CountTokens(bundle)));
        Measure.Print("FHIR bundle read to a tree / bare Utf8JsonReader pass", "MB/s", megabytes, floor,
            Measure.Best(() => Repeat(() => ReadingCases.Count(FhirReader.Read(new SourceDocument("bench.json", bundle))))));
        var ours = Measure.Best(() => Map(program, bundle));
        Measure.Print("FHIR bundle mapped to facts with origins / the same pass", "MB/s", megabytes, floor, ours);
        Measure.Line($"  {ours.CpuSeconds * 1e9 / ours.Result:F0} ns and {ours.AllocatedBytes / ours.Result} bytes allocated a fact");
        Measure.PrintPeak();
    }

    private static long Repeat(Func<long> work)
    {
        var sum = 0L;
        for (var i = 0; i < Times; i++) { sum += work(); }
        return sum;
    }

    private static long Map(Language.TwinProgram program, byte[] bundle)
    {
        var iris = new IriMaker(HandWritten.Secret());
        var (mapper, reader) = (new Mapper(new MappingServices(program, new IdentityTable(iris), iris)), new DocumentReader(program));
        return Repeat(() => reader.Read(new SourceDocument("bench.json", bundle)).Sum(item => item.Record is { } record ? mapper.Map(record).FactCount : 0L));
    }
}
