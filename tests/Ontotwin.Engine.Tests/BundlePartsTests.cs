using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>A large bundle is mapped in parts: its facts, with their origins, are those of the whole.</summary>
public sealed class BundlePartsTests
{
    [Theory]
    [InlineData("synthea-r4-smart", 30_000, 6)]
    [InlineData("synthea-r4-smart", 300_000, 6)]
    [InlineData("fhir-test-cases-r4", 500, 1000)]
    public void Facts_of_the_parts_are_those_of_the_whole(string folder, int stretch, int atMost)
    {
        var (files, facts) = (0, 0);
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "ehr", folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            if (files == atMost || bytes.Length < 2 * stretch || !FhirReader.LooksLike(bytes) || FhirReader.Read(new SourceDocument(file, bytes)).First().Record is not { Type: "Bundle" }) { continue; }
            files++;
            var whole = Mapped(reader => reader.Read(new SourceDocument(file, bytes)));
            var parts = Mapped(reader => reader.Read(Large(file, bytes, stretch), bytes)!);
            facts += whole.Facts.Count;
            Assert.Equal(whole.Facts, parts.Facts);
            Assert.Equal(whole.Rejects, parts.Rejects);
        }
        Assert.True(files > 0 && facts > 100, $"{files} files, {facts} facts");
    }

    [Fact]
    public void What_another_part_says_of_a_resource_counts()
    {
        var filler = string.Concat(Enumerable.Range(0, 30).Select(i => "{\"resource\":{\"resourceType\":\"Basic\",\"id\":\"" + i + "\"}},"));
        var text = """
            {"resourceType":"Bundle","type":"history","entry":[
            {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:oid:1.2","value":"1"}]}},
            {"request":{"method":"DELETE","url":"Observation/o"}},FILLER
            {"resource":{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"urn:uuid:1"},"code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"valueQuantity":{"value":61,"code":"/min"}}},
            {"resource":{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order","subject":{"reference":"urn:uuid:1"},"medicationReference":{"reference":"Medication/x"}}},
            {"resource":{"resourceType":"MedicationRequest","id":"n","status":"active","intent":"order","subject":{"reference":"urn:uuid:1"},"medicationReference":{"reference":"Medication/y"}}},FILLER
            {"resource":{"resourceType":"Medication","id":"x","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"314076"}]}}},
            {"resource":{"resourceType":"Medication","id":"y","modifierExtension":[{"url":"urn:not"}],"code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"197361"}]}}}
            ]}
            """.Replace("FILLER", filler, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        var whole = Mapped(reader => reader.Read(new SourceDocument("t.json", bytes)));
        var parts = Mapped(reader => reader.Read(Large("t.json", bytes, 700), bytes)!);
        Assert.Equal(whole.Facts, parts.Facts);
        Assert.Contains(parts.Facts, f => f.Contains("314076", StringComparison.Ordinal));
        Assert.DoesNotContain(parts.Facts, f => f.Contains("197361", StringComparison.Ordinal) || f.Contains(" 61", StringComparison.Ordinal));
        // A part in which maps find nothing says so of its entries.
        Assert.Equal(whole.Rejects.ToHashSet(), parts.Rejects.Where(r => !r.Contains(" of a FHIR Bundle", StringComparison.Ordinal)).ToHashSet());
    }

    private static LargeDocument Large(string name, byte[] bytes, int stretch) => new(name, () => new MemoryStream(bytes, writable: false)) { StretchBytes = stretch };

    // As map does it: who is who, then the facts, each once.
    private static (List<string> Facts, List<string> Rejects) Mapped(Func<DocumentReader, IEnumerable<SourceItem>> read)
    {
        var program = LiftedNodes.Program;
        var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of this test, not secret"));
        var mapper = new Mapper(new MappingServices(program, new IdentityTable(iris), iris));
        var reader = InputFiles.ReaderOf(program);
        foreach (var item in read(reader)) { mapper.Identify(item.Record!); }
        var (facts, rejects) = (new SortedSet<string>(StringComparer.Ordinal), new List<string>());
        var nodes = mapper.BeginDocument();
        foreach (var item in read(reader))
        {
            var mapped = nodes.Tell(mapper.Map(item.Record!));
            foreach (var node in mapped.Nodes)
            {
                foreach (var fact in node.Facts) { facts.Add($"{node.Twin} {node.Kind} {node.OrderedBy} {fact.Triple} {fact.Origin}"); }
            }
            rejects.AddRange(mapped.Rejects.Select(r => r.ToString()));
        }
        return ([.. facts], [.. rejects.Order(StringComparer.Ordinal)]);
    }
}
