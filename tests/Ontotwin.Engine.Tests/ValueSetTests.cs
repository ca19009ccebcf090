namespace Ontotwin.Engine.Tests;

/// <summary>What lookups give is checked before anything runs, and what bundles hold beside the maps is told rightly.</summary>
public sealed class ValueSetTests
{
    private const string Map = """
        lookup sx from "sx.csv" on miss error
        map one from csv "p.csv" (mrn text, sex text?) { node pt : Patient key ("urn:x", mrn) { sex <- sex via sx } }
        """;

    [Fact]
    public void A_target_must_be_a_term_that_the_property_takes()
    {
        using var program = new SmallProgram().Beside("sx.csv", "code,target", "F,hdt:Femal", "M,hdt:Hypertension", "O,hdt:OtherSex");
        var said = program.Compile(Map).Diagnostics;
        Assert.Equal(["OT2111", "OT2112"], said.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.Contains("Female", said.Single(d => d.Code == "OT2111").Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void What_maps_read_of_a_bundle_is_not_told_as_unread()
    {
        using var program = new SmallProgram().Input("bundle.json", """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Patient","id":"p1","gender":"female"}},
              {"resource":{"resourceType":"Practitioner","id":"d1"}}]}
            """);
        program.Map("""
            map people from fhir "4.0.1" any { for p in resource.ofType(Patient) { node pt : Patient key ("urn:x", p.id) { birthDate <- p.birthDate as date } } }
            """);
        var told = Assert.Single(program.Remarks, d => d.Code == "OT6210");
        Assert.Contains("Practitioner", told.Message, StringComparison.Ordinal);
    }
}
