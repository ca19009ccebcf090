using System.Globalization;
using Ontotwin.Sources.Csv;
using Ontotwin.Sources.Json;
using Ontotwin.Testing;

namespace Ontotwin.Sources.Tests.Csv;

/// <summary>
/// Recordings of Mobilise-D beside what mobgap reads of the same recordings in MATLAB's format (its snapshots, tests/test_data/snapshot, Apache-2.0), and beside what the original algorithms gave for them.
/// Those are of algorithms: of them only what reading can be held to is tested, that every event lies within the recording that it is of, at the rate that is given.
/// </summary>
public sealed class GaitFilesTests
{
    private const decimal Hz = 100, MetresPerSecondSquared = 9.80665m;
    private static readonly string[] Axes = ["acc_x", "acc_y", "acc_z", "gyr_x", "gyr_y", "gyr_z"];

    public static TheoryData<string, decimal[]> Snapshots => new()
    {
        { "Trial1", [9.3637740015m, -1.4934791088m, -0.8891521092m, 7.5401245839m, -0.1718873385m, -1.1344564344m, 9.4740664581m, -1.3999699926m, -0.795815649m, 5.6722821718m, 0.2521014299m, -0.1031324031m] },
        { "Trial2", [9.4929119586m, -0.9116588979m, -1.0539780615m, 0.7448451337m, 0.5042028597m, -0.1489690267m, 9.4969918395m, -0.8650139175m, -1.0146246579m, 0.1375098708m, 0.4239887684m, -0.5614986392m] },
    };

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Samples_of_the_sensor_are_those_that_mobgap_reads_from_MATLAB(string trial, decimal[] expected)
    {
        var rows = Rows("data_csv", "HA", "001", $"TimeMeasure1_Test5_{trial}.csv");
        // The first and the fifth sample; acceleration is in g here and in metres per second squared there.
        var read = new[] { rows[0], rows[4] }.SelectMany(r => Axes.Select(a => Number(r, a) * (a[0] == 'a' ? MetresPerSecondSquared : 1))).ToList();
        Assert.Equal(expected, read.ConvertAll(v => Math.Round(v, 10)));
    }

    [Fact]
    public void Every_sample_has_its_number_and_six_values()
    {
        var samples = 0;
        foreach (var file in Directory.GetFiles(SharedData.Require("dev", "wearables", "mobilise-d-gait", "data_csv"), "*.csv", SearchOption.AllDirectories))
        {
            var number = 0;
            foreach (var row in CsvReader.Read(new SourceDocument(file, File.ReadAllBytes(file))).Select(i => i.Record!))
            {
                Assert.Equal(number++, Number(row, "samples"));
                Assert.All(Axes, a => Number(row, a));
            }
            samples += number;
        }
        Assert.Equal(6441 - 6, samples);
    }

    [Theory]
    [InlineData("gsd_iluz", "GSDA_Output", "GaitSequence_Start", "GaitSequence_End")]
    [InlineData("gsd_adaptive_ionescu", "GSDB_Output", "Start", "End")]
    [InlineData("icd_ionescu", "SD_Output", "IC", "IC")]
    [InlineData("icd_hklee_improved", "SD_Output", "IC", "IC")]
    [InlineData("icd_shin_improved", "SD_Output", "IC", "IC")]
    public void Events_of_the_original_algorithms_lie_within_the_recordings(string algorithm, string output, string start, string end)
    {
        var events = 0;
        foreach (var person in new[] { ("HA", "001"), ("HA", "002"), ("MS", "001") })
        {
            var result = Document("original_results", algorithm, "lab", person.Item1, person.Item2, output + ".json");
            foreach (var trial in new[] { "Trial1", "Trial2" })
            {
                var seconds = Rows("data_csv", person.Item1, person.Item2, $"TimeMeasure1_Test5_{trial}.csv").Count / Hz;
                var path = JsonPath.Parse($"$.{output}.TimeMeasure1.Test5.{trial}.SU.LowerBack").Value!;
                foreach (var value in Values(Assert.Single(JsonReader.Read(result, new JsonOptions { At = path })).Record!, start, end))
                {
                    // One of the algorithms counts in steps of 1/40 s.
                    Assert.InRange(value, 0, seconds + 0.025m);
                    events++;
                }
            }
        }
        Assert.True(events >= 10, $"only {events}");
    }

    // mobgap's generator reads 4753 rows of the study's file, of its first two participants (example_data/dmo_data/example_cvs_data/_generate_example_data.py).
    [Fact]
    public void Walking_bouts_are_as_many_as_were_written_and_belong_to_the_people_of_the_mapping()
    {
        var bouts = Rows("dmo_data", "example_cvs_data", "cvs-T1-test_data.csv");
        var sites = Rows("dmo_data", "example_cvs_data", "cvs-T1-test_data_mapping.csv").ToDictionary(r => r.Root.First("Local.Participant").Text, r => r.Root.First("Participant.Site").Text);
        Assert.Equal(4753, bouts.Count);
        Assert.Equal(["10004", "10005"], bouts.Select(b => b.Root.First("participantid").Text).Distinct().Order());
        Assert.All(bouts, b => Assert.Equal("CAU", sites[b.Root.First("participantid").Text]));
        // A bout's beginning is told twice: by its day and the second of the day, and in UTC.
        Assert.All(bouts, b => Assert.InRange(Number(b, "starttimestamputc") - Number(b, "visit_date") - Number(b, "wbstart"), -1, 1));
    }

    [Fact]
    public void People_are_as_tall_and_heavy_as_mobgap_reads_them()
    {
        var person = Assert.Single(JsonReader.Read(Document("data_csv", "participant_metadata.json"), new JsonOptions { At = JsonPath.Parse("$.HA['001']").Value }).Select(i => i.Record!)).Root;
        Assert.Equal((1.59m, 73.0m, 25.0m, 0.964m), (Number(person.First("height_m")), Number(person.First("weight_kg")), Number(person.First("foot_length_cm")), Math.Round(Number(person.First("sensor_height_m")), 10)));
        Assert.Equal("HA|right|All|Body-Worn|MM+|false", string.Join('|', new[] { "cohort", "handedness", "indip_data_used", "sensor_attachment_su", "sensor_type_su", "walking_aid_used" }.Select(n => person.First(n).Text)));
    }

    // Numbers of fields of these names, alone or in lists.
    private static IEnumerable<decimal> Values(SourceRecord record, string start, string end)
    {
        for (var node = 0; node < record.NodeCount; node++)
        {
            if (record.FirstChild(node, null) >= 0) { continue; }
            var name = record.NameOf(node) is { Length: > 0 } own && !char.IsAsciiDigit(own[0]) ? own : record.NameOf(record.ParentOf(node));
            // A recording in which nothing was found has an empty list.
            if ((name == start || name == end) && record.TextOf(node).Length > 0) { yield return Number(new Field(record, node)); }
        }
    }

    private static decimal Number(SourceRecord row, string column) => Number(row.Root.First(column));

    private static decimal Number(Field field) => decimal.Parse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static SourceDocument Document(params string[] path)
    {
        var file = SharedData.Require(["dev", "wearables", "mobilise-d-gait", .. path]);
        return new SourceDocument(file, File.ReadAllBytes(file));
    }

    private static List<SourceRecord> Rows(params string[] path) => [.. CsvReader.Read(Document(path)).Select(i => i.Record).OfType<SourceRecord>()];
}
