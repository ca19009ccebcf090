using System.Text;
using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Reasoning;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Records that must hold a treatment back, or must not, from FHIR documents to conclusions.</summary>
public class ClinicalSafetyTests
{
    private const string Snomed = "http://snomed.info/sct";
    private const string Icd10 = "http://hl7.org/fhir/sid/icd-10-cm";
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private const string Atc = "http://www.whocc.no/atc";
    private static readonly DateTimeOffset AsOf = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<TwinProgram> Program = new(() =>
        TwinCompiler.Compile([Repository.PathOf("mappings"), Repository.PathOf("guidelines")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    [Theory]
    [InlineData("", RecommendationStatus.In)]
    [InlineData("\"deceasedDateTime\": \"2026-11-04T10:00:00Z\",", RecommendationStatus.Out)]
    [InlineData("\"deceasedDateTime\": \"2026-11-06\",", RecommendationStatus.In)]   // not dead yet at the instant asked about
    [InlineData("\"deceasedBoolean\": true,", RecommendationStatus.Out)]
    [InlineData("\"deceasedBoolean\": false,", RecommendationStatus.In)]
    public async Task Nothing_is_recommended_for_the_dead(string death, RecommendationStatus expected)
    {
        var twin = await PersonAsync("", death);
        var found = Conclude(twin);
        Assert.Equal(expected, found.All.Single(r => r.Rule == "ckd.bp.rasi.start").Status);
        if (expected == RecommendationStatus.In) { return; }
        Assert.Empty(found.Recommendations);
        Assert.Contains(found.All[0].Proof.All(), n => n.Text.En.Contains("died", StringComparison.Ordinal) && n.Text.Zh.Contains("死亡", StringComparison.Ordinal));
        Assert.True(PatientBanner.Of(twin).IsDeceased);
    }

    [Theory]
    [InlineData("Condition", "41291007", "resolved", "confirmed", RecommendationStatus.Blocked)]   // angioedema
    [InlineData("Condition", "41291007", "resolved", "refuted", RecommendationStatus.In)]
    [InlineData("Condition", "77386006", "resolved", "confirmed", RecommendationStatus.In)]        // a pregnancy that is over
    [InlineData("Condition", "77386006", "active", "confirmed", RecommendationStatus.Blocked)]
    public async Task Some_conditions_count_for_life(string type, string code, string clinical, string verification, RecommendationStatus expected) =>
        Assert.Equal(expected, (await AceiAsync($$"""{"resourceType": "{{type}}", "id": "x", "subject": {"reference": "Patient/p"}, {{Coding("code", Snomed, code)}}, {{Status("clinicalStatus", clinical)}}, {{Status("verificationStatus", verification)}}, "onsetDateTime": "2019-01-01", "abatementDateTime": "2019-01-03"}""".Replace(clinical == "active" ? ", \"abatementDateTime\": \"2019-01-03\"" : "\0", "", StringComparison.Ordinal))).Status);

    [Fact]
    public async Task A_resolved_contraindication_says_that_it_counts_as_history()
    {
        var found = await AceiAsync($$"""{"resourceType": "Condition", "id": "x", "subject": {"reference": "Patient/p"}, {{Coding("code", Snomed, "41291007")}}, {{Status("clinicalStatus", "resolved")}} }""");
        Assert.Contains(found.Assumptions, a => a.En == "resolved, counts as history");
    }

    [Theory]
    [InlineData(RxNorm, "29046", "active", "confirmed", RecommendationStatus.Blocked)]             // lisinopril
    [InlineData(RxNorm, "29046", null, null, RecommendationStatus.Blocked)]
    [InlineData(Atc, "C09AA", "active", "confirmed", RecommendationStatus.Blocked)]                // the whole group
    [InlineData(RxNorm, "29046", "active", "unconfirmed", RecommendationStatus.Blocked)]
    [InlineData(RxNorm, "29046", "resolved", "confirmed", RecommendationStatus.In)]
    [InlineData(RxNorm, "29046", "active", "refuted", RecommendationStatus.In)]
    [InlineData(RxNorm, "83367", "active", "confirmed", RecommendationStatus.In)]                  // atorvastatin: another class
    public async Task An_allergy_to_the_class_holds_it_back(string system, string code, string? clinical, string? verification, RecommendationStatus expected)
    {
        var statuses = (clinical is null ? "" : ", " + Status("clinicalStatus", clinical)) + (verification is null ? "" : ", " + Status("verificationStatus", verification));
        var found = await AceiAsync($$"""{"resourceType": "AllergyIntolerance", "id": "x", "patient": {"reference": "Patient/p"}, {{Coding("code", system, code)}}{{statuses}} }""");
        Assert.Equal(expected, found.Status);
        Assert.Equal(expected == RecommendationStatus.Blocked, found.Checked.Any(c => c.Words.En.StartsWith("allergy", StringComparison.Ordinal) && c.Words.Zh.Contains("过敏", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_potassium_would_let_in_what_the_person_is_allergic_to()
    {
        var allergy = $$"""{"resourceType": "AllergyIntolerance", "id": "x", "patient": {"reference": "Patient/p"}, {{Coding("code", RxNorm, "29046")}} }""";
        var newer = Quantity("k2", "2823-3", "5.6", "mmol/L", "2026-11-04");
        Assert.Contains((await AceiAsync(newer)).WhatIf, w => w.Status == RecommendationStatus.In);
        Assert.DoesNotContain((await AceiAsync(newer, allergy)).WhatIf, w => w.Status == RecommendationStatus.In);
    }

    [Theory]
    [InlineData("\"intent\": \"order\"", "already on a RAS inhibitor")]
    [InlineData("\"intent\": \"order\", \"doNotPerform\": true", "a request not to give")]
    [InlineData("\"intent\": \"plan\"", null)]
    [InlineData("\"intent\": \"proposal\"", null)]
    [InlineData("\"intent\": \"option\"", null)]
    public async Task What_is_only_planned_or_forbidden_is_no_medicine_in_use(string how, string? reason)
    {
        var found = await AceiAsync($$"""{"resourceType": "MedicationRequest", "id": "x", "status": "active", {{how}}, "subject": {"reference": "Patient/p"}, "authoredOn": "2026-10-01", {{Coding("medicationCodeableConcept", RxNorm, "29046")}} }""");
        Assert.Equal(reason is null ? RecommendationStatus.In : RecommendationStatus.Blocked, found.Status);
        Assert.StartsWith(reason ?? "", found.StatusReason?.En ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed", "2026-10-31", Truth.True)]
    [InlineData("in-progress", "2026-10-31", Truth.True)]
    [InlineData("preparation", "2026-10-31", Truth.False)]
    [InlineData("on-hold", "2026-10-31", Truth.False)]
    [InlineData("stopped", "2026-10-31", Truth.False)]
    [InlineData("not-done", "2026-10-31", Truth.False)]
    [InlineData("unknown", "2026-10-31", Truth.Unknown)]
    [InlineData("completed", "2026-11-20", Truth.False)]                                           // after the instant asked about
    public async Task Only_a_procedure_that_was_done_counts(string status, string at, Truth expected)
    {
        var twin = await PersonAsync($$"""{"resourceType": "Procedure", "id": "x", "status": "{{status}}", "subject": {"reference": "Patient/p"}, "performedDateTime": "{{at}}", {{Coding("code", Snomed, "609588000")}} }""");
        var evaluator = new Evaluator(Program.Value, Conclude(twin).ClosedTwin, AsOf, NoModels.Instance);
        var knee = OntologyModel.Term("KneeReplacement");
        Assert.Equal(expected, evaluator.Evaluate(new PresenceExpression(knee, false, false, new QuantityLiteral(35, "d"))).Truth);
        Assert.Equal(expected, evaluator.Evaluate(new PresenceExpression(knee, false, false, null)).Truth);
    }

    [Theory]
    [InlineData("Z34.90", RecommendationStatus.Blocked)]
    [InlineData("O09.90", RecommendationStatus.Blocked)]
    [InlineData("O10.011", RecommendationStatus.Blocked)]
    [InlineData("Z3A.12", RecommendationStatus.Blocked)]
    [InlineData("Z33.3", RecommendationStatus.Blocked)]
    [InlineData("O9A.211", RecommendationStatus.Blocked)]
    [InlineData("O03.9", RecommendationStatus.In)]                                                 // the pregnancy is over
    [InlineData("Z30.9", RecommendationStatus.In)]                                                 // contraception
    public async Task Pregnancy_is_known_by_the_category_of_its_code(string code, RecommendationStatus expected) =>
        Assert.Equal(expected, (await AceiAsync($$"""{"resourceType": "Condition", "id": "x", "subject": {"reference": "Patient/p"}, {{Coding("code", Icd10, code)}}, {{Status("clinicalStatus", "active")}} }""")).Status);

    [Theory]
    [InlineData("82810-3", "77386006", RecommendationStatus.Blocked)]
    [InlineData("82810-3", "60001007", RecommendationStatus.In)]                                   // not pregnant
    public async Task A_pregnancy_status_is_heeded(string loinc, string answer, RecommendationStatus expected) =>
        Assert.Equal(expected, (await AceiAsync($$"""{"resourceType": "Observation", "id": "x", "status": "final", "subject": {"reference": "Patient/p"}, "effectiveDateTime": "2026-11-03", {{Coding("code", "http://loinc.org", loinc)}}, {{Coding("valueCodeableConcept", Snomed, answer)}} }""")).Status);

    [Theory]
    [InlineData("32713-0")]
    [InlineData("39789-3")]
    [InlineData("6298-4")]
    public async Task Potassium_of_any_blood_blocks(string loinc) =>
        Assert.Equal(RecommendationStatus.Blocked, (await AceiAsync(Quantity("x", loinc, "6.4", "mmol/L", "2026-11-04"))).Status);

    private static async Task<Recommendation> AceiAsync(string resource, string another = "") => Conclude(await PersonAsync(resource, another: another)).All.Single(r => r.Rule == "ckd.bp.rasi.start");

    private static Conclusions Conclude(Twin twin) => Reasoner.Conclude(Program.Value, twin, AsOf, NoModels.Instance, NoCausalClaims.Instance);

    private static string Coding(string field, string system, string code) => $$"""
        "{{field}}": {"coding": [{"system": "{{system}}", "code": "{{code}}"}]}
        """;

    private static string Status(string field, string code) => $$"""
        "{{field}}": {"coding": [{"code": "{{code}}"}]}
        """;

    private static string Quantity(string id, string loinc, string value, string unit, string at) => $$"""
        {"resourceType": "Observation", "id": "{{id}}", "status": "final", "subject": {"reference": "Patient/p"}, "effectiveDateTime": "{{at}}",
          {{Coding("code", "http://loinc.org", loinc)}}, "valueQuantity": {"value": {{value}}, "system": "http://unitsofmeasure.org", "code": "{{unit}}"} }
        """;

    // Somebody with hypertension, kidney disease and albuminuria, for whom an ACE inhibitor is due, and a resource or two more.
    private static async Task<Twin> PersonAsync(string resource, string death = "", string another = "")
    {
        var entries = new[]
        {
            $$"""{"resourceType": "Patient", "id": "p", {{death}} "birthDate": "1985-03-02", "gender": "female", "identifier": [{"system": "urn:oid:1.2.3", "value": "11"}] }""",
            $$"""{"resourceType": "Condition", "id": "ht", "subject": {"reference": "Patient/p"}, {{Coding("code", Snomed, "38341003")}} }""",
            $$"""{"resourceType": "Condition", "id": "ckd", "subject": {"reference": "Patient/p"}, {{Coding("code", Snomed, "709044004")}} }""",
            Quantity("k", "2823-3", "4.4", "mmol/L", "2026-11-02"), Quantity("egfr", "33914-3", "60", "mL/min/{1.73_m2}", "2026-11-02"), Quantity("uacr", "9318-7", "420", "mg/g", "2026-11-02"),
            resource, another,
        }.Where(e => e.Length > 0).Select(e => $"{{\"resource\": {e} }}");
        var folder = Directory.CreateTempSubdirectory("ontotwin-safety-").FullName;
        try
        {
            var (file, stop) = (Path.Combine(folder, "p.json"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(file, $"{{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{string.Join(", ", entries)}]}}", Encoding.UTF8, stop);
            await using var store = await EmbeddedStore.OpenAsync(Path.Combine(folder, "store"), StoreOpening.CreateIfMissing, stop);
            await (await DocumentIngestion.CreateAsync(Program.Value, store, new RunReport(), null, stop)).RunAsync([file], stop);
            return (await store.LoadAsync((await store.FindAsync(new Identifier("urn:oid:1.2.3", "11"), stop))!.Value, null, stop))!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
