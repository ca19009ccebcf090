using Ontotwin.Mapping;

namespace Ontotwin.Engine.Tests;

/// <summary>Whom a FHIR record is about: an id of another type, another server or another container is nobody of this site, and a number that says another thing is no value.</summary>
public sealed class FhirReferenceKeyTests
{
    private const string Source = "https://ehr.riverside.example/fhir";
    private const string Patient = """{"fullUrl": "https://ehr.riverside.example/fhir/Patient/p1", "resource": {"resourceType": "Patient", "id": "p1", "birthDate": "1960-05-05"}}""";

    [Theory]
    [InlineData("""{"reference": "Group/p1"}""", "OT4213")]
    [InlineData("""{"reference": "Device/p1"}""", "OT4213")]
    [InlineData("""{"reference": "Location/p1"}""", "OT4213")]
    [InlineData("""{"reference": "https://ehr.riverside.example/fhir/Group/p1"}""", "OT4213")]
    [InlineData("""{"reference": "urn:uuid:0b5e0a1c-9c1f-4f57-8a43-7d3f1e4f6a01", "type": "Group"}""", "OT4213")]
    [InlineData("""{"reference": "#p1"}""", "OT4214")]
    [InlineData("""{"reference": "Patient?identifier=https://a.example/ids|p1"}""", "OT4214")]
    public void What_is_no_patient_sets_the_record_aside_where_it_says_so(string subject, string code)
    {
        using var program = Bundle("b.json", Patient, Observation("o1", subject, """ "encounter": {"reference": "Encounter/e1"},"""), Encounter);
        Assert.Empty(Owners(program.MapShipped(), "Observation"));
        var reject = Assert.Single(program.Rejects);
        Assert.Equal(("OT4111", "entry[2].resource.subject"), (reject.Code, reject.Place.Path));
        Assert.Contains(program.Remarks, d => d.Code == code && d.Place!.Value.Path == "entry[2].resource.subject");
        Assert.DoesNotContain(program.Remarks, d => d.Message.Contains("p1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://other.example/fhir/Patient/p1", false)]
    [InlineData("urn:uuid:0b5e0a1c-9c1f-4f57-8a43-7d3f1e4f6a01", false)]
    [InlineData("Patient/p1", true)]
    [InlineData("Patient/p1/_history/3", true)]
    [InlineData("https://ehr.riverside.example/fhir/Patient/p1", true)]
    public void The_same_id_is_the_site_s_patient_only_on_the_site_s_server(string reference, bool isLocal)
    {
        using var program = Bundle("b.json", Patient, Observation("o1", $$"""{"reference": "{{reference}}"}"""));
        var mapped = program.MapShipped();
        Assert.Equal(isLocal, Assert.Single(Owners(mapped, "Observation")) == Assert.Single(Owners(mapped, "Patient")));
    }

    [Fact]
    public void An_own_reference_is_known_without_the_patient_beside_it()
    {
        using var program = Bundle("a.json", Patient).Input("b.json", BundleOf(Observation("o1", """{"reference": "https://ehr.riverside.example/fhir/Patient/p1/_history/2"}""")));
        var mapped = program.MapShipped();
        Assert.Equal(Assert.Single(Owners(mapped, "Patient")), Assert.Single(Owners(mapped, "Observation")));
    }

    [Fact]
    public void Contained_people_of_one_id_are_as_many_as_their_containers_and_none_of_the_server()
    {
        const string contained = """ "contained": [{"resourceType": "Patient", "id": "p1", "birthDate": "1980-01-01"}],""";
        using var program = Bundle("a.json", Patient, Observation("oA", """{"reference": "#p1"}""", contained)).Input("b.json", BundleOf(Observation("oB", """{"reference": "#p1"}""", contained)));
        var mapped = program.MapShipped();
        Assert.Empty(program.Rejects);
        Assert.Equal(3, Owners(mapped, "Observation").Concat(Owners(mapped, "Patient")).Distinct().Count());
    }

    [Theory]
    [InlineData("ad", null)]
    [InlineData("~", null)]
    [InlineData("<", "6.9")]
    [InlineData("", "6.9")]
    public void A_number_is_a_value_only_with_a_comparator_that_is_known(string comparator, string? value)
    {
        using var program = Bundle("b.json", Patient, Observation("o1", """{"reference": "Patient/p1"}""", "", comparator));
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Equal(value is null ? [] : [value], SmallProgram.Values(facts, "value"));
        Assert.Equal([comparator + "6.9"], SmallProgram.Values(facts, "originalValue"));
        Assert.Equal(value is null ? 1 : 0, program.Remarks.Count(d => d.Code == "OT4215"));
    }

    private const string Encounter = """{"resource": {"resourceType": "Encounter", "id": "e1", "status": "finished", "class": {"code": "AMB"}, "subject": {"reference": "Patient/p1"}}}""";

    private static string Observation(string id, string subject, string more = "", string comparator = "") => $$$"""
        {"fullUrl": "{{{Source}}}/Observation/{{{id}}}", "resource": {"resourceType": "Observation", "id": "{{{id}}}", "status": "final", {{{more}}} "subject": {{{subject}}},
         "effectiveDateTime": "2026-10-01T08:00:00+02:00", "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}]},
         "valueQuantity": {"value": 6.9, {{{(comparator.Length == 0 ? "" : $"\"comparator\": \"{comparator}\",")}}} "unit": "mmol/L", "system": "http://unitsofmeasure.org", "code": "mmol/L"} } }
        """;

    private static string BundleOf(params string[] entries) => $$"""{"resourceType": "Bundle", "type": "collection", "meta": {"source": "{{Source}}"}, "entry": [{{string.Join(",", entries)}}]}""";

    private static SmallProgram Bundle(string name, params string[] entries) => new SmallProgram().Input(name, BundleOf(entries));

    // Whose the nodes of a class are, by what they say of their subject or are themselves.
    private static List<string> Owners(IEnumerable<MappedRecord> mapped, string type) =>
        [.. mapped.SelectMany(m => m.Nodes).Where(n => SmallProgram.Values(n.Facts, "type").Contains(type)).Select(n => n.Twin.Value)];
}
