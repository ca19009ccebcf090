using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ontotwin.Cli.Tests;

/// <summary>Documents of 4 GiB under a heap of 256 MiB, outside the usual run (<c>.ci/long</c>), and one of 32 MiB within it.</summary>
public sealed class LongTests
{
    // A smaller size is for trying the test itself.
    private static readonly long Bytes = long.Parse(Environment.GetEnvironmentVariable("ONTOTWIN_LONG_MIB") ?? "4096", CultureInfo.InvariantCulture) << 20;

    // Each key comes once in a while again with the same content, as a feed that is sent twice would: what is remembered of keys has limits of its own.
    private static readonly (string Name, string Header, Func<long, string> Record)[] Documents =
    [
        ("wearable.csv", "patient_id,ts,heart_rate\n", i => string.Create(CultureInfo.InvariantCulture, $"p{i % 500:D4},{DateTimeOffset.UnixEpoch.AddMinutes(i / 500):yyyy-MM-dd'T'HH:mm:ss'Z'},{45 + (i * 7919L % 121)}\n")),
        ("feed.hl7", "", i => string.Create(CultureInfo.InvariantCulture, $"MSH|^~\\&|LIS|GHLAB|TWIN|ONTOTWIN|20261103103000+0100||ORU^R01^ORU_R01|{i}|P|2.5.1\rPID|1||{i % 5000}^^^GREENHILL&2.16.840.1.113883.19.5&ISO^MR||Doe^Jane||19650302|F\rOBR|1|O{i}^HIS|L{i}^LIS|BMP^Basic^99GHL|||20261103080000+0100||||||||||||||||20261103103000+0100||LAB|F\rOBX|1|NM|K^Potassium^99GHL^2823-3^Potassium^LN||4.{i % 10}|mmol/L|||||F|||20261103080000+0100\r")),
        ("feed.ndjson", "", i => string.Create(CultureInfo.InvariantCulture, $"{{\"resourceType\":\"Patient\",\"id\":\"{i % 5000}\",\"gender\":\"female\",\"birthDate\":\"1965-03-02\",\"text\":{{\"status\":\"generated\",\"div\":\"{new string('x', 400)}\"}}}}\n")),
        ("packed.ndjson.gz", "", i => string.Create(CultureInfo.InvariantCulture, $"{{\"resourceType\":\"Patient\",\"id\":\"{i % 5000}\",\"gender\":\"female\",\"birthDate\":\"1965-03-02\",\"text\":{{\"status\":\"generated\",\"div\":\"{new string('x', 400)}\"}}}}\n")),
    ];

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Memory_does_not_grow_with_the_document(int which)
    {
        var (name, header, record) = Documents[which];
        using var folder = new TemporaryFolder();
        var records = await WriteAsync(folder.File(name), header, record, Bytes);
        var map = await WriteMapAsync(folder);
        var report = folder.File("report.json");
        // The packs say every field of a message, which takes hours; what is held of a message is the same by a map of its results.
        var with = which == 2 ? Testing.Repository.PathOf("mappings") : map;
        var run = await OntotwinCommand.RunDiscardingAsync(
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "10000000" }, "map", "--with", with, "--input", folder.File(name), "--report", report);
        Assert.True(run.ExitCode == 0, run.Error);
        using var figures = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        Assert.Equal(records, figures.RootElement.GetProperty("records").GetInt64());
        TestContext.Current.SendDiagnosticMessage($"{name}: {figures.RootElement}");
        Assert.InRange(figures.RootElement.GetProperty("peakMemoryMegabytes").GetInt64(), 1, 512);
    }

    [Fact]
    public async Task A_million_rows_stay_below_150_megabytes()
    {
        var (name, header, record) = Documents[0];
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.File(name), header, record, bytes: 32 << 20);
        var (map, report) = (await WriteMapAsync(folder), folder.File("report.json"));
        var run = await OntotwinCommand.RunDiscardingAsync(new Dictionary<string, string>(), "map", "--with", map, "--input", folder.File(name), "--report", report);
        Assert.True(run.ExitCode == 0, run.Error);
        using var figures = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        Assert.InRange(figures.RootElement.GetProperty("records").GetInt64(), 900_000, 1_500_000);
        Assert.InRange(figures.RootElement.GetProperty("peakMemoryMegabytes").GetInt64(), 1, 150);
    }

    private static async Task<string> WriteMapAsync(TemporaryFolder folder)
    {
        var map = folder.File("long.twin");
        await System.IO.File.WriteAllTextAsync(map, """
            module long version 1
            ontology hdt
            map samples from csv "wearable.csv" (patient_id text, ts instant, heart_rate int) {
              node obs : LabResult key (patient_id, ts) { subject <- ref Patient key ("urn:long", patient_id) or stub; observedAt <- ts as instant; value <- heart_rate as quantity in '/min' }
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
            """, TestContext.Current.CancellationToken);
        return map;
    }

    private static async Task<long> WriteAsync(string path, string header, Func<long, string> record, long bytes)
    {
        await using var file = System.IO.File.Create(path, 1 << 20);
        await using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest) : file;
        await using var output = new StreamWriter(content, new UTF8Encoding(false), 1 << 20);
        await output.WriteAsync(header);
        long records = 0;
        for (long written = 0; written < bytes; records++)
        {
            var text = record(records);
            await output.WriteAsync(text);
            written += text.Length;
        }
        return records;
    }
}
