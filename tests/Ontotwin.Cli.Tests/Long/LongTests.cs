using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ontotwin.Cli.Tests;

/// <summary>Documents of 4 GiB under a heap of 256 MiB, outside the usual run (<c>.ci/long</c>), and one of 32 MiB within it.</summary>
public sealed class LongTests
{
    // A smaller size is for trying the test itself, and the documents of which the name has some text for running some of them alone.
    private static readonly long Bytes = long.Parse(Environment.GetEnvironmentVariable("ONTOTWIN_LONG_MIB") ?? "4096", CultureInfo.InvariantCulture) << 20;
    private static readonly string Wanted = Environment.GetEnvironmentVariable("ONTOTWIN_LONG_NAME") ?? "";

    // 256 MiB, hexadecimal as the runtime wants it.
    private const string HeapLimit = "10000000";

    // What one wearable's rows say.
    private const string RowsMap = """
        map samples from csv "wearable.csv" (patient_id text, ts instant, heart_rate int) {
          node obs : LabResult key (patient_id, ts) { subject <- ref Patient key ("urn:long", patient_id) or stub; observedAt <- ts as instant; value <- heart_rate as quantity in '/min' }
        }
        """;

    // FHIR's and HL7's own tables come with these.
    private const string OtherMaps = """
        map glucose from json "glucose.json" at "$.glucose[*]" (who text?, at text?, mgdl text?) {
          node obs : LabResult key (who, at) when exists(who) { subject <- ref Patient key ("urn:long", who) or stub; observedAt <- at as instant; value <- mgdl as quantity in 'mg/dL' }
        }
        map pulse from xml "export.xml" at "/HealthData/Record[@type='HKQuantityTypeIdentifierHeartRate']" (sourceName text, startDate text, value text) {
          node obs : LabResult key (sourceName, startDate) { subject <- ref Patient key ("urn:long", sourceName) or stub; value <- value as quantity in '/min' }
        }
        map bundles from fhir "4.0.1" any {
          for p in resource.ofType(Patient) { node pt : Patient key ("urn:long", p.id) { fullName <- p.gender as text } }
          for o in resource.ofType(Observation) {
            node obs : Observation key ("urn:long", o.id, o.subject.reference) { subject <- ref Patient key ("urn:long", o.subject.resolve().id) or stub; value <- o.valueQuantity as quantity; status <- o.status as text; on o.status { "entered-in-error" -> retract; other -> assert } }
          }
        }
        map images from dicom "2019e" {
          node image : ImagingInstance key (SOPInstanceUID) { subject <- ref Patient key ("urn:long", PatientID) or stub }
        }
        map results from hl7v2 "2.8" ORU_R01 {
          for r in PATIENT_RESULT {
            node pt : Patient key (authority(r.PID-3.first.4) ?? "urn:long", r.PID-3.first.1)
            for g in r/ORDER_OBSERVATION {
              for x in g.OBX {
                node obs : LabResult key (pt, g.OBR-3.1, x.OBX-3.1, x.OBX-14) {
                  subject <- pt; observedAt <- x.OBX-14 as instant; value <- x.OBX-5.first as quantity in x.OBX-6; status <- x.OBX-11 as text
                  on x.OBX-11.1 ordered by g.OBR-22 { "F" -> assert; "C" -> replace; other -> unreadable }
                }
              }
            }
          }
        }
        """;

    public static TheoryData<string> Names => [.. LongDocuments.All.Select(d => d.Name).Where(n => n.Contains(Wanted, StringComparison.Ordinal))];

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [MemberData(nameof(Names))]
    public async Task Memory_does_not_grow_with_the_document(string name)
    {
        var made = LongDocuments.All.Single(d => d.Name == name);
        using var folder = new TemporaryFolder();
        var records = await made.WriteAsync(folder.File(name), Bytes);
        var map = await WriteMapAsync(folder, RowsMap, OtherMaps);
        var report = folder.File("report.json");
        // The packs say every field of a message, which takes hours; what is held of a message is the same by a map of its results.
        var with = made.With is { } pack ? Testing.Repository.PathOf(pack) : map;
        var clock = Stopwatch.StartNew();
        var run = await OntotwinCommand.RunDiscardingAsync(new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapLimit }, "map", "--with", with, "--input", folder.File(name), "--report", report);
        Assert.True(run.ExitCode == 0, run.Error);
        using var figures = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{name}: {clock.Elapsed.TotalSeconds:F0} s, {figures.RootElement}"));
        var read = figures.RootElement.GetProperty("records").GetInt64();
        if (made.AreParts) { Assert.InRange(read, Bytes >> 23, records / 2); } else { Assert.Equal(records, read); }
        Assert.True(figures.RootElement.GetProperty("facts").GetInt64() >= records + 1, figures.RootElement.ToString());
        Assert.InRange(figures.RootElement.GetProperty("peakMemoryMegabytes").GetInt64(), 1, 512);
    }

    [Fact]
    public async Task A_million_rows_stay_below_150_megabytes()
    {
        const string Name = "wearable.csv";
        using var folder = new TemporaryFolder();
        await LongDocuments.All.Single(d => d.Name == Name).WriteAsync(folder.File(Name), bytes: 32 << 20);
        var (map, report) = (await WriteMapAsync(folder, RowsMap), folder.File("report.json"));
        var run = await OntotwinCommand.RunDiscardingAsync(new Dictionary<string, string>(), "map", "--with", map, "--input", folder.File(Name), "--report", report);
        Assert.True(run.ExitCode == 0, run.Error);
        using var figures = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        Assert.InRange(figures.RootElement.GetProperty("records").GetInt64(), 900_000, 1_500_000);
        Assert.InRange(figures.RootElement.GetProperty("peakMemoryMegabytes").GetInt64(), 1, 150);
    }

    private static async Task<string> WriteMapAsync(TemporaryFolder folder, params IEnumerable<string> maps)
    {
        var map = folder.File("long.twin");
        await System.IO.File.WriteAllTextAsync(map, string.Join('\n', ["module long version 1", "ontology hdt", .. maps]), TestContext.Current.CancellationToken);
        return map;
    }
}
