using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ontotwin.Cli.Tests;

/// <summary>Documents of 4 GiB under a heap of 256 MiB (bundles: 512), outside the usual run (<c>.ci/long</c>), and one of 32 MiB within it.</summary>
public sealed class LongTests
{
    // A smaller size is for trying the test itself.
    private static readonly long Bytes = long.Parse(Environment.GetEnvironmentVariable("ONTOTWIN_LONG_MIB") ?? "4096", CultureInfo.InvariantCulture) << 20;

    // Each key comes once in a while again with the same content, as a feed that is sent twice would: what is remembered of keys has limits of its own.
    private static readonly Made[] Documents =
    [
        new("wearable.csv", "patient_id,ts,heart_rate\n", i => $"p{i % 500:D4},{DateTimeOffset.UnixEpoch.AddMinutes(i / 500):yyyy-MM-dd'T'HH:mm:ss'Z'},{45 + (i * 7919L % 121)}\n"),
        new("feed.hl7", "", i => $"MSH|^~\\&|LIS|GHLAB|TWIN|ONTOTWIN|20261103103000+0100||ORU^R01^ORU_R01|{i}|P|2.5.1\rPID|1||{i % 5000}^^^GREENHILL&2.16.840.1.113883.19.5&ISO^MR||Doe^Jane||19650302|F\rOBR|1|O{i}^HIS|L{i}^LIS|BMP^Basic^99GHL|||20261103080000+0100||||||||||||||||20261103103000+0100||LAB|F\rOBX|1|NM|K^Potassium^99GHL^2823-3^Potassium^LN||4.{i % 10}|mmol/L|||||F|||20261103080000+0100\r"),
        new("feed.ndjson", "", Patient) { With = "mappings" },
        new("packed.ndjson.gz", "", Patient),
        new("glucose.json", "{\"device\":{\"id\":\"d1\"},\"glucose\":[{}", i => $",\n{{\"who\":\"p{i % 500}\",\"at\":\"{DateTimeOffset.UnixEpoch.AddMinutes(i / 500):yyyy-MM-dd'T'HH:mm:ss'Z'}\",\"mgdl\":{80 + (i % 90)},\"raw\":[[{i},{{\"a\":null}}],\"{{\"]}}") { Trailer = "],\"end\":true}", More = 1 },
        new("export.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]>\n<HealthData locale=\"en\">\n", i => $" <Record type=\"HKQuantityTypeIdentifierHeartRate\" sourceName=\"p{i % 500}\" unit=\"count/min\" startDate=\"{DateTimeOffset.UnixEpoch.AddMinutes(i / 500):yyyy-MM-dd HH:mm:ss +0000}\" value=\"{45 + (i % 121)}\"><MetadataEntry key=\"k\" value=\"1\"/></Record>\n") { Trailer = "</HealthData>\n" },
        new("bundle.json", "{\"type\":\"collection\",\"entry\":[{\"fullUrl\":\"urn:uuid:nobody\",\"resource\":{\"resourceType\":\"Basic\",\"id\":\"b\"}}", i => i % 500 == 0
            ? (FormattableString)$",\n{{\"fullUrl\":\"urn:uuid:p{i / 500}\",\"resource\":{{\"resourceType\":\"Patient\",\"id\":\"{i / 500 % 5000}\",\"gender\":\"female\"}}}}"
            : $",\n{{\"fullUrl\":\"urn:uuid:o{i}\",\"resource\":{{\"resourceType\":\"Observation\",\"id\":\"o{i % 50_000}\",\"status\":\"final\",\"subject\":{{\"reference\":\"urn:uuid:p{i / 500 * 7 % (i / 500 + 1)}\"}},\"code\":{{\"coding\":[{{\"system\":\"http://loinc.org\",\"code\":\"8867-4\"}}]}},\"effectiveDateTime\":\"2026-11-03T08:00:00Z\",\"valueQuantity\":{{\"value\":{i % 100},\"code\":\"/min\"}},\"text\":{{\"status\":\"generated\",\"div\":\"{Filler}\"}}}}}}") { Trailer = "],\"resourceType\":\"Bundle\"}\n", AreParts = true },
        new("bundle.xml", "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"collection\"/>", i => i % 500 == 0
            ? (FormattableString)$"<entry><fullUrl value=\"urn:uuid:p{i / 500}\"/><resource><Patient><id value=\"{i / 500 % 5000}\"/><gender value=\"female\"/></Patient></resource></entry>\n"
            : $"<entry><fullUrl value=\"urn:uuid:o{i}\"/><resource><Observation><id value=\"o{i % 50_000}\"/><text><status value=\"generated\"/><div xmlns=\"http://www.w3.org/1999/xhtml\">{Filler}</div></text><status value=\"final\"/><code><coding><system value=\"http://loinc.org\"/><code value=\"8867-4\"/></coding></code><subject><reference value=\"urn:uuid:p{i / 500}\"/></subject><effectiveDateTime value=\"2026-11-03T08:00:00Z\"/><valueQuantity><value value=\"{i % 100}\"/><code value=\"/min\"/></valueQuantity></Observation></resource></entry>\n") { Trailer = "</Bundle>\n", AreParts = true },
    ];

