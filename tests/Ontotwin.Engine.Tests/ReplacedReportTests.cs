using Ontotwin.Ontology;
using Ontotwin.Reasoning;
using Ontotwin.SampleGenerator;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>A structured report that takes another's place: the measurements of both are kept, and those of the older one count for nothing.</summary>
public sealed class ReplacedReportTests
{
    private const string Study = "2.25.1001", Other = "2.25.1002", First = "2.25.11", Second = "2.25.12";
    private static readonly Lazy<OntologyModel> Ontology = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    // Of which study the predecessor is, what the newer report says, and what is shown of both.
    [Theory]
    [InlineData(Study, "150", "150 mm[Hg] final, 180 mm[Hg] superseded final")]
    [InlineData(Other, "150", "150 mm[Hg] final, 180 mm[Hg] final")]
    [InlineData(Study, "", "180 mm[Hg] final")]
    [InlineData("", "150", "150 mm[Hg] final, 180 mm[Hg] final")]
    public async Task The_measurements_of_a_report_that_another_replaced_are_superseded(string studyOfPredecessor, string corrected, string expected)
    {
        byte[][] reports = [Report(First, "180", null), Report(Second, corrected, studyOfPredecessor.Length == 0 ? null : (studyOfPredecessor, First))];
        foreach (var order in new[] { reports, [.. reports.Reverse()] })
        {
            await using var clinic = await SmallClinic.OpenAsync();
            for (var i = 0; i < order.Length; i++)
            {
                var path = clinic.Write($"{i}.dcm");
                await File.WriteAllBytesAsync(path, order[i], TestContext.Current.CancellationToken);
                await clinic.IngestAsync(path);
            }
            var view = Assert.Single(await clinic.ViewsAsync());
            var twin = new OwlReasoner(Ontology.Value).Close(view.Twin).Twin;
            Assert.Equal(expected, string.Join(", ", ClinicalItem.All(twin, Ontology.Value, "Measurement").OrderBy(i => i.Value!.Value).Select(i => string.Join(' ', [$"{i.Value!.Value} {i.Value.Unit}", .. i.Reservations, i.Status]))));
        }
    }

    private static byte[] Report(string uid, string systolic, (string Study, string Instance)? predecessor)
    {
        var report = new DicomWriter()
            .Text(0x0008_0023, "DA", "20261102").Text(0x0008_0033, "TM", "101500").Text(0x0008_0060, "CS", "SR").Text(0x0008_0201, "SH", "+0100")
            .Text(0x0010_0010, "PN", "Doe^Jane").Text(0x0010_0020, "LO", "4711").Text(0x0010_0021, "LO", "CLINIC").Text(0x0020_000D, "UI", Study).Text(0x0020_000E, "UI", uid + ".2")
            .Text(0x0040_A040, "CS", "CONTAINER").Items(0x0040_A043, Code("126000", "DCM", "Imaging Measurement Report")).Text(0x0040_A491, "CS", "COMPLETE").Text(0x0040_A493, "CS", "VERIFIED")
            .Items(0x0040_A730, systolic.Length == 0
                ? new DicomWriter().Text(0x0040_A010, "CS", "CONTAINS").Text(0x0040_A040, "CS", "TEXT").Items(0x0040_A043, Code("121071", "DCM", "Finding")).Text(0x0040_A160, "UT", "Nothing of note")
                : new DicomWriter().Text(0x0040_A010, "CS", "CONTAINS").Text(0x0040_A040, "CS", "NUM").Items(0x0040_A043, Code("8480-6", "LN", "Systolic blood pressure"))
                    .Items(0x0040_A300, new DicomWriter().Items(0x0040_08EA, Code("mm[Hg]", "UCUM", "mmHg")).Text(0x0040_A30A, "DS", systolic)));
        if (predecessor is var (study, instance))
        {
            report.Items(0x0040_A360, new DicomWriter().Text(0x0020_000D, "UI", study).Items(0x0008_1115, new DicomWriter().Text(0x0020_000E, "UI", instance + ".2")
                .Items(0x0008_1199, new DicomWriter().Text(0x0008_1150, "UI", "1.2.840.10008.5.1.4.1.1.88.33").Text(0x0008_1155, "UI", instance))));
        }
        return report.ToFile("1.2.840.10008.5.1.4.1.1.88.33", uid);
    }

    private static DicomWriter Code(string value, string scheme, string meaning) => new DicomWriter().Text(0x0008_0100, "SH", value).Text(0x0008_0102, "SH", scheme).Text(0x0008_0104, "LO", meaning);
}
