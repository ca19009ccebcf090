namespace Ontotwin.Engine.Tests;

/// <summary>What a FHIR document says that changes its own meaning: who does not understand it does not use what it stands in.</summary>
public sealed class FhirModifierTests
{
    private const string Code = "OT4216";
    private const string Unknown = "\"modifierExtension\": [{ \"url\": \"http://example.org/turns-it-round\", \"valueBoolean\": true }]";
    private const string Rules = "\"implicitRules\": \"http://example.org/rules\"";
    private const string Patient = """{ "resource": { "resourceType": "Patient", "id": "p1", "gender": "female" } }""";

    private static string Potassium(string id, string value, string more = "") => $$"""
        { "resource": { "resourceType": "Observation", "id": "{{id}}", "status": "final", {{more}} "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2026-11-03T08:00:00Z",
          "code": { "coding": [{ "system": "http://loinc.org", "code": "2823-3" }] }, "valueQuantity": { "value": {{value}}, "system": "http://unitsofmeasure.org", "code": "mmol/L" } } }
        """;

    private static string Bundle(string head, params string[] entries) => $$"""{ "resourceType": "Bundle", "type": "collection", {{head}} "entry": [{{string.Join(',', entries)}}] }""";

    [Theory]
    [InlineData(Unknown, "modifierExtension[1]")]
    [InlineData(Rules, "implicitRules")]
    public void A_resource_with_a_modifier_that_no_map_knows_is_no_fact_and_the_rest_goes_on(string modifier, string path)
    {
        using var program = new SmallProgram().Input("b.json", Bundle("", Patient, Potassium("o1", "6.6", modifier + ","), Potassium("o2", "4.1")));
        var nodes = program.MapShipped().SelectMany(m => m.Nodes).ToList();
        Assert.Equal(["4.1"], SmallProgram.Values(nodes.SelectMany(n => n.Facts), "value"));
        var reject = Assert.Single(program.Rejects);
        Assert.Equal((Code, "entry[2].resource." + path), (reject.Code, reject.Place.Path));
        Assert.StartsWith("hdt.fhir.r4/fhirObservations.", reject.Rule, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", reject.Reason, StringComparison.Ordinal);
        Assert.True(reject.Place.Bytes.Length > 0);
    }

    [Theory]
    [InlineData("\"focus\": [{ \"reference\": \"Patient/fetus\" }]")]
    [InlineData("\"focus\": [{ \"display\": \"the donor\" }]")]
    public void What_was_found_of_somebody_else_is_no_result_of_the_patient(string focus)
    {
        using var program = new SmallProgram().Input("b.json", Bundle("", Patient, Potassium("o1", "6.6", focus + ","), Potassium("o2", "4.1")));
        Assert.Equal(["4.1"], SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "value"));
        Assert.Equal((Code, "entry[2].resource.focus[1]"), Assert.Single(program.Rejects) is var r ? (r.Code, r.Place.Path) : default);
    }

    [Theory]
    [InlineData("final", "\"coding\": [{ \"code\": \"error\" }]", "error")]
    [InlineData("corrected", "\"text\": \"haemolysed\"", "unknown")]
    public void Beside_a_reason_that_there_is_no_result_nothing_is_one_and_it_is_told(string status, string reason, string expected)
    {
        var part = $"{{ \"code\": {{ \"coding\": [{{ \"code\": \"x\" }}] }}, \"dataAbsentReason\": {{ {reason} }}, \"valueString\": \"POSITIVE\" }}";
        var resource = Potassium("o1", "6.6", $"\"dataAbsentReason\": {{ {reason} }}, \"component\": [{part}],").Replace("final", status, StringComparison.Ordinal);
        using var program = new SmallProgram().Input("b.json", Bundle("", Patient, resource, Potassium("o2", "4.1")));
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Equal(["4.1"], SmallProgram.Values(facts, "value"));
        Assert.Empty(SmallProgram.Values(facts, "text"));
        Assert.Equal([expected, expected], SmallProgram.Values(facts, "absentReason"));
        Assert.Equal(["entry[2].resource.component[1].valueString", "entry[2].resource.valueQuantity"], program.Remarks.Where(r => r.Code == "OT4112").Select(r => r.Place!.Value.Path).Order(StringComparer.Ordinal));
        Assert.Empty(program.Rejects);
    }

    [Theory]
    [InlineData("\"resourceType\": \"Procedure\", \"subject\"", "\"status\": \"WORD\"", "planned-maybe", "completed")]
    [InlineData("\"resourceType\": \"Encounter\", \"subject\"", "\"status\": \"WORD\"", "Finished", "finished")]
    [InlineData("\"resourceType\": \"AllergyIntolerance\", \"patient\"", "\"verificationStatus\": { \"coding\": [{ \"code\": \"WORD\" }] }", "perhaps", "presumed")]
    public void A_status_that_its_value_set_does_not_have_is_a_reject(string head, string status, string unknown, string known)
    {
        string Resource(string id, string word) => $$"""{ "resource": { {{head}}: { "reference": "Patient/p1" }, "id": "{{id}}", {{status.Replace("WORD", word, StringComparison.Ordinal)}} } }""";
        using var program = new SmallProgram().Input("b.json", Bundle("", Patient, Resource("r1", unknown), Resource("r2", known)));
        Assert.Equal(2, program.MapShipped().SelectMany(m => m.Nodes).Count(n => n.Facts.Count > 0));
        Assert.Equal("OT4103", Assert.Single(program.Rejects).Code);
    }