    private static string Filler { get; } = new('x', 600);

    private static FormattableString Patient(long i) => $"{{\"resourceType\":\"Patient\",\"id\":\"{i % 5000}\",\"gender\":\"female\",\"birthDate\":\"1965-03-02\",\"text\":{{\"status\":\"generated\",\"div\":\"{Filler}\"}}}}\n";

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Memory_does_not_grow_with_the_document(int which)
    {
        var made = Documents[which];
        var name = made.Name;
        using var folder = new TemporaryFolder();
        var records = await WriteAsync(folder.File(name), made, Bytes);
        var map = await WriteMapAsync(folder);
        var report = folder.File("report.json");
        // The packs say every field of a message, which takes hours; what is held of a message is the same by a map of its results.
        var with = made.With is { } pack ? Testing.Repository.PathOf(pack) : map;
        var run = await OntotwinCommand.RunDiscardingAsync(
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = made.HeapLimit }, "map", "--with", with, "--input", folder.File(name), "--report", report);
        Assert.True(run.ExitCode == 0, run.Error);
        using var figures = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        var read = figures.RootElement.GetProperty("records").GetInt64();
        if (made.AreParts) { Assert.InRange(read, Bytes >> 23, records / 2); } else { Assert.Equal(records, read); }
        Assert.True(figures.RootElement.GetProperty("facts").GetInt64() > records, figures.RootElement.ToString());
        TestContext.Current.SendDiagnosticMessage($"{name}: {figures.RootElement}");
        Assert.InRange(figures.RootElement.GetProperty("peakMemoryMegabytes").GetInt64(), 1, made.AreParts ? 768 : 512);
    }

    [Fact]
    public async Task A_million_rows_stay_below_150_megabytes()
    {
        var name = Documents[0].Name;
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.File(name), Documents[0], bytes: 32 << 20);
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

    private static async Task<long> WriteAsync(string path, Made made, long bytes)
    {
        await using var file = System.IO.File.Create(path, 1 << 20);
        await using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest) : file;
        await using var output = new StreamWriter(content, new UTF8Encoding(false), 1 << 20);
        await output.WriteAsync(made.Header);
        long records = 0;
        for (long written = 0; written < bytes; records++)
        {
            var text = FormattableString.Invariant(made.Record(records));
            await output.WriteAsync(text);
            written += text.Length;
        }
        await output.WriteAsync(made.Trailer);
        return records + made.More;
    }

    /// <summary>A document that is written as long as is wanted.</summary>
    /// <param name="Name">Its file's name.</param>
    /// <param name="Header">What it begins with.</param>
    /// <param name="Record">Its records.</param>
    private sealed record Made(string Name, string Header, Func<long, FormattableString> Record)
    {
        /// <summary>What it ends with.</summary>
        public string Trailer { get; init; } = "";

        /// <summary>Folder of the maps it is read by; null: by a map of its own.</summary>
        public string? With { get; init; }

        /// <summary>Bytes of the heap, hexadecimal: 256 MiB, but for bundles, which need more (decision 0037).</summary>
        public string HeapLimit => AreParts ? "20000000" : "10000000";

        /// <summary>Records in the header.</summary>
        public int More { get; init; }

        /// <summary>Whether many records are read as one.</summary>
        public bool AreParts { get; init; }
    }
}
