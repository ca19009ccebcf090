using System.Text;
using System.Text.Json;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Medicines by the codes of their sources: ATC as well as RxNorm, from FHIR as well as HL7 v2.</summary>
public class MedicationCodeTests
{
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private const string Atc = "http://www.whocc.no/atc";
    private static readonly Lazy<TwinProgram> Program = new(() =>
        TwinCompiler.Compile([Repository.PathOf("mappings"), Repository.PathOf("guidelines")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    [Theory]
    [InlineData(Atc, "C09AA05", "ACEi")]                                     // ramipril
    [InlineData("urn:oid:2.16.840.1.113883.6.73", "C09AA05", "ACEi")]
    [InlineData(Atc, "C09BB04", "ACEi")]                                     // perindopril and amlodipine
    [InlineData(Atc, "C09CA01", "ARB")]
    [InlineData(Atc, "C09DX04", "ARB")]                                      // valsartan and sacubitril
    [InlineData(Atc, "C10AA05", "Statin")]
    [InlineData(Atc, "C03DA05", "MRA")]
    [InlineData(Atc, "A10BK03", "SGLT2i")]
    [InlineData(Atc, "B01AF02", "Anticoagulant")]
    [InlineData(Atc, "B01AA04", "Anticoagulant")]
    [InlineData(Atc, "B01AB05", "LMWH")]
    [InlineData(RxNorm, "308964", "ACEi")]                                   // captopril
    [InlineData(RxNorm, "858828", "ACEi")]                                   // enalapril and hydrochlorothiazide
    [InlineData(RxNorm, "854252", "LMWH")]
    public async Task An_active_medicine_is_of_its_class(string system, string code, string type) =>
        Assert.Equal(Truth.True, await OnAsync(system, code, type));

    [Theory]
    [InlineData(RxNorm, "313782", Truth.False)]                              // acetaminophen: known, and none of these
    [InlineData(Atc, "N02BE01", Truth.False)]
    [InlineData(Atc, "C09AA05", Truth.False)]
    [InlineData(Atc, "Z99ZZ99", Truth.Unknown)]                              // no class knows the code
    public async Task Whether_a_medicine_is_an_anticoagulant_is_known_where_its_code_is(string system, string code, Truth expected) =>
        Assert.Equal(expected, await OnAsync(system, code, "Anticoagulant"));

    [Fact]
    public async Task An_HL7_v2_message_that_writes_ATC_means_the_same_concept()
    {
        var facts = await IngestAsync("m.hl7", "MSH|^~\\&|S|GREENHILL|R|F|20261101||ORU^R01^ORU_R01|1|P|2.5.1\rPID|1||11^^^A&1.2.3&ISO||Doe^Jane||19650302|F\rOBR|1||7|X^Y^L|||20261101\rOBX|1|ST|C09AA05^Ramipril^ATC||taken||||||F\r");
        Assert.Contains(facts.Facts, f => f.Triple.Predicate == OntologyModel.Term("code") && f.Triple.Object is Iri { Value: "http://purl.bioontology.org/ontology/ATC/C09AA05" });
    }

    [Fact]
    public void Every_medicine_of_the_Synthea_bundles_has_a_class()
    {
        var unclassed = Directory.GetFiles(SharedData.Require("dev", "ehr", "synthea-r4-smart"), "*.json").SelectMany(MedicationCodes).Distinct()
            .Where(c => !Program.Value.Ontology.ConceptClasses.ContainsKey(new Iri("http://purl.bioontology.org/ontology/RXNORM/" + c)));
        Assert.Empty(unclassed);
    }

    private static IEnumerable<string> MedicationCodes(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var codes = new List<string>();
        if (!json.RootElement.TryGetProperty("entry", out var entries)) { return codes; }
        foreach (var entry in entries.EnumerateArray())
        {
            if (!entry.GetProperty("resource").TryGetProperty("medicationCodeableConcept", out var concept)) { continue; }
            codes.AddRange(concept.GetProperty("coding").EnumerateArray().Where(c => c.GetProperty("system").GetString() == RxNorm).Select(c => c.GetProperty("code").GetString()!));
        }
        return codes;
    }

    private static async Task<Truth?> OnAsync(string system, string code, string type)
    {
        var twin = await IngestAsync("m.json", $$$"""
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"resource": {"resourceType": "Patient", "id": "p", "identifier": [{"system": "urn:oid:1.2.3", "value": "11"}]} },
              {"resource": {"resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order", "subject": {"reference": "Patient/p"}, "authoredOn": "2026-10-01",
                "medicationCodeableConcept": {"coding": [{"system": "{{{system}}}", "code": "{{{code}}}"} ]} } } ]}
            """);
        var asOf = new DateTimeOffset(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);
        var closed = Reasoner.Conclude(Program.Value, twin, asOf, NoModels.Instance, NoCausalClaims.Instance).ClosedTwin;
        return new Evaluator(Program.Value, closed, asOf, NoModels.Instance).Evaluate(new PresenceExpression(OntologyModel.Term(type), true, false, null)).Truth;
    }

    private static async Task<Twin> IngestAsync(string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-medication-").FullName;
        try
        {
            var (file, stop) = (Path.Combine(folder, name), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(file, text, Encoding.ASCII, stop);
            await using var store = await EmbeddedStore.OpenAsync(Path.Combine(folder, "store"), StoreOpening.CreateIfMissing, stop);
            var ingestion = await DocumentIngestion.CreateAsync(Program.Value, store, new RunReport(), null, stop);
            await ingestion.RunAsync([file], stop);
            var id = await store.FindAsync(new Identifier("urn:oid:1.2.3", "11"), stop);
            return (await store.LoadAsync(id!.Value, null, stop))!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
