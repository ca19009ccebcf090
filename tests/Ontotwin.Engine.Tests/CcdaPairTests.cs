using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>C-CDA as the pack lifts it, beside the FHIR that another converter made of the same documents, and beside what another parser finds in real documents.</summary>
public sealed class CcdaPairTests
{
    private static readonly XNamespace Cda = "urn:hl7-org:v3";

    public static TheoryData<string, string> Pairs => new()
    {
        { "sample1", "Brenna468_Marks" }, { "sample11", "Jaime666_Marquez" }, { "sample12", "Johnette525_Stroman" },
        { "sample13", "Karen597_Ward" }, { "sample5", "mariana775_muniz" }, { "sample6", "Margarite168_Borer" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_document_says_what_its_FHIR_pair_says(string document, string pair)
    {
        var nodes = LiftedNodes.Of(SharedData.Require("dev", "ehr", "synthea-ccda-google", $"valid_ccda_rev2_{document}.xml"));
        var resources = JsonElement.Parse(File.ReadAllBytes(SharedData.Require("dev", "ehr", "google-cda-to-fhir", $"{pair}.fhir.output.json")))
            .GetProperty("entry").EnumerateArray().Select(e => e.GetProperty("resource")).ToLookup(r => r.GetProperty("resourceType").GetString()!);
        Assert.Empty(nodes.Rejects);
        Assert.Equal(
            Sorted(resources["Observation"].Select(o => $"{Code(o, "code")} {Quantity(o)}")),
            Sorted(nodes.OfType("LabResult").Concat(nodes.OfType("VitalSign")).Select(n => $"{LiftedNodes.Row(n, "code")} {Rounded(LiftedNodes.Row(n, "originalValue"))}")));
        Assert.Equal(resources["DiagnosticReport"].Count(), nodes.OfType("LabReport").Count);
        Assert.Equal(Sorted(resources["Condition"].Select(c => Code(c, "code"))), Sorted(nodes.OfType("Condition").Select(n => LiftedNodes.Row(n, "code"))));
        Assert.Equal(Sorted(resources["Immunization"].Select(c => Code(c, "vaccineCode"))), Sorted(nodes.OfType("Immunization").Select(n => LiftedNodes.Row(n, "vaccine"))));
        Assert.Equal(Sorted(resources["Procedure"].Select(c => Code(c, "code"))), Sorted(nodes.OfType("Procedure").Select(n => LiftedNodes.Row(n, "code"))));
        Assert.Equal(Sorted(resources["Encounter"].Select(c => c.GetProperty("class").GetProperty("code").GetString()!)), Sorted(nodes.OfType("Encounter").Select(n => LiftedNodes.Row(n, "encounterType"))));
        // Theirs makes one medicine of two that are alike.
        Assert.Equal(Sorted(resources["Medication"].Select(c => Code(c, "code"))).Distinct(), Sorted(nodes.OfType("MedicationUse").Select(n => LiftedNodes.Row(n, "code"))).Distinct());
    }

    [Fact]
    public void Every_result_and_vital_sign_of_real_documents_is_a_node_or_a_reject()
    {
        var files = Directory.GetFiles(SharedData.Require("dev", "ehr", "ms-ccda"), "*.ccda");
        var expected = files.SelectMany(Observations).ToList();
        var nodes = LiftedNodes.Of(files);
        // One id twice in a document with other content is two occurrences, with the same content one node.
        var found = nodes.OfType("LabResult").Concat(nodes.OfType("VitalSign")).Select(n => (n[0].From.Field.Document!.Name, n[0].Subject)).Distinct().Count();
        var aside = nodes.Rejects.Count(r => r.Rule is "hdt.ccda/ccdaPerson.obs" or "hdt.ccda/ccdaPerson.vital");
        Assert.True(expected.Count > 100, $"only {expected.Count} were looked at");
        Assert.Equal(expected.Distinct().Count(), found + aside);
    }

    private static IEnumerable<string> Observations(string file)
    {
        var document = XElement.Load(file);
        if (document.Name != Cda + "ClinicalDocument" || document.Element(Cda + "recordTarget")?.Element(Cda + "patientRole")?.Element(Cda + "id") is not { } person) { return []; }
        return from section in document.Descendants(Cda + "section")
               where section.Element(Cda + "code")?.Attribute("code")?.Value is "30954-2" or "8716-3"
               from observation in section.Elements(Cda + "entry").Descendants(Cda + "organizer").Elements(Cda + "component").Elements(Cda + "observation")
               let code = observation.Element(Cda + "code")
               let id = observation.Element(Cda + "id")
               select string.Join(' ', file, Content(observation), person.Attribute("root")?.Value, person.Attribute("extension")?.Value, section.Element(Cda + "code")?.Attribute("code")?.Value,
                   (code?.Attribute("code") ?? code?.Elements(Cda + "translation").FirstOrDefault()?.Attribute("code"))?.Value, id?.Attribute("root")?.Value, id?.Attribute("extension")?.Value);
    }

    // What an observation says beside its key.
    private static string Content(XElement observation) => string.Join(
        ' ', observation.Elements(Cda + "value").Concat(observation.Elements(Cda + "effectiveTime")).Select(e => string.Join(' ', e.DescendantsAndSelf().Attributes()) + e.Value.Trim()));

    private static List<string> Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];

    private static string Code(JsonElement resource, string name) => resource.GetProperty(name).GetProperty("coding")[0].GetProperty("code").GetString()!;

    // Theirs puts every value into a component.
    private static string Quantity(JsonElement observation) =>
        observation.TryGetProperty("component", out var parts) && parts[0].TryGetProperty("valueQuantity", out var quantity) && quantity.TryGetProperty("value", out var value) ? Rounded(value.GetRawText()) : "-";

    // JSON numbers went through a binary double there.
    private static string Rounded(string number) => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? Math.Round(exact, 6).ToString("0.######", CultureInfo.InvariantCulture) : number;
}
