using Ontotwin.Ontology;
using Ontotwin.Reasoning;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>"No known allergy" is no allergy and "no known problem" no condition, in whatever format it is said; an allergy stays one.</summary>
public sealed class AbsenceStatementTests
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    [Theory]
    [InlineData("NKDA^No Known Drug Allergies^L", "", "NoKnownDrugAllergy")]
    [InlineData("NKA^^L", "", "NoKnownAllergy")]
    [InlineData("716186003^No known allergy^SCT", "", "NoKnownAllergy")]
    [InlineData("429625007^No known food allergy^SCT", "", "NoKnownFoodAllergy")]
    [InlineData("^NO KNOWN ALLERGIES", "", "NoKnownAllergy")]
    [InlineData("^否认药物过敏史", "", "NoKnownDrugAllergy")]
    [InlineData("^No known drug allergies except penicillin", "AllergyIntolerance", "")]
    [InlineData("^No known allergy to penicillin", "", "", 1)]
    [InlineData("91936005^Allergy to penicillin^SCT", "AllergyIntolerance", "")]
    [InlineData("^Nkanga bark", "AllergyIntolerance", "")]
    [InlineData("^none", "", "NoKnownDrugAllergy")]
    [InlineData("NONE", "", "NoKnownDrugAllergy")]
    [InlineData("^Denies", "", "NoKnownDrugAllergy")]
    [InlineData("NKMA", "", "NoKnownDrugAllergy")]
    [InlineData("^NKFA", "", "NoKnownFoodAllergy")]
    [InlineData("nkfa^^L", "", "NoKnownFoodAllergy")]
    [InlineData("No known medication allergies", "", "NoKnownDrugAllergy")]
    [InlineData("^No known medication allergies", "", "NoKnownDrugAllergy")]
    [InlineData("^No known insect allergies", "", "NoKnownAllergy")]
    [InlineData("^Unknown", "", "", 1)]
    [InlineData("UNK", "", "", 1)]
    [InlineData("^Unknown pollen", "AllergyIntolerance", "")]
    [InlineData("^Nonesuch weed", "AllergyIntolerance", "")]
    public async Task In_HL7_v2(string said, string allergies, string absences, int rejects = 0)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", "MSH|^~\\&|S|F|R|F|20260101||ADT^A01^ADT_A01|1|P|2.5.1", "EVN||20260101", "PID|1||1^^^A&1.2.3&ISO^MR", "PV1|1|I", $"AL1|1|DA|{said}", ""));
        Assert.Equal((allergies, absences, rejects), (await ShownAsync(clinic, "AllergyIntolerance"), await ShownAsync(clinic, "AbsenceStatement"), (int)clinic.Report.Rejects));
        await using var other = await SmallClinic.OpenAsync();
        await other.IngestAsync(other.Write("a.hl7", "MSH|^~\\&|S|F|R|F|20260101||ADT^A60^ADT_A60|1|P|2.5.1", "EVN|A60|20260101", "PID|1||1^^^A&1.2.3&ISO^MR", $"IAM|1|DA|{said}|||A", ""));
        Assert.Equal((allergies, absences, rejects), (await ShownAsync(other, "AllergyIntolerance"), await ShownAsync(other, "AbsenceStatement"), (int)other.Report.Rejects));
    }

    [Theory]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"409137002\"}]", "", "NoKnownDrugAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"system\":\"http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips\",\"code\":\"no-known-food-allergies\"}]", "", "NoKnownFoodAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"text\":\"No known allergies\"", "", "NoKnownAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"1003774007\"}]", "", "NoKnownAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"system\":\"urn:own\",\"code\":\"0\",\"display\":\"No known allergies\"}]", "", "NoKnownAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"code\":\"no-allergy-info\",\"display\":\"No information about allergies\"}]", "", "")]
    [InlineData("AllergyIntolerance", "patient", "\"text\":\"None\"", "", "NoKnownAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"text\":\"NKMA\"", "", "NoKnownDrugAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"text\":\"No known medication allergies\"", "", "NoKnownDrugAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"system\":\"urn:own\",\"code\":\"denies\"}]", "", "NoKnownAllergy")]
    [InlineData("AllergyIntolerance", "patient", "\"text\":\"Unknown\"", "", "")]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/data-absent-reason\",\"code\":\"unknown\"}]", "", "")]
    [InlineData("AllergyIntolerance", "patient", "\"text\":\"Denies\",\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"91936005\"}]", "AllergyIntolerance", "")]
    [InlineData("Condition", "subject", "\"coding\":[{\"code\":\"no-problem-info\"}]", "", "")]
    [InlineData("Procedure", "subject", "\"coding\":[{\"code\":\"no-known-procedures\"}]", "", "")]
    [InlineData("AllergyIntolerance", "patient", "\"text\":\"Peanut\"", "AllergyIntolerance", "")]
    [InlineData("AllergyIntolerance", "patient", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"91935009\"}]", "AllergyIntolerance", "")]
    [InlineData("Condition", "subject", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"160245001\"}]", "", "NoKnownProblem")]
    [InlineData("Condition", "subject", "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"38341003\"}]", "Hypertension", "")]
    public async Task In_FHIR(string type, string whose, string code, string held, string absences)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("b.json", $$$"""
            {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://a.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1"}},
            {"fullUrl":"http://a.example/fhir/{{{type}}}/2","resource":{"resourceType":"{{{type}}}","id":"2","{{{whose}}}":{"reference":"Patient/1"},"code":{ {{{code}}} } } }]}
            """));
        Assert.Equal((held, absences), (await ShownAsync(clinic, type), await ShownAsync(clinic, "AbsenceStatement")));
    }

    // One resource in two versions: the newer one is what holds, in either order.
    [Theory]
    [InlineData("AllergyIntolerance", "patient", "716186003", "91936005", "AllergyIntolerance", "")]
    [InlineData("AllergyIntolerance", "patient", "91936005", "716186003", "", "NoKnownAllergy")]
    [InlineData("Condition", "subject", "38341003", "160245001", "", "NoKnownProblem")]
    [InlineData("Condition", "subject", "160245001", "38341003", "Hypertension", "")]
    public async Task A_newer_version_of_another_kind_ends_the_older_one(string type, string whose, string first, string second, string held, string absences)
    {
        string[] versions = [Version("2026-01-01T10:00:00Z", first), Version("2026-02-01T10:00:00Z", second)];
        foreach (var order in new[] { versions, [.. versions.Reverse()] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            for (var i = 0; i < order.Length; i++) { await clinic.IngestAsync(clinic.Write($"{i}.json", order[i])); }
            Assert.Equal((held, absences), (await ShownAsync(clinic, type), await ShownAsync(clinic, "AbsenceStatement")));
            // That a problem is no statement of absence takes back nothing that anybody said.
            Assert.DoesNotContain(clinic.Remarks, r => r.Code == "OT8119");
        }

        string Version(string at, string code) => $$$"""
            {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://a.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1"}},
            {"fullUrl":"http://a.example/fhir/{{{type}}}/2","resource":{"resourceType":"{{{type}}}","id":"2","meta":{"lastUpdated":"{{{at}}}"},"{{{whose}}}":{"reference":"Patient/1"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"{{{code}}}"}]} } }]}
            """;
    }

    // IAM-3 and IAM-6 of two messages under one number (IAM-7), in either order.
    [Theory]
    [InlineData("716186003^No known allergy^SCT", "91936005^Allergy to penicillin^SCT", "U", "Allergy to penicillin", "")]
    [InlineData("91936005^Allergy to penicillin^SCT", "716186003^No known allergy^SCT", "U", "", "NoKnownAllergy")]
    [InlineData("91936005^Allergy to penicillin^SCT", "91934008^Allergy to nut^SCT", "U", "Allergy to nut", "")]
    [InlineData("91936005^Allergy to penicillin^SCT", "91936005^Allergy to penicillin^SCT", "D", "", "")]
    public async Task An_update_of_an_allergy_by_its_number_is_all_that_holds(string first, string second, string action, string held, string absences)
    {
        string[] messages = [Message("20260101", "A", first), Message("20260201", action, second)];
        foreach (var order in new[] { messages, [.. messages.Reverse()] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            for (var i = 0; i < order.Length; i++) { await clinic.IngestAsync(clinic.Write($"{i}.hl7", Lines(order[i]))); }
            var twin = Assert.Single(await clinic.ViewsAsync()).Twin;
            Assert.Equal(held, string.Join(' ', ClinicalItem.All(twin, Ontology.Value, "AllergyIntolerance").Select(i => i.Words)));
            Assert.Equal(absences, await ShownAsync(clinic, "AbsenceStatement"));
        }

        static string Message(string day, string action, string what) => $"{day}|{action}|{what}";
        static string[] Lines(string message)
        {
            var parts = message.Split('|');
            return [$"MSH|^~\\&|S|F|R|F|{parts[0]}||ADT^A60^ADT_A60|{parts[0]}|P|2.5.1", "EVN|A60|20260101", "PID|1||1^^^A&1.2.3&ISO^MR", $"IAM|1|DA|{parts[2]}|||{parts[1]}|NO1^CLINIC", ""];
        }
    }

    // Section, what the observation says, negationInd and the substance.
    [Theory]
    [InlineData("48765-2", "419199007", "true", "<code nullFlavor='NA'/>", "", "NoKnownAllergy", 0)]
    [InlineData("48765-2", "416098002", "true", "<code code='410942007' codeSystem='2.16.840.1.113883.6.96'/>", "", "NoKnownDrugAllergy", 0)]
    [InlineData("48765-2", "416098002", "true", "<code code='7980' codeSystem='2.16.840.1.113883.6.88'/>", "", "", 1)]
    [InlineData("48765-2", "716186003", "false", "<code nullFlavor='NA'/>", "", "NoKnownAllergy", 0)]
    [InlineData("48765-2", "416098002", "false", "<code code='7980' codeSystem='2.16.840.1.113883.6.88'/>", "AllergyIntolerance", "", 0)]
    [InlineData("48765-2", "416098002", "false", "<code nullFlavor='OTH'><originalText>No known medication allergies</originalText></code>", "", "NoKnownDrugAllergy", 0)]
    [InlineData("48765-2", "419199007", "false", "<code nullFlavor='NI'/><name>NKFA</name>", "", "NoKnownFoodAllergy", 0)]
    [InlineData("48765-2", "91936005", "false", "<code nullFlavor='NI'/><name>None</name>", "AllergyIntolerance", "", 0)]
    [InlineData("48765-2", "419199007", "false", "<code nullFlavor='UNK'/><name>Unknown</name>", "", "", 1)]
    [InlineData("11450-4", "160245001", "false", "", "", "NoKnownProblem", 0)]
    [InlineData("11450-4", "55607006", "true", "", "", "NoKnownProblem", 0)]
    [InlineData("11450-4", "38341003", "true", "", "", "", 1)]
    public async Task In_C_CDA(string section, string value, string negation, string substance, string held, string absences, int rejects)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a-ccd.xml", $$"""
            <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><effectiveTime value="20260101"/>
            <recordTarget><patientRole><id root="2.16.840.1.113883.19.5" extension="90777"/><patient><birthTime value="19600101"/></patient></patientRole></recordTarget>
            <component><structuredBody><component><section><code code="{{section}}" codeSystem="2.16.840.1.113883.6.1"/><entry><act classCode="ACT" moodCode="EVN"><statusCode code="active"/>
            <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN" negationInd="{{negation}}"><id root="1.2.3" extension="1"/><statusCode code="completed"/>
            <value xsi:type="CD" code="{{value}}" codeSystem="2.16.840.1.113883.6.96"/>{{(substance.Length == 0 ? "" : $"<participant><participantRole><playingEntity>{substance}</playingEntity></participantRole></participant>")}}
            </observation></entryRelationship></act></entry></section></component></structuredBody></component></ClinicalDocument>
            """));
        var type = section == "48765-2" ? "AllergyIntolerance" : "Condition";
        Assert.Equal((held, absences, rejects), (await ShownAsync(clinic, type), await ShownAsync(clinic, "AbsenceStatement"), (int)clinic.Report.Rejects));
    }

    private static async Task<string> ShownAsync(SmallClinic clinic, string type)
    {
        var closed = new OwlReasoner(Ontology.Value).Close(Assert.Single(await clinic.ViewsAsync()).Twin).Twin;
        return string.Join(',', ClinicalItem.All(closed, Ontology.Value, type).Select(i => i.Class.LocalName));
    }
}
