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

    [Theory]
    [InlineData("Workout", 1)]
    [InlineData("ActivitySummary", 2)]
    public void Workouts_and_days_of_Apple_Health_are_the_rows_that_applehealthdata_wrote(string element, int count)
    {
        var document = new SourceDocument("export.xml", File.ReadAllBytes(SharedData.Require("dev", "wearables", "applehealthdata", "export6s3sample.xml")));
        var records = XmlDocumentReader.Read(document, new XmlOptions { At = XPath.Parse("/HealthData/" + element).Value }).Select(i => i.Record!).ToList();
        var rows = Rows(default, "applehealthdata", element + ".csv");
        Assert.Equal((count, count), (rows.Count, records.Count));
        foreach (var (row, record) in rows.Zip(records))
        {
            var cells = Cells(row).ToList();
            // Each column there is an attribute here, empty where there is none; and no attribute is left out there.
            Assert.Equal(cells, cells.Select(c => (c.Name, record.Root.First("@" + c.Name).Text)));
            Assert.Equal(cells.Count(c => c.Text.Length > 0), Cells(record).Count(c => c.Name.StartsWith('@')));
        }
    }

    // The numbers are those of flirt's own test of the same recording (test/test_feature_calculation.py, HolterIbiTestCase; MIT). The rest of that test, and those of its
    // other recordings, is of features that flirt computes, not of reading.
    [Fact]
    public void Beats_of_a_Holter_recorder_are_those_that_flirt_reads()
    {
        var rows = Rows(new CsvOptions { Delimiter = ' ', SkipRows = 1, HasHeader = false }, "flirt", "holter", "holter.txt").Select(r => Cells(r).Where(c => c.Text.Length > 0).Select(c => c.Text).ToList()).ToList();
        Assert.All(rows, r => Assert.Equal(2, r.Count));
        var normal = rows.Where(r => r[1] == "N").Select(r => decimal.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var intervals = normal.Skip(1).Zip(normal, (a, b) => (int)((a - b) * 1000)).ToList();
        Assert.Equal((4766, 822, 625), (intervals.Count, intervals[0], intervals[^1]));
    }

    // The number is flirt's (EmpaticaAccTestCase): a window begins at every second of the recording, by its rate.
    [Fact]
    public void Seconds_of_an_Empatica_recording_are_as_many_as_flirt_has_windows()
    {
        var rows = Rows(new CsvOptions { SkipRows = 2, HasHeader = false, Headings = [new CsvHeading("hz") { Line = 2 }] }, "flirt", "empatica", "ACC.csv");
        var hz = decimal.Parse(rows[0].Root.First("hz").Text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(313, (int)Math.Ceiling(rows.Count / hz));
        Assert.All(rows, r => Assert.Equal(3, Cells(r).Count(c => c.Name != "hz")));
    }

    private static IEnumerable<(string Name, string Text)> Cells(SourceRecord record)
    {
        for (var node = record.FirstChild(0, null); node >= 0; node = record.NextSibling(node, null)) { yield return (record.NameOf(node), record.TextOf(node)); }
    }

    private static List<SourceRecord> Rows(CsvOptions options, params string[] path)
    {
        var file = SharedData.Require(["dev", "wearables", .. path]);
        return [.. CsvReader.Read(new SourceDocument(file, File.ReadAllBytes(file)), options).Select(i => i.Record).OfType<SourceRecord>()];
    }
}
