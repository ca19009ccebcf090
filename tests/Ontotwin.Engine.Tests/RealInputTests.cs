using System.Text.Json;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>The shipped mappings over real input by others: everything readable becomes facts, everything else a located reject.</summary>
public class RealInputTests
{
    private static readonly Lazy<TwinProgram> Program = new(() => TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    [Theory]
    [InlineData(50, "ms-fhir-converter")]
    [InlineData(700, "cdc-prime-reportstream")]
    public void Every_OBX_of_an_ORU_R01_whose_PID_has_an_identifier_becomes_facts(int atLeast, string folder)
    {
        var (mapper, reader) = Fresh();
        var missing = new List<string>();
        var seen = 0;
        foreach (var record in Records(reader, SharedData.Require("dev", "hl7v2", folder)).Where(r => r is { Format: SourceFormat.Hl7v2, Type: "ORU_R01" }))
        {
            mapper.Identify(record);
            var pid = Hl7v2Path.FindSegment(record.Root, "PID");
            if (pid.First("3").First("1").Text.Length == 0) { continue; }
            var spans = mapper.Map(record).Nodes.SelectMany(n => n.Facts).Select(f => f.Origin.Bytes).ToList();
            foreach (var obx in Hl7v2Path.FindSegments(record.Root, "OBX"))
            {
                seen++;
                if (!spans.Exists(s => s.Start >= obx.Bytes.Start && s.End <= obx.Bytes.End)) { missing.Add($"{record.Document.Name} {obx.Path} under {obx.Parent.Name}"); }
            }
        }
        Assert.True(seen >= atLeast, $"only {seen} OBX were looked at");
        Assert.True(missing.Count == 0, $"{missing.Count} of {seen} are missing:\n{string.Join('\n', missing.Take(40))}");
    }

    [Theory]
    [InlineData("hl7v2", "ms-fhir-converter")]
    [InlineData("hl7v2", "cdc-prime-reportstream")]
    [InlineData("wearables", "fitabase-fitbit")]
    [InlineData("ehr", "us-core-examples")]
    public void What_a_mapper_keeps_of_other_records_changes_nothing(string kind, string folder)
    {
        // One that remembers texts, and whose objects were those of other records before.
        var (experienced, reader) = Fresh(recycles: true);
        var records = Records(reader, SharedData.Require("dev", kind, folder)).Where((_, i) => i % 7 == 0).Take(400).ToList();
        foreach (var record in records) { experienced.Map(record); }
        foreach (var record in records) { Assert.Equal(Said(Fresh().Mapper, record), Said(experienced, record)); }
    }

    private static List<string> Said(Mapper mapper, SourceRecord record)
    {
        var mapped = mapper.Map(record);
        return [.. mapped.Nodes.SelectMany(n => n.Facts.Select(f => $"{n.Twin} {n.Kind} {n.OrderedBy} {f.Triple} {f.Origin}")), .. mapped.Rejects.Select(r => r.ToString()), .. mapped.Diagnostics.Select(d => d.ToString())];
    }

    [Fact]
    public void Every_Observation_with_a_valueQuantity_of_the_Synthea_bundles_becomes_a_value()
    {
        var (mapper, reader) = Fresh();
        // Every eighth bundle: CI's share of the 123; the closing note has the whole.
        var files = Directory.GetFiles(SharedData.Require("dev", "ehr", "synthea-r4-smart"), "*.json").Order(StringComparer.Ordinal).Where((_, i) => i % 8 == 0);
        var (expected, found) = (0, 0);
        foreach (var record in files.SelectMany(f => Records(reader, f)))
        {
            mapper.Identify(record);
            expected += record.Root.AllOf("entry").Count(e => e.First("resource").First("resourceType").Text == "Observation" && !e.First("resource").First("valueQuantity").IsAbsent);
            found += mapper.Map(record).Nodes.Count(n => n.Facts.Any(f => f.Triple.Predicate == OntologyModel.Term("value") && f.Origin.Path.Contains(".valueQuantity", StringComparison.Ordinal) && !f.Origin.Path.Contains(".component", StringComparison.Ordinal)));
        }
        Assert.True(expected > 1000, $"only {expected} Observations were looked at");
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Every_row_of_the_six_Fitabase_files_becomes_facts()
    {
        var (mapper, reader) = Fresh();
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "wearables", "fitabase-fitbit"), "*.csv"))
        {
            var lifted = Records(reader, file).Count(r => mapper.Map(r).FactCount > 0);
            Assert.Equal(File.ReadLines(file).Count() - 1, lifted);
        }
    }

    [Fact]
    public void Every_trusted_DICOM_file_with_a_Patient_ID_becomes_facts()
    {
        var (mapper, reader) = Fresh();
        var trusted = File.ReadLines(SharedData.Require("oracles", "dicom", "index.jsonl"))
            .Select(l => JsonDocument.Parse(l).RootElement)
            .Where(e => e.TryGetProperty("trust", out var trust) && trust.GetString() == "full" && e.GetProperty("file").GetString()!.StartsWith("pydicom/", StringComparison.Ordinal))
            .Select(e => e.GetProperty("file").GetString()!).ToList();
        var missing = new List<string>();
        var seen = 0;
        foreach (var file in trusted)
        {
            if (!HasPatientId(file)) { continue; }
            seen++;
            if (!Records(reader, SharedData.Require("dev", "dicom", file)).Any(r => mapper.Map(r).Nodes.Count > 0)) { missing.Add(file); }
        }
        Assert.Equal(148, seen);
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("hl7v2")]
    [InlineData("dicom")]
    [InlineData("wearables")]
    public void Every_document_of_the_real_trees_is_facts_or_a_located_reject(string tree)
    {
        var iris = new IriMaker(new byte[32]);
        var report = new RunReport();
        var rejected = new HashSet<string>();
        var lifted = new HashSet<string>();
        var pass = new DocumentPass(new Mapper(new MappingServices(Program.Value, new IdentityTable(iris), iris)), new DocumentReader(Program.Value), report)
        {
            OnReject = reject => rejected.Add(reject.Place.Document),
        };
        var files = InputFiles.Find([SharedData.Require("dev", tree)], []);
        pass.Identify(files, TestContext.Current.CancellationToken);
        foreach (var (document, mapped) in pass.Map(files, TestContext.Current.CancellationToken))
        {
            if (mapped.FactCount > 0) { lifted.Add(document.Name); }
        }
        Assert.Equal(files.Count, report.Documents);
        Assert.DoesNotContain(files, f => !rejected.Contains(f) && !lifted.Contains(f));
    }

    private static bool HasPatientId(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Require("oracles", "dicom", "json", file + ".json")));
        return json.RootElement.GetProperty("dataSet").TryGetProperty("00100020", out var id) && id.TryGetProperty("Value", out var value) && value[0].ValueKind == JsonValueKind.String && value[0].GetString()!.Length > 0;
    }

    private static (Mapper Mapper, DocumentReader Reader) Fresh(bool recycles = false)
    {
        var iris = new IriMaker(new byte[32]);
        return (new Mapper(new MappingServices(Program.Value, new IdentityTable(iris), iris) { Recycles = recycles }), new DocumentReader(Program.Value));
    }

    private static IEnumerable<SourceRecord> Records(DocumentReader reader, string folder) =>
        InputFiles.Find([folder], []).Select(f => InputFiles.Open(f, out _)).OfType<SourceDocument>().SelectMany(d => reader.Read(d)).Select(i => i.Record).OfType<SourceRecord>();
}

internal static class FieldExtensions
{
    public static IEnumerable<Field> AllOf(this Field field, string name)
    {
        foreach (var child in field.All(name)) { yield return child; }
    }
}
