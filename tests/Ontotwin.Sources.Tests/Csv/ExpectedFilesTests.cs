using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Xml;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Csv;

/// <summary>Exports of devices beside the files that others made of them.</summary>
public sealed class ExpectedFilesTests
{
    [Fact]
    public void Glucose_of_LibreView_is_what_cgmanalysis_kept()
    {
        var export = Rows(new CsvOptions { SkipRows = 2 }, "cgmanalysis", "De-identified", "Libre.csv")
            .Select(r => (r.Root.First("Meter Timestamp").Text, r.Root.First("Historic Glucose(mg/dL)").Text)).ToHashSet();
        var kept = Rows(default, "cgmanalysis", "Cleaned", "Libre.csv").Select(r => (r.Root.First("timestamp").Text, r.Root.First("sensorglucose").Text)).ToList();
        Assert.Equal((1248, 0), (kept.Count, kept.Count(each => !export.Contains(each))));
    }

    [Fact]
    public void Glucose_of_Clarity_is_what_cgmanalysis_kept()
    {
        var export = Rows(default, "cgmanalysis", "De-identified", "Dexcom.txt").Where(r => r.Root.First("Event Type").Text is "EGV" or "Calibration")
            .Select(r => (DateTime.Parse(r.Root.First("Timestamp (YYYY-MM-DDThh:mm:ss)").Text, System.Globalization.CultureInfo.InvariantCulture).ToString("M/d/yy H:mm", System.Globalization.CultureInfo.InvariantCulture), r.Root.First("Glucose Value (mg/dL)").Text)).ToHashSet();
        var kept = Rows(default, "cgmanalysis", "Cleaned", "Dexcom.csv").Select(r => (r.Root.First("timestamp").Text, r.Root.First("sensorglucose").Text)).ToList();
        // One it made itself: 197.5, between 199 and 196, where an exercise stands without a glucose.
        Assert.Equal((1119, 1), (kept.Count, kept.Count(each => !export.Contains(each))));
    }

    [Theory]
    [InlineData("StepCount", 10)]
    [InlineData("DistanceWalkingRunning", 5)]
    public void Records_of_Apple_Health_are_the_rows_that_applehealthdata_wrote(string type, int least)
    {
        string[] columns = ["sourceName", "unit", "creationDate", "startDate", "endDate", "value"];
        var document = new SourceDocument("export.xml", File.ReadAllBytes(SharedData.Require("dev", "wearables", "applehealthdata", "export6s3sample.xml")));
        var records = XmlDocumentReader.Read(document, new XmlOptions { At = XPath.Parse("/HealthData/Record").Value }).Select(i => i.Record!.Root)
            .Where(r => r.First("@type").Text.EndsWith("Identifier" + type, StringComparison.Ordinal)).Select(r => string.Join('|', columns.Select(c => r.First("@" + c).Text))).ToList();
        var rows = Rows(default, "applehealthdata", type + ".csv").Select(r => string.Join('|', columns.Select(c => r.Root.First(c).Text))).ToList();
        Assert.Equal(rows, records);
        Assert.True(rows.Count >= least, $"{rows.Count} rows");
    }

    private static List<SourceRecord> Rows(CsvOptions options, params string[] path)
    {
        var file = SharedData.Require(["dev", "wearables", .. path]);
        return [.. CsvReader.Read(new SourceDocument(file, File.ReadAllBytes(file)), options).Select(i => i.Record).OfType<SourceRecord>()];
    }
}
