using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>What could be read as something that it is not: it is told, and in no fact.</summary>
public sealed class MisreadTests
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    [Theory]
    [InlineData("ORU^R99", "OT4005")]
    [InlineData("ORU", "OT4005")]
    [InlineData("ORU^R01", "")]
    public async Task A_message_of_a_type_that_no_map_names_is_a_reject(string type, string code)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", $"MSH|^~\\&|LAB|GH|||20261103||{type}|1|P|2.5.1", "PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane", "OBR|1||F1|2823-3^Potassium^LN|||20261103", "OBX|1|NM|2823-3^Potassium^LN||4.6|mmol/L|||||F", ""));
        Assert.Equal(code, string.Join(' ', clinic.Report.FirstRejects.Select(r => r.Code)));
        Assert.Equal(code.Length == 0, (await clinic.ViewsAsync()).SelectMany(v => v.Twin.Facts).Any(f => f.Triple.Predicate == OntologyModel.Term("value")));
    }

    [Theory]
    [InlineData("1,2026-01-02,9,120", "OT4006", "")]
    [InlineData("1,2026-01-02,9120,", "", "9120")]
    public void A_row_with_a_cell_too_many_is_shifted_nowhere(string row, string code, string steps)
    {
        using var program = new SmallProgram().Input("t.csv", "mrn,day,steps", row);
        var quads = program.Map("""
            map m from csv "t.csv" (mrn text, day date "yyyy-MM-dd", steps int) {
              node d : DailySteps key ("urn:test", mrn, day) { subject <- ref Patient key ("urn:test", mrn) or stub; value <- steps as quantity in '1' }
            }
            """);
        Assert.Equal(code, string.Join(' ', program.Rejects.Select(r => r.Code)));
        Assert.Equal(steps, string.Join(' ', SmallProgram.Values(quads, "value")));
    }

    [Fact]
    public void A_blank_line_moves_no_later_sample()
    {
        using var program = new SmallProgram().Input("HR.csv", "0", "1", "72", "", "75");
        var quads = program.Write("""
            map m from csv "HR.csv" { no header; skip 2; heading start from line 1 cell 1; heading hz from line 2 cell 1 } (bpm decimal) {
              series hr : HeartRate key ("urn:test") of ref Patient key ("urn:test", "1") or stub at start + (rowNumber() - 1) / hz as instant format "unix" value bpm as quantity in '/min'
            }
            """);
        Assert.Equal(["\"1970-01-01T00:00:00+00:00\"", "\"1970-01-01T00:00:02+00:00\""], quads.Where(q => q.Contains("#sampledAt>", StringComparison.Ordinal)).Select(q => q.Split(' ')[2].Split('^')[0]));
    }

    [Theory]
    [InlineData("\"unit\":\"mg/g\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg/g\"", "420")]
    [InlineData("\"unit\":\"mg/g\",\"code\":\"mg/g\"", "420")]
    [InlineData("\"unit\":\"Punkte\",\"system\":\"http://local.example/units\",\"code\":\"kg/g\"", "")]
    [InlineData("\"system\":\"http://local.example/units\",\"code\":\"kg/g\"", "")]
    public async Task A_unit_of_another_system_is_no_UCUM(string unit, string value)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Observation(clinic, "\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"9318-7\"}]", unit));
        var values = (await clinic.ViewsAsync()).SelectMany(v => v.Twin.Facts).Where(f => f.Triple.Predicate == OntologyModel.Term("value")).Select(f => ((Literal)f.Triple.Object).Lexical);
        Assert.Equal(value, string.Join(' ', values));
        Assert.Equal(value.Length == 0, clinic.Remarks.Exists(r => r.Code == "OT4201"));
    }

    [Theory]
    [InlineData("\"text\":\"Kalium im Serum\"", "Kalium im Serum")]
    [InlineData("\"coding\":[{\"system\":\"urn:own\",\"code\":\"K1\",\"display\":\"Kalium\"}]", "Kalium")]
    public async Task An_observation_is_called_what_its_source_calls_it(string code, string words)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(Observation(clinic, code, "\"unit\":\"mmol/L\",\"code\":\"mmol/L\""));
        var view = (await clinic.ViewsAsync()).Single(v => v.Twin.Facts.Any(f => f.Triple.Predicate == OntologyModel.Term("value")));
        Assert.Equal(words, Assert.Single(ClinicalItem.All(new OwlReasoner(Ontology.Value).Close(view.Twin).Twin, Ontology.Value, "Observation")).Words);
    }

    private static string Observation(SmallClinic clinic, string code, string unit) => clinic.Write("b.json", $$$"""
        {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://a.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1"}},
        {"fullUrl":"http://a.example/fhir/Observation/2","resource":{"resourceType":"Observation","id":"2","status":"final","subject":{"reference":"Patient/1"},"effectiveDateTime":"2026-01-02T08:00:00Z",
        "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],"code":{ {{{code}}} },"valueQuantity":{"value":420,{{{unit}}} } } }]}
        """);
}
