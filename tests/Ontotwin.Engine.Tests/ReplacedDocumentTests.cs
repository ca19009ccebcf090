using Ontotwin.Ontology;
using Ontotwin.Reasoning;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>A document that another replaces says so, in whatever order they come.</summary>
public sealed class ReplacedDocumentTests
{
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    // Event, TXA-12, TXA-13 and day of each message; then the documents that are held, with what is to be said of them.
    [Theory]
    [InlineData("D1: AU superseded; D2: AU", "T02 D1  01", "T10 D2 D1 02")]
    [InlineData("D1: AU superseded; D2: AU", "T01 D1  01", "T09 D2 D1 02")]
    [InlineData("D1: AU superseded; D2: AU superseded; D3: AU", "T02 D1  01", "T10 D2 D1 02", "T10 D3 D2 03")]
    [InlineData("D1: AU superseded; D2: AU", "T02 D1  01", "T10 D2 D1 02", "T08 D2  03")]
    [InlineData("D1: AU", "T02 D1  01", "T10 D2 D1 02", "T11 D2  03")]
    [InlineData("D1: AU; D2: AU", "T02 D1  01", "T06 D2 D1 02")]
    [InlineData("D1: AU", "T02 D1  01", "T10 D1  02")]
    public async Task A_document_that_HL7_v2_replaces_is_superseded(string expected, params string[] messages)
    {
        foreach (var order in new[] { messages, [.. messages.Reverse()] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            foreach (var message in order) { await clinic.IngestAsync(clinic.Write($"{message}.hl7", Document(message))); }
            Assert.Equal(expected, await ShownAsync(clinic));
            // A replacement of another document corrects none.
            if (order == messages) { Assert.DoesNotContain(clinic.Remarks, r => r.Code == "OT8119" && r.Place!.Value.Path.StartsWith("TXA", StringComparison.Ordinal)); }
        }
    }

    [Theory]
    [InlineData("replaces", "DocumentReference/a", "a: final superseded; b: final")]
    [InlineData("replaces", "http://a.example/fhir/DocumentReference/a", "a: final superseded; b: final")]
    [InlineData("replaces", "http://other.example/fhir/DocumentReference/a", "a: final; b: final")]
    [InlineData("appends", "DocumentReference/a", "a: final; b: final")]
    public async Task A_document_that_FHIR_replaces_is_superseded(string code, string target, string expected)
    {
        string[] entries =
        [
            Entry("Patient", "1", "\"identifier\":[{\"system\":\"urn:m\",\"value\":\"1\"}]"), Entry("DocumentReference", "a", Reference("a")),
            Entry("DocumentReference", "b", $"{Reference("b")},\"relatesTo\":[{{\"code\":\"{code}\",\"target\":{{\"reference\":\"{target}\"}}}}]"),
        ];
        foreach (var order in new[] { entries, [.. entries.Reverse()] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            await clinic.IngestAsync(clinic.Write("b.json", $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{string.Join(',', order)}]}}"));
            Assert.Equal(expected, await ShownAsync(clinic));
        }
    }

    // The newer version of the document that replaced another says so no longer, or was a mistake: alone, and in a bundle with the other.
    [Theory]
    [InlineData("current", "", "a: final; b: final")]
    [InlineData("current", "other", "a: final; b: final; c: final superseded")]
    [InlineData("entered-in-error", "", "a: final")]
    [InlineData("entered-in-error", "same", "a: final")]
    public async Task A_document_that_replaces_another_no_longer_leaves_it_as_it_was(string status, string replaces, string expected)
    {
        var patient = Entry("Patient", "1", "\"identifier\":[{\"system\":\"urn:m\",\"value\":\"1\"}]");
        var a = Entry("DocumentReference", "a", Reference("a") + ",\"meta\":{\"lastUpdated\":\"2026-01-01T10:00:00Z\"}");
        var c = Entry("DocumentReference", "c", Reference("c"));
        string Newer(string at, string status, string id) => Entry("DocumentReference", "b", $"\"meta\":{{\"lastUpdated\":\"{at}\"}},{Reference("b").Replace("current", status, StringComparison.Ordinal)}"
            + (id.Length == 0 ? "" : $",\"relatesTo\":[{{\"code\":\"replaces\",\"target\":{{\"reference\":\"DocumentReference/{id}\"}}}}]"));
        var (before, after) = (Newer("2026-01-02T10:00:00Z", "current", "a"), Newer("2026-01-03T10:00:00Z", status, replaces switch { "other" => "c", "same" => "a", _ => "" }));
        string[] others = replaces == "other" ? [patient, a, c] : [patient, a];
        foreach (var documents in new string[][][] { [others, [patient, before], [patient, after]], [[patient, after], [patient, before], others], [[.. others, before], [.. others, after]] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            for (var i = 0; i < documents.Length; i++) { await clinic.IngestAsync(clinic.Write($"{i}.json", $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{string.Join(',', documents[i])}]}}")); }
            Assert.Equal(expected, await ShownAsync(clinic));
        }
    }

    [Fact]
    public async Task A_reference_that_is_superseded_is_whatever_the_status_of_its_content()
    {
        await using var clinic = await SmallClinic.OpenAsync();
        string[] entries = [Entry("Patient", "1", "\"identifier\":[{\"system\":\"urn:m\",\"value\":\"1\"}]"), Entry("DocumentReference", "a", Reference("a").Replace("current", "superseded", StringComparison.Ordinal))];
        await clinic.IngestAsync(clinic.Write("b.json", $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{string.Join(',', entries)}]}}"));
        Assert.Equal("a: superseded", await ShownAsync(clinic));
    }

    // With what the ontology derives, as it is shown: a document that was taken back is still what others link to.
    private static async Task<string> ShownAsync(SmallClinic clinic) => string.Join("; ", ClinicalItem.All(new OwlReasoner(Ontology.Value).Close(Assert.Single(await clinic.ViewsAsync()).Twin).Twin, Ontology.Value, "DocumentReference")
        .Select(i => string.Join(' ', [$"{i.Words}: {i.Status}", .. i.Reservations])).Order(StringComparer.Ordinal));

    private static string[] Document(string said)
    {
        var parts = said.Split(' ');
        string Number(string id) => id.Length == 0 ? "" : id + "^HOSP";
        return
        [
            $"MSH|^~\\&|S|F|R|F|202601{parts[3]}||MDM^{parts[0]}^MDM_T02|{said}|P|2.5.1", $"EVN|{parts[0]}|202601{parts[3]}", "PID|1||1^^^A&1.2.3&ISO^MR||Doe^Jane||19650302|F", "PV1|1|I",
            $"TXA|1|DS^Discharge|TX|202601{parts[3]}||||||||{Number(parts[1])}|{Number(parts[2])}||||AU||AV||||||{parts[1]}", "OBX|1|TX|11^X||Text||||||F", "",
        ];
    }

    private static string Entry(string type, string id, string rest) => $"{{\"fullUrl\":\"http://a.example/fhir/{type}/{id}\",\"resource\":{{\"resourceType\":\"{type}\",\"id\":\"{id}\",{rest}}}}}";

    private static string Reference(string title) => $"\"subject\":{{\"reference\":\"Patient/1\"}},\"status\":\"current\",\"docStatus\":\"final\",\"content\":[{{\"attachment\":{{\"title\":\"{title}\"}}}}]";
}
