namespace Ontotwin.Engine.Tests;

/// <summary>Numbers that several people or several laboratories have, and records that are less than they look.</summary>
public sealed class SharedNumbersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://hl7.org/fhir/sid/us-ssn", "SS", "000-00-0000", 2)]
    [InlineData("http://hl7.org/fhir/sid/us-ssn", "SS", "999-99-9999", 2)]
    [InlineData("http://payer.example/member", "MB", "555", 2)]
    [InlineData("http://payer.example/subscriber", "SN", "555", 2)]
    [InlineData("http://hosp.example/account", "AN", "555", 2)]
    [InlineData("http://hl7.org/fhir/sid/us-npi", "NPI", "1234567893", 2)]
    [InlineData("http://hosp.example/doctors", "DN", "555", 2)]
    [InlineData("http://hosp.example/visits", "VN", "555", 2)]
    [InlineData("http://hl7.org/fhir/sid/us-ssn", "SS", "123-45-6789", 1)]
    [InlineData("http://hosp.example/passports", "PPN", "555", 1)]
    public async Task A_FHIR_number_that_several_people_have_joins_nobody(string system, string kind, string number, int people)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string Patient(string id) =>
            $"{{\"fullUrl\":\"http://a.example/fhir/Patient/{id}\",\"resource\":{{\"resourceType\":\"Patient\",\"id\":\"{id}\",\"identifier\":[{{\"system\":\"http://hosp.example/mrn\",\"value\":\"{id}\"}},"
            + $"{{\"type\":{{\"coding\":[{{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0203\",\"code\":\"{kind}\"}}]}},\"system\":\"{system}\",\"value\":\"{number}\"}}]}}}}";
        await clinic.IngestAsync(clinic.Write("b.json", $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{Patient("8801")},{Patient("8802")}]}}"));
        Assert.Equal(people, (await clinic.ViewsAsync()).Count);
    }

    // The same types as in FHIR: one list for both.
    [Theory]
    [InlineData("MB", 2)]
    [InlineData("NPI", 2)]
    [InlineData("DN", 2)]
    [InlineData("VN", 2)]
    [InlineData("SS", 1)]
    [InlineData("PPN", 1)]
    public async Task An_HL7_v2_number_that_several_people_have_joins_nobody(string kind, int people)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        foreach (var id in new[] { "1", "2" }) { await clinic.IngestAsync(clinic.Write($"{id}.hl7", Header("ORU^R01^ORU_R01", "20260101"), $"PID|1||{id}^^^A&1.2.3&ISO^MR~555^^^ORG^{kind}", "OBR|1||1|K", "")); }
        Assert.Equal(people, (await clinic.ViewsAsync()).Count);
    }

    [Fact]
    public async Task Equal_order_numbers_of_two_laboratories_are_two_orders()
    {
        var values = await FactsAsync("value", Result("LABA", "4.1", "1"), Result("LABB", "6.4", "2"));
        Assert.Equal(["4.1", "6.4"], values);
    }

    [Fact]
    public async Task A_correction_finds_the_order_of_its_laboratory()
    {
        var values = await FactsAsync("value", Result("LABA", "4.1", "1"), Result("LABB", "6.4", "2"), Result("LABA", "4.2", "3", "C"));
        Assert.Equal(["4.2", "6.4"], values);
    }

    [Theory]
    [InlineData("S12", "")]
    [InlineData("S15", "Cancelled")]
    [InlineData("S16", "Discontinued")]
    [InlineData("S26", "Noshow")]
    public async Task An_event_gives_an_appointment_its_status(string trigger, string status)
    {
        string[] Message(string of, string day) => [Header($"SIU^{of}^SIU_S12", day), "SCH|1^P|77^F|||||||||^^^20260201100000+0000", "PID|1||1^^^A&1.2.3&ISO^MR", ""];
        Assert.Equal(status, string.Join(',', await FactsAsync("status", Message("S12", "20260101"), Message(trigger, "20260102"))));
    }

    [Theory]
    [InlineData("planned", "A14")]
    [InlineData("in-progress", "A14", "A01")]
    [InlineData("finished", "A14", "A01", "A03")]
    [InlineData("in-progress", "A01", "A03", "A13")]
    public async Task A_visit_to_come_is_planned_until_it_comes(string status, params string[] events)
    {
        var messages = events.Select((e, i) => (string[])[Header($"ADT^{e}^ADT_A01", $"2026010{i + 1}"), $"EVN|{e}|2026010{i + 1}", "PID|1||1^^^A&1.2.3&ISO^MR", "PV1|1|I|||||||||||||||||V1|||||||||||||||||||||||||202601100900", ""]);
        Assert.Equal([status], await FactsAsync("status", [.. messages]));
    }

    [Fact]
    public async Task What_is_refuted_proposed_or_forbidden_says_so()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string Entry(string type, string id, string rest) => $"{{\"fullUrl\":\"http://a.example/fhir/{type}/{id}\",\"resource\":{{\"resourceType\":\"{type}\",\"id\":\"{id}\",{rest}}}}}";
        const string Subject = "\"subject\":{\"reference\":\"Patient/1\"}";
        string Drug(string id, string rest) => Entry("MedicationRequest", id, $"{Subject},\"status\":\"active\",{rest},\"medicationCodeableConcept\":{{\"text\":\"x\"}}");
        string Problem(string id, string verified) => Entry("Condition", id, $"{Subject},\"code\":{{\"text\":\"y\"}},\"verificationStatus\":{{\"coding\":[{{\"code\":\"{verified}\"}}]}}");
        string[] entries =
        [
            Entry("Patient", "1", "\"identifier\":[{\"system\":\"urn:m\",\"value\":\"1\"}]"), Problem("a", "refuted"), Problem("b", "confirmed"),
            Drug("c", "\"intent\":\"order\""), Drug("d", "\"intent\":\"proposal\""), Drug("e", "\"intent\":\"order\",\"doNotPerform\":true"),
        ];
        await clinic.IngestAsync(clinic.Write("b.json", $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{string.Join(',', entries)}]}}"));
        var view = Assert.Single(await clinic.ViewsAsync());
        var ontology = Ontotwin.Ontology.OntologyModel.Load(Ontotwin.Testing.Repository.PathOf("ontologies")).Value!;
        string Reservations(string type) => string.Join(';', ClinicalItem.All(view.Twin, ontology, type).Select(i => string.Join(',', i.Reservations)).Order(StringComparer.Ordinal));
        Assert.Equal(";refuted", Reservations("Condition"));
        Assert.Equal(";do-not-perform;proposal", Reservations("MedicationUse"));
    }

    private static string Header(string type, string day) => $"MSH|^~\\&|S|GREENHILL|R|F|{day}||{type}|{type.Length}{day}|P|2.5.1";

    private static string[] Result(string laboratory, string value, string day, string status = "F") =>
        [Header("ORU^R01^ORU_R01", $"2026010{day}"), "PID|1||1^^^A&1.2.3&ISO^MR", $"OBR|1||1001^{laboratory}|24321-2^BMP^LN|||20260101", $"OBX|1|NM|2823-3^Potassium^LN||{value}|mmol/L|||||{status}|||20260101", ""];

    private static async Task<List<string>> FactsAsync(string property, params string[][] documents)
    {
        await using var clinic = await SmallClinic.OpenAsync();
        for (var i = 0; i < documents.Length; i++) { await clinic.IngestAsync(clinic.Write($"{i}.hl7", documents[i])); }
        var view = Assert.Single(await clinic.ViewsAsync());
        var loaded = (await clinic.People.LoadAsync(view.Twin.Id, null, Cancel))!.Facts;
        return [.. loaded.Where(f => f.Triple.Predicate.LocalName == property).Select(f => ((Rdf.Literal)f.Triple.Object).Lexical).Order(StringComparer.Ordinal)];
    }
}
