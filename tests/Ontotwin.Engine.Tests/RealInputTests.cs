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

    private static (Mapper Mapper, DocumentReader Reader) Fresh()
    {
        var iris = new IriMaker(new byte[32]);
        return (new Mapper(new MappingServices(Program.Value, new IdentityTable(iris), iris)), new DocumentReader(Program.Value));
    }

    private static IEnumerable<SourceRecord> Records(DocumentReader reader, string folder) =>
        InputFiles.Find([folder], []).Select(f => InputFiles.Open(f, out _)).OfType<SourceDocument>().SelectMany(reader.Read).Select(i => i.Record).OfType<SourceRecord>();
}
