using Ontotwin.Mapping;

namespace Ontotwin.Engine.Tests;

/// <summary>Values that are two numbers, and units that are said twice.</summary>
public sealed class RangeTests
{
    private static List<LiftedFact> Observation(string value, out SmallProgram program)
    {
        program = new SmallProgram().Input("o.json", $$"""
            { "resourceType": "Bundle", "type": "collection", "entry": [{ "resource": { "resourceType": "Patient", "id": "p1" } }, { "resource": {
              "resourceType": "Observation", "id": "o1", "status": "final", "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2026-11-03T08:00:00Z",
              "code": { "coding": [{ "system": "http://loinc.org", "code": "2823-3" }] }, {{value}} } }] }
            """);
        using var owned = program;
        return [.. program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts)];
    }

    private static string Quantity(string value, string code = "mmol/L", string unit = "mmol/L") => $$"""{ "value": {{value}}, "unit": "{{unit}}", "system": "http://unitsofmeasure.org", "code": "{{code}}" }""";

    [Theory]
    [InlineData("low,high", "4", "4.5", "")]
    [InlineData("low", "4", "", ">=")]
    [InlineData("high", "4.5", "", "<=")]
    public void A_range_of_FHIR_is_a_value_with_its_bounds(string ends, string value, string upper, string comparator)
    {
        var parts = ends.Split(',').Select(e => $"\"{e}\": {Quantity(e == "low" ? "4" : "4.5")}");
        var facts = Observation("\"valueRange\": {" + string.Join(',', parts) + "}", out _);
        Assert.Equal(value, string.Concat(SmallProgram.Values(facts, "value")));
        Assert.Equal(upper, string.Concat(SmallProgram.Values(facts, "upperValue")));
        Assert.Equal(comparator, string.Concat(SmallProgram.Values(facts, "comparator")));
        Assert.Equal("mmol/L", SmallProgram.Values(facts, "unit").Distinct().Single());
    }

    [Theory]
    [InlineData("1", "128", "1:128")]
    public void A_ratio_of_FHIR_is_kept_as_it_is_written(string numerator, string denominator, string text)
    {
        var facts = Observation($$"""
            "valueRatio": { "numerator": { "value": {{numerator}} }, "denominator": { "value": {{denominator}} } }
            """, out _);
        Assert.Equal([text], SmallProgram.Values(facts, "text"));
        Assert.Empty(SmallProgram.Values(facts, "value"));
    }

    [Fact]
    public void A_ratio_of_C_CDA_is_kept_as_it_is_written()
    {
        const string Pulse = "<value xsi:type=\"PQ\" value=\"72\" unit=\"/min\"/>";
        var document = File.ReadAllText(Ontotwin.Testing.Repository.PathOf("mappings", "testdata", "ccda", "ccd.xml"));
        Assert.Contains(Pulse, document, StringComparison.Ordinal);
        using var program = new SmallProgram().Input(
            "a-ccd.xml", document.Replace(Pulse, "<value xsi:type=\"RTO_PQ_PQ\"><numerator value=\"1\"/><denominator value=\"128\"/></value>", StringComparison.Ordinal));
        Assert.Contains("1:128", SmallProgram.Values(program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts), "text"));
        Assert.DoesNotContain(program.Remarks, d => d.Code == "OT4212");
    }

    [Theory]
    [InlineData("mmol/L", "mol/L", true)]
    [InlineData("mmol/L", "mmol/l", false)]
    [InlineData("mmol/L", "mmol per litre", false)]
    [InlineData("[pH]", "pH", false)]
    public void A_unit_whose_code_and_text_are_two_units_gives_no_number(string code, string unit, bool isContradiction)
    {
        var facts = Observation($"\"valueQuantity\": {Quantity("4.1", code, unit)}", out var program);
        if (code == "mmol/L") { Assert.Equal(isContradiction ? [] : ["4.1"], SmallProgram.Values(facts, "value")); }
        Assert.Equal(["4.1"], SmallProgram.Values(facts, "originalValue"));
        Assert.Equal(isContradiction, program.Remarks.Exists(d => d.Code == "OT4219" && d.Place!.Value.Path == "entry[2].resource.valueQuantity"));
    }

    [Theory]
    [InlineData("5", "10", "mg", "5", "10", "")]
    [InlineData("5", "", "mg", "5", "", "")]
    [InlineData("5", "10", "mg^mg^UCUM", "5", "10", "")]
    [InlineData("5", "10", "mg^ug^UCUM", "", "", "OT4219")]
    public void The_smallest_and_the_largest_amount_of_an_encoded_order_are_both_facts(string least, string most, string unit, string dose, string upper, string code)
    {
        using var program = new SmallProgram().Input(
            "r.hl7", string.Join('\r', "MSH|^~\\&|RX|GREENHILL|TWIN|GREENHILL|20240301090000||RDE^O11^RDE_O11|T1|P|2.5.1", "PID|1||RX1001^^^GREENHILL^MR||EXAMPLE^PAT||19500101|F",
                "ORC|NW|P100^GREENHILL|F100^RX||||||20240301085900", $"RXE||29046^lisinopril^RXNORM|{least}|{most}|{unit}", "RXR|PO^oral^HL70162"));
        var facts = program.MapShipped().SelectMany(m => m.Nodes).SelectMany(n => n.Facts).ToList();
        Assert.Equal(dose, string.Concat(SmallProgram.Values(facts, "dose")));
        Assert.Equal(upper, string.Concat(SmallProgram.Values(facts, "upperDose")));
        Assert.Equal(code, string.Concat(program.Remarks.Where(d => d.Code == "OT4219").Select(d => d.Code).Distinct()));
    }
}
