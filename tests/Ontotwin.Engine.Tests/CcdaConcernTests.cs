namespace Ontotwin.Engine.Tests;

/// <summary>C-CDA: what the act around a problem or an allergy says of it, encounters that did not happen, denials that say neither yes nor no, and bounds that are left out.</summary>
public sealed class CcdaConcernTests
{
    private const string Id = "<id root=\"2.16.840.1.113883.19.5.1\" extension=\"x1\"/>";

    [Theory]
    [InlineData("moodCode=\"EVN\"", "active", 1, 0)]
    [InlineData("moodCode=\"EVN\" negationInd=\"false\"", "completed", 1, 0)]
    [InlineData("moodCode=\"EVN\"", "nullified", 0, 0)]
    [InlineData("moodCode=\"EVN\"", "cancelled", 0, 0)]
    [InlineData("moodCode=\"INT\"", "active", 0, 1)]
    [InlineData("moodCode=\"EVN\" negationInd=\"true\"", "active", 0, 1)]
    [InlineData("moodCode=\"EVN\" negationInd=\"1\"", "active", 0, 1)]
    public void A_concern_takes_its_problem_and_its_allergy_along(string attributes, string status, int asserted, int rejects)
    {
        foreach (var (section, type, property) in new[] { ("11450-4", "Condition", "code"), ("48765-2", "AllergyIntolerance", "category") })
        {
            var (values, aside) = Lift(section, $"""
                <act classCode="ACT" {attributes}><id root="1.2" extension="a1"/><statusCode code="{status}"/><entryRelationship typeCode="SUBJ">
                <observation classCode="OBS" moodCode="EVN">{Id}<statusCode code="completed"/><value xsi:type="CD" code="44054006" codeSystem="2.16.840.1.113883.6.96"/></observation></entryRelationship></act>
                """, type, property);
            Assert.Equal((asserted, rejects), (values.Count, aside));
        }
    }

    [Theory]
    [InlineData("moodCode=\"EVN\"", "", 1, 0)]
    [InlineData("moodCode=\"EVN\"", "<statusCode code=\"completed\"/>", 1, 0)]
    [InlineData("moodCode=\"EVN\"", "<statusCode code=\"nullified\"/>", 0, 0)]
    [InlineData("moodCode=\"EVN\"", "<statusCode code=\"cancelled\"/>", 0, 0)]
    [InlineData("moodCode=\"EVN\" negationInd=\"true\"", "<statusCode code=\"completed\"/>", 0, 1)]
    [InlineData("moodCode=\"INT\"", "<statusCode code=\"active\"/>", 0, 1)]
    public void An_encounter_that_did_not_happen_is_none(string attributes, string status, int asserted, int rejects)
    {
        var (values, aside) = Lift("46240-8", $"""<encounter classCode="ENC" {attributes}>{Id}<code code="99213" codeSystem="2.16.840.1.113883.6.12"/>{status}</encounter>""", "Encounter", "encounterType");
        Assert.Equal((asserted, rejects), (values.Count, aside));
    }

    [Theory]
    [InlineData("true", "not-done", 0)]
    [InlineData("false", "completed", 0)]
    [InlineData("1", null, 1)]
    [InlineData("yes", null, 1)]
    public void A_denial_of_a_vaccination_says_yes_or_no(string negation, string? status, int rejects)
    {
        var (values, aside) = Lift("11369-6", $"""
            <substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="{negation}">{Id}<statusCode code="completed"/><consumable><manufacturedProduct><manufacturedMaterial>
            <code code="140" codeSystem="2.16.840.1.113883.12.292"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>
            """, "Immunization", "status");
        Assert.Equal(status is null ? [] : [status], values);
        Assert.Equal(rejects, aside);
    }

    [Theory]
    [InlineData("<high value=\"3\" unit=\"mmol/L\" inclusive=\"false\"/>", "< 3 mmol/L")]
    [InlineData("<high value=\"3\" unit=\"mmol/L\" inclusive=\"true\"/>", "<= 3 mmol/L")]
    [InlineData("<high value=\"3\" unit=\"mmol/L\"/>", "<= 3 mmol/L")]
    [InlineData("<low value=\"3\" unit=\"mmol/L\" inclusive=\"false\"/>", "> 3 mmol/L")]
    [InlineData("<low value=\"3\" unit=\"mmol/L\"/>", ">= 3 mmol/L")]
    public void A_bound_that_is_left_out_is_left_out(string bound, string text)
    {
        var (values, _) = Lift("30954-2", $"""
            <organizer classCode="BATTERY" moodCode="EVN"><id root="1.2" extension="g1"/><statusCode code="completed"/><component><observation classCode="OBS" moodCode="EVN">{Id}
            <code code="2823-3" codeSystem="2.16.840.1.113883.6.1"/><statusCode code="completed"/><value xsi:type="IVL_PQ">{bound}</value></observation></component></organizer>
            """, "LabResult", "text");
        Assert.Equal([text], values);
    }

    private static (List<string> Values, int Rejects) Lift(string section, string entry, string type, string property)
    {
        using var program = new SmallProgram().Input("d.ccda", $"""
            <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><recordTarget><patientRole><id root="2.16.840.1.113883.19.5" extension="90020"/></patientRole></recordTarget>
            <component><structuredBody><component><section><code code="{section}" codeSystem="2.16.840.1.113883.6.1"/><entry>{entry}</entry></section></component></structuredBody></component></ClinicalDocument>
            """);
        var facts = program.MapShipped().SelectMany(m => m.Nodes).Where(n => SmallProgram.Values(n.Facts, "type").Contains(type)).SelectMany(n => n.Facts).ToList();
        return (SmallProgram.Values(facts, property), program.Rejects.Count);
    }
}
