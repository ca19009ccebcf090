namespace Ontotwin.Engine.Tests;

/// <summary>A bundle that asks for a deletion.</summary>
public sealed class FhirDeletionTests
{
    private static string Bundle(string type, params string[] entries) => $$"""
        { "resourceType": "Bundle", "type": "{{type}}", "entry": [{ "resource": { "resourceType": "Patient", "id": "p1" }, "request": { "method": "PUT", "url": "Patient/p1" } }, {{string.Join(',', entries)}}] }
        """;

    private static string Put(string id, string value) => $$"""
        { "resource": {{Observation(id, value)}}, "request": { "method": "PUT", "url": "Observation/{{id}}" } }
        """;

    private static string Observation(string id, string value) => $$"""
        { "resourceType": "Observation", "id": "{{id}}", "status": "final", "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2026-11-03T08:00:00Z",
          "code": { "coding": [{ "system": "http://loinc.org", "code": "2823-3" }] }, "valueQuantity": { "value": {{value}}, "system": "http://unitsofmeasure.org", "code": "mmol/L" } }
        """;

    private static string Delete(string url, string more = "") => $$"""{ {{more}} "request": { "method": "DELETE", "url": "{{url}}" } }""";

    [Theory]
    [InlineData("transaction", "Observation/o9")]
    [InlineData("batch", "Observation?identifier=urn:x|9")]
    [InlineData("history", "https://server.example/fhir/Observation/o9/_history/3")]
    public void A_deletion_is_a_reject_with_its_place_and_the_rest_goes_on(string type, string url)
    {
        using var program = new SmallProgram().Input("b.json", Bundle(type, Delete(url), Put("o1", "4.1")));
        Assert.Equal(["4.1"], SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "value"));
        var reject = Assert.Single(program.Rejects);
        Assert.Equal(("OT4217", "entry[2].request.url", "hdt.fhir.r4/fhirObservations.deletion"), (reject.Code, reject.Place.Path, reject.Rule));
        Assert.DoesNotContain("o9", reject.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_that_ends_with_a_deletion_gives_nothing_of_the_versions_before()
    {
        using var program = new SmallProgram().Input("b.json", Bundle("history", Put("o1", "5.0"), Delete("Observation/o1"), Put("o1", "4.1"), Put("o2", "3.9")));
        var values = SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "value");
        // It was made again after the deletion, which a history tells first.
        Assert.Equal(["3.9", "5.0"], values.Order(StringComparer.Ordinal));
        Assert.Equal("OT4217", Assert.Single(program.Rejects).Code);
    }

    [Fact]
    public void A_resource_in_an_entry_that_deletes_it_is_no_fact()
    {
        using var program = new SmallProgram().Input("b.json", Bundle("transaction", Delete("Observation/o1", "\"resource\": " + Observation("o1", "6.6") + ",")));
        Assert.Empty(SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "value"));
        Assert.Equal("OT4217", Assert.Single(program.Rejects).Code);
    }

    [Theory]
    [InlineData("Basic/b1")]
    [InlineData("Linkage?item=1")]
    [InlineData("nothing")]
    public void A_deletion_of_what_no_map_reads_is_told_as_well(string url)
    {
        using var program = new SmallProgram().Input("b.json", Bundle("transaction", Delete(url)));
        program.MapShipped();
        Assert.Equal(("OT4217", "entry[2].request.url"), Assert.Single(program.Rejects) is var r ? (r.Code, r.Place.Path) : default);
    }

    [Fact]
    public void A_deletion_that_names_nothing_is_told_and_its_resource_is_no_fact()
    {
        using var program = new SmallProgram().Input("b.json", Bundle("transaction", $$"""{ "resource": {{Observation("o1", "6.6")}}, "request": { "method": "DELETE" } }"""));
        Assert.Empty(SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "value"));
        Assert.Equal("entry[2].request.method", Assert.Single(program.Rejects).Place.Path);
    }

    [Theory]
    [InlineData("Observation/o1", "")]
    [InlineData("Basic/b1", "")]
    [InlineData("Observation/o1", "\"resource\": { \"resourceType\": \"Parameters\", \"parameter\": [{ \"name\": \"operation\" }] },")]
    [InlineData("Observation/o1", "\"resource\": { \"resourceType\": \"Binary\", \"contentType\": \"application/json-patch+json\", \"data\": \"W10=\" },")]
    public void A_change_in_part_is_a_reject_with_its_place_and_the_rest_goes_on(string url, string resource)
    {
        using var program = new SmallProgram().Input("b.json", Bundle("transaction", $$"""{ {{resource}} "request": { "method": "PATCH", "url": "{{url}}" } }""", Put("o2", "4.1")));
        Assert.Equal(["4.1"], SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "value"));
        Assert.Equal(("OT4220", "entry[2].request.url"), Assert.Single(program.Rejects) is var r ? (r.Code, r.Place.Path) : default);
    }

    [Theory]
    [InlineData("history", 1)]
    [InlineData("transaction", 0)]
    public void A_history_holds_a_changed_resource_as_it_became(string type, int values)
    {
        using var program = new SmallProgram().Input("b.json", Bundle(type, Put("o1", "4.1").Replace("PUT", "PATCH", StringComparison.Ordinal)));
        Assert.Equal(values, SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "value").Count);
        Assert.Equal(1 - values, program.Rejects.Count);
    }
}
