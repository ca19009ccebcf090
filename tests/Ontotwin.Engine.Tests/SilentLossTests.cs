using Ontotwin.Reasoning;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>What could vanish, or count as something it is not, without anybody being told.</summary>
public sealed class SilentLossTests
{
    [Fact]
    public async Task A_late_message_changes_nothing_and_is_counted()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Potassium(clinic, "new.hl7", "4.6", "F", "20261103"));
        await clinic.IngestAsync(Potassium(clinic, "old.hl7", "5.4", "F", "20261102"));
        Assert.Contains(clinic.Remarks, d => d.Code == "OT8101" && d.Severity == Severity.Warning && d.Place is not null);
        Assert.True(clinic.Report.Remarks > 0);
        Assert.Equal([4.6m], await PotassiumsAsync(clinic));
    }

    [Theory]
    [InlineData("D")]
    [InlineData("W")]
    public async Task A_deleted_result_is_taken_back(string status)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Potassium(clinic, "given.hl7", "5.4", "F", "20261102"));
        Assert.Equal([5.4m], await PotassiumsAsync(clinic));
        await clinic.IngestAsync(Potassium(clinic, "deleted.hl7", "5.4", status, "20261103"));
        var facts = (await clinic.ViewsAsync()).SelectMany(v => v.Twin.Facts).ToList();
        Assert.DoesNotContain(facts, f => f.Triple.Predicate == Ontology.OntologyModel.Term("value"));
        // Nor does anything stay that stood in it, such as its unit as it was coded.
        Assert.DoesNotContain(facts, f => f.Triple.Object is Rdf.Literal { Lexical: "Potassium" or "mmol/L" });
    }

    [Fact]
    public async Task A_status_that_no_table_knows_is_told_and_no_rule_uses_the_result()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        var message = await File.ReadAllTextAsync(Repository.PathOf("samples", "hl7v2", "a-oru-potassium.hl7"), TestContext.Current.CancellationToken);
        await clinic.IngestAsync(
            Repository.PathOf("samples", "fhir", "a-riverside.json"), Repository.PathOf("samples", "hl7v2", "a-adt-a04.hl7"),
            clinic.Write("q.hl7", message.Replace("|5.4|mmol/L|3.5-5.0|H|||F|", "|4.6|mmol/L|3.5-5.0|H|||Q|", StringComparison.Ordinal).Split('\r')));
        Assert.Contains(clinic.Remarks, d => d.Code == "OT4107" && d.Place!.Value.Path == "OBX[3]-11");
        var reject = Assert.Single(clinic.Report.FirstRejects);
        Assert.Equal(("OT4103", "OBX[3]-11", "hdt.hl7v2.labs/labs.obs"), (reject.Code, reject.Place.Path, reject.Rule));
        var rule = (await clinic.ViewsAsync()).SelectMany(v => v.Conclusions.All).Single(r => r.Rule == "ckd.bp.rasi.start" && r.Status != RecommendationStatus.Out);
        Assert.Equal(RecommendationStatus.Blocked, rule.Status);
        Assert.NotEmpty(rule.Ask);
    }

    [Theory]
    [InlineData("NM", "6.4", "mmol/LL", "F", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("NM", "6.4", "mosm/L", "F", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("NM", "4.4", "meq/L", "F", "20261104080000+0100", RecommendationStatus.In)]
    [InlineData("NM", "6,4", "mmol/L", "F", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("ST", "5.9 mmol/L", "", "F", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("ST", "5.9", "mmol/L", "F", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("", "5.9", "mmol/L", "F", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("ST", "haemolysed", "", "F", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("NM", "6.4", "mmol/L", "Z", "20261104080000+0100", RecommendationStatus.Blocked)]
    [InlineData("NM", "6.4", "mmol/L", "F", "TODAY", RecommendationStatus.Blocked)]
    [InlineData("ST", "4.4", "mmol/L", "F", "20261104080000+0100", RecommendationStatus.In)]
    [InlineData("NM", "", "", "X", "20261104080000+0100", RecommendationStatus.In)]
    public async Task A_newer_potassium_that_cannot_be_read_stands_before_the_older_one(string type, string value, string unit, string status, string at, RecommendationStatus expected)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(
            Repository.PathOf("samples", "fhir", "a-riverside.json"), Repository.PathOf("samples", "hl7v2", "a-adt-a04.hl7"), Repository.PathOf("samples", "hl7v2", "a-oru-potassium-corrected.hl7"),
            clinic.Write(
                "newer.hl7",
                "MSH|^~\\&|LIS|GHLAB|TWIN|ONTOTWIN|20261104103000+0100||ORU^R01^ORU_R01|LB000399|P|2.5.1",
                "PID|1||70010451^^^GREENHILL&2.16.840.1.113883.19.5&ISO^MR||Aigner^Anna||19650302|F",
                "OBR|1|ORD-99^HIS|LAB-99^LIS|BMP^Basic metabolic panel^99GHL|||20261104080000+0100||||||||||||||||20261104103000+0100||LAB|F",
                $"OBX|1|{type}|K^Potassium^99GHL^2823-3^Potassium^LN||{value}|{unit}|||||{status}|||{at}",
                ""));
        var rule = (await clinic.ViewsAsync()).SelectMany(v => v.Conclusions.All).Single(r => r.Rule == "ckd.bp.rasi.start" && r.Status != RecommendationStatus.Out);
        Assert.Equal(expected, rule.Status);
        // The source that stands before it, or could not be obtained, is in the proof.
        Assert.Contains(rule.Proof.All(), n => n.Origin is { } o && o.Document.EndsWith("newer.hl7", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"status\": \"reopened\",")]
    [InlineData("")]
    public async Task A_newer_FHIR_observation_of_an_unknown_status_is_an_error_and_stands_before_the_older_one(string status)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(
            Repository.PathOf("samples", "fhir", "a-riverside.json"), Repository.PathOf("samples", "hl7v2", "a-adt-a04.hl7"), Repository.PathOf("samples", "hl7v2", "a-oru-potassium-corrected.hl7"),
            clinic.Write("newer.json", $$"""
                { "resourceType": "Bundle", "meta": { "source": "https://ehr.riverside.example/fhir" }, "type": "collection", "entry": [{ "resource": {
                  "resourceType": "Observation", "id": "newer-k", {{status}} "subject": { "reference": "Patient/SUBJECT" }, "effectiveDateTime": "2026-11-04T08:00:00+01:00",
                  "code": { "coding": [{ "system": "http://loinc.org", "code": "2823-3" }] }, "valueQuantity": { "value": 4.4, "system": "http://unitsofmeasure.org", "code": "mmol/L" } } }] }
                """.Replace("SUBJECT", PatientOf("a-riverside.json"), StringComparison.Ordinal)));
        var reject = Assert.Single(clinic.Report.FirstRejects);
        Assert.Equal(("OT4103", "hdt.fhir.r4/fhirObservations.obs"), (reject.Code, reject.Rule));
        var rule = (await clinic.ViewsAsync()).SelectMany(v => v.Conclusions.All).Single(r => r.Rule == "ckd.bp.rasi.start" && r.Status != RecommendationStatus.Out);
        Assert.Equal(RecommendationStatus.Blocked, rule.Status);
    }

    [Theory]
    [InlineData("X", "NM", "6.4")]
    [InlineData("N", "ST", "haemolysed")]
    [InlineData("X", "CE", "112144000^Blood group A^SCT")]
    public async Task What_stands_in_place_of_a_result_that_could_not_be_obtained_is_told_and_is_no_result(string status, string type, string value)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        var message = await File.ReadAllTextAsync(Repository.PathOf("samples", "hl7v2", "a-oru-potassium.hl7"), TestContext.Current.CancellationToken);
        await clinic.IngestAsync(clinic.Write("x.hl7", message.Replace("|NM|K^", $"|{type}|K^", StringComparison.Ordinal).Replace("|5.4|mmol/L|3.5-5.0|H|||F|", $"|{value}|mmol/L|3.5-5.0|H|||{status}|", StringComparison.Ordinal).Split('\r')));
        Assert.Contains(clinic.Remarks, d => d.Code == "OT4112" && d.Place!.Value.Path.StartsWith("OBX[3]-5", StringComparison.Ordinal) && !d.Message.Contains(value, StringComparison.Ordinal));
        var facts = Assert.Single(await clinic.ViewsAsync()).Twin.Facts;
        var node = Assert.Single(facts, f => f.Triple.Predicate == Ontology.OntologyModel.Term("absentReason")).Triple.Subject;
        Assert.DoesNotContain(facts, f => f.Triple.Subject.Equals(node) && f.Triple.Predicate is { LocalName: "value" or "finding" or "text" or "originalValue" or "unit" });
        // What was said there is not lost.
        Assert.Contains(facts, f => f.Triple.Object is Rdf.Literal { Lexical: var said } && said.Contains(value.Split('^')[0], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mosm/L", "OT1905")]
    [InlineData("/L", "OT1901")]
    [InlineData("mmol/H", "OT1903")]
    public async Task A_unit_that_only_a_formula_allows_gives_no_number_and_is_told(string unit, string code)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        var message = await File.ReadAllTextAsync(Repository.PathOf("samples", "hl7v2", "a-oru-potassium.hl7"), TestContext.Current.CancellationToken);
        await clinic.IngestAsync(clinic.Write("u.hl7", message.Replace("|5.4|mmol/L|", $"|5.4|{unit}|", StringComparison.Ordinal).Split('\r')));
        Assert.Contains(clinic.Remarks, d => d.Code == code && d.Place!.Value.Path.StartsWith("OBX[3]", StringComparison.Ordinal));
        var view = Assert.Single(await clinic.ViewsAsync());
        Assert.All(ClinicalItem.All(view.Conclusions.ClosedTwin, Ontology.OntologyModel.Load(Repository.PathOf("ontologies")).Value!, "Potassium"), i => Assert.Null(i.Value));
    }

    [Fact]
    public async Task A_column_that_the_map_declares_and_the_file_has_not_is_told_with_those_it_has()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("dailySteps_merged.csv", "Id,ActivityDay,Steps", "1,4/12/2016,900", ""));
        var reject = Assert.Single(clinic.Report.FirstRejects, r => r.Code == "OT4206");
        Assert.Contains("'StepTotal'", reject.Reason, StringComparison.Ordinal);
        Assert.Contains("'Steps'", reject.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_the_far_future_does_not_move_now()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Potassium(clinic, "a.hl7", "4.6", "F", "20261103"), Potassium(clinic, "b.hl7", "4.7", "F", "20991103"));
        var view = Assert.Single(await clinic.ViewsAsync());
        Assert.Equal(2026, view.Conclusions.AsOf.Year);
        Assert.Contains(view.Diagnostics, d => d.Code == "OT8108" && d.Place!.Value.Document.EndsWith("b.hl7", StringComparison.Ordinal));
        Assert.Equal([4.6m, 4.7m], (await PotassiumsAsync(clinic)).Order());
    }

    [Fact]
    public async Task A_linked_folder_is_not_followed_and_a_pipe_is_not_waited_for()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        var file = clinic.Write("in/a.txt", "a");
        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateSymbolicLink(Path.Combine(folder, "again"), folder);
        if (!OperatingSystem.IsWindows())
        {
            using var mkfifo = System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder, "pipe"));
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var problems = new List<Diagnostic>();
        var files = InputFiles.Find([folder], problems);
        Assert.DoesNotContain(files, f => f.Contains("again", StringComparison.Ordinal));
        Assert.All(files, f => Assert.NotNull(InputFiles.Open(f, out _)));
        Assert.Contains(file, files);
    }

    private static string PatientOf(string sample) =>
        System.Text.Json.JsonElement.Parse(File.ReadAllBytes(Repository.PathOf("samples", "fhir", sample))).GetProperty("entry").EnumerateArray()
            .Select(e => e.GetProperty("resource")).First(r => r.GetProperty("resourceType").GetString() == "Patient").GetProperty("id").GetString()!;

    private static string Potassium(SmallClinic clinic, string name, string value, string status, string day) => clinic.Write(
        name,
        $"MSH|^~\\&|LIS|NORTH|R|F|{day}||ORU^R01^ORU_R01|{name}|P|2.5.1",
        "PID|1||11^^^A&1.2.3&ISO||Doe^Jane||19650302|F",
        $"OBR|1|ORD-1^HIS|LAB-{day[..4]}^LIS|BMP^Basic^L|||20261101080000+0100||||||||||||||||{day}||LAB|F",
        $"OBX|1|NM|2823-3^Potassium^LN||{value}|mmol/L|||||{status}|||{(day[..4] == "2099" ? day : "20261101080000+0100")}",
        "");

    private static async Task<IEnumerable<decimal>> PotassiumsAsync(SmallClinic clinic)
    {
        var view = Assert.Single(await clinic.ViewsAsync());
        var ontology = Ontology.OntologyModel.Load(Repository.PathOf("ontologies")).Value!;
        return ClinicalItem.All(view.Conclusions.ClosedTwin, ontology, "Potassium").Select(i => i.Value!.Value);
    }
}