    [Fact]
    public void Of_a_part_with_such_a_modifier_nothing_is_used_and_the_resource_around_it_stays()
    {
        static string Part(string code, string value, string more) => $$"""
            { "code": { "coding": [{ "system": "http://loinc.org", "code": "{{code}}" }] }, {{more}} "valueQuantity": { "value": {{value}}, "system": "http://unitsofmeasure.org", "code": "mm[Hg]" } }
            """;
        var parts = $"\"component\": [{Part("8480-6", "210", Unknown + ",")}, {Part("8462-4", "80", "")}],";
        using var program = new SmallProgram().Input("b.json", Bundle("", Patient, Potassium("o1", "4.1", parts)));
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Equal(["4.1", "80"], SmallProgram.Values(facts, "value").Order(StringComparer.Ordinal));
        Assert.Equal("entry[2].resource.component[1].modifierExtension[1]", Assert.Single(program.Rejects).Place.Path);
    }

    [Fact]
    public void The_next_dose_does_not_stand_for_a_first_one_that_may_not_be_used()
    {
        const string Dose = """{ MORE "doseAndRate": [{ "doseQuantity": { "value": 5, "system": "http://unitsofmeasure.org", "code": "mg" } }] }""";
        using var program = new SmallProgram().Input("b.json", Bundle("", Patient, $$"""
            { "resource": { "resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "order", "subject": { "reference": "Patient/p1" },
              "medicationCodeableConcept": { "coding": [{ "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "314076" }] },
              "dosageInstruction": [{{Dose.Replace("MORE", Unknown + ",", StringComparison.Ordinal)}}, {{Dose.Replace("MORE", "", StringComparison.Ordinal)}}] } }
            """));
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Contains(facts, f => f.Predicate.LocalName == "code");
        Assert.Empty(SmallProgram.Values(facts, "dose"));
        Assert.Equal(Code, Assert.Single(program.Rejects).Code);
    }

    [Fact]
    public void Of_a_bundle_made_by_unknown_rules_nothing_is_used_and_it_is_told_once()
    {
        using var program = new SmallProgram().Input("b.json", Bundle(Rules + ",", Patient, Potassium("o1", "4.1")));
        Assert.Empty(program.MapShipped().SelectMany(m => m.Nodes));
        Assert.Equal((Code, "implicitRules"), Assert.Single(program.Rejects) is var r ? (r.Code, r.Place.Path) : default);
    }

    [Fact]
    public void A_document_that_is_one_such_resource_is_one_reject()
    {
        using var program = new SmallProgram().Input("p.json", $$"""{ "resourceType": "Patient", "id": "p1", {{Unknown}}, "gender": "female" }""");
        Assert.Empty(program.MapShipped().SelectMany(m => m.Nodes));
        Assert.Equal((Code, "modifierExtension[1]"), Assert.Single(program.Rejects) is var r ? (r.Code, r.Place.Path) : default);
    }

    [Fact]
    public void Nobody_is_joined_by_a_resource_that_may_not_be_used()
    {
        static string Person(string id, string more) => $$"""{ "resource": { "resourceType": "Patient", "id": "{{id}}", {{more}} "identifier": [{ "system": "urn:oid:1.2.3", "value": "77" }] } }""";
        using var joined = new SmallProgram().Input("a.json", Bundle("", Person("p1", ""), Person("p2", "")));
        using var apart = new SmallProgram().Input("a.json", Bundle("", Person("p1", ""), Person("p2", Unknown + ",")));
        Assert.Single(joined.MapShipped().SelectMany(m => m.Nodes).Where(n => n.Rule.EndsWith(".pt", StringComparison.Ordinal)).Select(n => n.Twin).Distinct());
        Assert.Single(apart.MapShipped().SelectMany(m => m.Nodes), n => n.Rule.EndsWith(".pt", StringComparison.Ordinal));
        Assert.Equal("entry[2].resource.modifierExtension[1]", apart.Rejects.Single(r => r.Code == Code).Place.Path);
    }

    [Theory]
    [InlineData("""modifierExtension[.url = "http://example.org/turns-it-round"].first.valueBoolean""", "1")]
    [InlineData("modifierExtension.first.valueBoolean", "1")]
    [InlineData("""modifierExtension[.url = "http://example.org/another"].first.valueBoolean""", "")]
    [InlineData("extension.first.valueBoolean", "")]
    public void A_map_that_reads_a_modifier_understands_it(string path, string expected)
    {
        using var program = new SmallProgram().Input("o.json", $$"""{ "resourceType": "Observation", "id": "o1", "status": "final", {{Unknown}}, "valueInteger": 1, "subject": { "reference": "Patient/p1" } }""");
        var facts = program.Map($$"""
            map m from fhir "4.0.1" Observation {
              node obs : Observation key ("urn:test", id) {
                subject <- ref Patient of subject; text <- valueInteger as text; status <- {{path}} as text
                on status { "final" -> assert; other -> quarantine }
              }
            }
            """);
        Assert.Equal(expected, string.Concat(SmallProgram.Values(facts, "text")));
        Assert.Equal(expected.Length == 0 ? 1 : 0, program.Rejects.Count(r => r.Code == Code));
    }
}
