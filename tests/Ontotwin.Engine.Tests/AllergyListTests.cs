using Ontotwin.Ontology;
using Ontotwin.Reasoning;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>AL1 is sent as a whole each time: what a later list says otherwise of allergies, in whatever order lists come.</summary>
public sealed class AllergyListTests
{
    private const string Penicillin = "DA|91936005^Allergy to penicillin^SCT", Peanut = "FA|^Peanut";
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    // The list of January, that of February, and what holds then; how often it is told that they contradict each other.
    [Theory]
    [InlineData("DA|NKDA^^L", Penicillin, "Allergy to penicillin", "", 0)]
    [InlineData("DA|NKA^^L", Peanut, "Peanut", "", 0)]
    [InlineData("DA|NKDA^^L;FA|NKFA^^L", Penicillin + ";FA|NKFA^^L", "Allergy to penicillin", "NoKnownFoodAllergy:", 0)]
    [InlineData("DA|NKDA^^L", "DA|NKDA^^L", "", "NoKnownDrugAllergy:", 0)]
    [InlineData("DA|NKA^^L", "DA|NKDA^^L", "", "NoKnownDrugAllergy:", 0)]
    [InlineData(Penicillin, "DA|NKDA^^L", "Allergy to penicillin", "NoKnownDrugAllergy:contradicted", 1)]
    [InlineData(Penicillin, "DA|NKA^^L", "Allergy to penicillin", "NoKnownAllergy:contradicted", 1)]
    [InlineData(Penicillin, "FA|NKFA^^L", "Allergy to penicillin", "NoKnownFoodAllergy:", 0)]
    [InlineData(Peanut, Peanut + ";DA|NKDA^^L", "Peanut", "NoKnownDrugAllergy:", 0)]
    [InlineData(Penicillin, Peanut, "Allergy to penicillin,Peanut", "", 0)]
    public async Task A_later_list_ends_what_it_does_not_say_of_absence_and_no_allergy(string january, string february, string allergies, string absences, int told)
    {
        string[][] messages = [Message("20260110", january), Message("20260210", february)];
        foreach (var order in new[] { messages, [.. messages.Reverse()] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            for (var i = 0; i < order.Length; i++) { await clinic.IngestAsync(clinic.Write($"{i}.hl7", order[i])); }
            var twin = new OwlReasoner(Ontology.Value).Close(Assert.Single(await clinic.ViewsAsync()).Twin).Twin;
            Assert.Equal(allergies, string.Join(',', ClinicalItem.All(twin, Ontology.Value, "AllergyIntolerance").Select(i => i.Words).Order(StringComparer.Ordinal)));
            Assert.Equal(absences, string.Join(',', ClinicalItem.All(twin, Ontology.Value, "AbsenceStatement").Select(i => $"{i.Class.LocalName}:{string.Join('+', i.Reservations)}")));
            Assert.Equal(told, clinic.Remarks.Count(r => r.Code == "OT8130"));
            Assert.DoesNotContain(clinic.Remarks, r => r.Code is "OT8102" or "OT8119" && r.Place!.Value.Path.StartsWith("AL1", StringComparison.Ordinal));
        }
    }

    // HL7's way to delete the whole list: nobody's allergies go by it, and somebody is told.
    [Fact]
    public async Task A_list_that_deletes_all_allergies_is_set_aside()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", Message("20260110", Penicillin)));
        await clinic.IngestAsync(clinic.Write("b.hl7", Message("20260210", "\"\"|\"\"")));
        Assert.Equal(["AllergyIntolerance"], ClinicalItem.All(Assert.Single(await clinic.ViewsAsync()).Twin, Ontology.Value, "AllergyIntolerance").Select(i => i.Class.LocalName));
        Assert.Equal(("OT4103", "AL1"), Assert.Single(clinic.Report.FirstRejects) is var r ? (r.Code, r.Place.Path[..3]) : default);
    }

    // A list and a record by its number are two records; without the number they are one.
    [Theory]
    [InlineData("", "Allergy to penicillin")]
    [InlineData("NO1^CLINIC", "Allergy to penicillin,Allergy to penicillin")]
    public async Task AL1_and_IAM_of_one_substance(string number, string allergies)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.hl7", Message("20260110", Penicillin)));
        await clinic.IngestAsync(clinic.Write("b.hl7", "MSH|^~\\&|S|F|R|F|20260210||ADT^A60^ADT_A60|2|P|2.5.1", "EVN|A60|20260210", "PID|1||1^^^A&1.2.3&ISO^MR", $"IAM|1|DA|91936005^Allergy to penicillin^SCT|||A|{number}", ""));
        Assert.Equal(allergies, string.Join(',', ClinicalItem.All(Assert.Single(await clinic.ViewsAsync()).Twin, Ontology.Value, "AllergyIntolerance").Select(i => i.Words)));
    }

    // Two records of one server: neither is a version of the other.
    [Fact]
    public async Task Two_FHIR_resources_that_contradict_each_other_are_told()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        await clinic.IngestAsync(clinic.Write("a.json", Allergy("1", "409137002", "medication")), clinic.Write("b.json", Allergy("2", "91935009", "food")));
        Assert.DoesNotContain(clinic.Remarks, r => r.Code == "OT8130");
        await clinic.IngestAsync(clinic.Write("c.json", Allergy("3", "91936005", "medication")));
        Assert.Equal(["c.json"], clinic.Remarks.Where(r => r.Code == "OT8130").Select(r => Path.GetFileName(r.Place!.Value.Document)));

        static string Allergy(string id, string code, string category) => $$$"""
            {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://a.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1"}},
            {"fullUrl":"http://a.example/fhir/AllergyIntolerance/{{{id}}}","resource":{"resourceType":"AllergyIntolerance","id":"{{{id}}}","category":["{{{category}}}"],"patient":{"reference":"Patient/1"},
            "code":{"coding":[{"system":"http://snomed.info/sct","code":"{{{code}}}"}]} } }]}
            """;
    }

    private static string[] Message(string day, string list) =>
        [$"MSH|^~\\&|S|F|R|F|{day}||ADT^A31^ADT_A05|{day}|P|2.5.1", $"EVN||{day}", "PID|1||1^^^A&1.2.3&ISO^MR", "PV1|1|O", .. list.Split(';').Select((a, i) => $"AL1|{i + 1}|{a}"), ""];
}
