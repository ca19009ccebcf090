using System.Globalization;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>The packs for wearables over real exports of others: every row is a sample, a fact or a reject with its place. Rows are counted by plain splitting of lines.</summary>
public sealed class WearablePackTests : IDisposable
{
    private static readonly Lazy<TwinProgram> Program = new(() => TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);
    private readonly string folder = Directory.CreateTempSubdirectory("ontotwin-wearables-").FullName;

    public static TheoryData<string> EmpaticaFolders => ["flirt/empatica", "devicely/Empatica_test_data/test_data_read"];

    [Theory]
    [MemberData(nameof(EmpaticaFolders))]
    public void Every_line_of_an_Empatica_session_is_a_sample_at_its_time(string session)
    {
        foreach (var (file, columns) in new[] { ("HR.csv", 1), ("EDA.csv", 1), ("TEMP.csv", 1), ("BVP.csv", 1), ("ACC.csv", 3) })
        {
            var path = SharedData.Require(["dev", "wearables", .. session.Split('/'), file]);
            var lines = File.ReadAllLines(path);
            var (start, hz) = (Number(lines[0].Split(',')[0]), Number(lines[1].Split(',')[0]));
            var (mapped, rejects) = Map(path);
            var samples = mapped.SelectMany(m => m.Samples).ToList();
            Assert.True(lines.Length > 25, file);
            Assert.Equal((lines.Length - 2) * columns, samples.Count + rejects.Count);
            Assert.All(rejects, r => Assert.Equal("OT4301", r.Code));
            Assert.Empty(rejects);
            for (var row = 0; row < lines.Length - 2; row += 7)
            {
                var sample = samples[row * columns];
                Assert.Equal(start + (row / hz), Seconds(sample), 6);
                Assert.False(sample.IsFloating);
                var written = Number(lines[row + 2].Split(',')[0]);
                Assert.Equal(columns == 3 ? written / 64 : written, (double)sample.Value, 9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(EmpaticaFolders))]
    public void Beats_of_Empatica_stand_at_their_offsets(string session)
    {
        var path = SharedData.Require(["dev", "wearables", .. session.Split('/'), "IBI.csv"]);
        var lines = File.ReadAllLines(path);
        var start = Number(lines[0].Split(',')[0]);
        var (mapped, rejects) = Map(path);
        var samples = mapped.SelectMany(m => m.Samples).ToList();
        Assert.Equal(lines.Length - 1, samples.Count + rejects.Count);
        Assert.Empty(rejects);
        for (var row = 1; row < lines.Length; row++)
        {
            var cells = lines[row].Split(',');
            Assert.Equal(start + Number(cells[0]), Seconds(samples[row - 1]), 6);
            Assert.Equal(Number(cells[1]) * 1000, (double)samples[row - 1].Value, 6);
            Assert.Equal("ms", samples[row - 1].Unit);
        }
    }

    [Fact]
    public void A_tag_of_Empatica_is_a_mark_and_a_file_without_tags_is_told()
    {
        var path = SharedData.Require("dev", "wearables", "devicely", "Empatica_test_data", "test_data_read", "tags.csv");
        var (mapped, rejects) = Map(path);
        Assert.Empty(rejects);
        Assert.Equal(File.ReadAllLines(path).Length, NodesOf(mapped, "EventMark").Count);
        (mapped, rejects) = Map(SharedData.Require("dev", "wearables", "flirt", "empatica", "tags.csv"));
        Assert.Empty(mapped);
        Assert.Equal("OT3303", Assert.Single(rejects).Code);
    }

    [Fact]
    public void A_file_of_the_same_name_that_is_not_Empatica_gives_no_sample()
    {
        // Faros: a header X,Y,Z, and no beginning.
        var path = SharedData.Require("dev", "wearables", "devicely", "Faros_test_data", "testdir_read", "ACC.csv");
        var (mapped, rejects) = Map(path);
        Assert.Empty(mapped.SelectMany(m => m.Samples));
        Assert.Equal((File.ReadAllLines(path).Length - 2) * 3, rejects.Count);
        Assert.All(rejects, r => Assert.Equal("OT4204", r.Code));
    }

    [Fact]
    public void Every_reading_of_Garmin_is_a_sample_of_its_kind_or_a_reject()
    {
        var path = SharedData.Require("dev", "wearables", "flirt", "garmin", "data.csv");
        var rows = File.ReadAllLines(path).Select(l => l.Split(';')).ToList();
        var (mapped, rejects) = Map(path);
        var samples = mapped.SelectMany(m => m.Samples).ToList();
        Assert.Equal(rows.Count, samples.Count + rejects.Count);
        // What Garmin says of what it could not measure (-1, -2), and beats that no heart makes.
        var unmeasured = rows.Count(r => (r[1] is "STRESS" or "HEART_RATE" && Number(r[2]) < 0) || (r[1] == "HEART_RATE_VARIABILITY" && Number(r[2]) is < 200 or > 3000));
        Assert.Equal(unmeasured, rejects.Count);
        Assert.All(rejects, r => Assert.Equal("OT4301", r.Code));
        foreach (var (kind, type) in new[] { ("STEPS", "StepTotalSeries"), ("CALORIES", "EnergyTotalSeries"), ("ASCENT", "AscentTotalSeries"), ("INTENSITY_MINUTES", "IntensityMinutesTotalSeries") })
        {
            Assert.Equal(rows.Where(r => r[1] == kind).Select(r => Number(r[2])), samples.Where(s => s.Class.LocalName == type).Select(s => (double)s.Value));
        }
        var first = samples[0];
        Assert.Equal(DateTimeOffset.Parse(rows[0][0], CultureInfo.InvariantCulture), first.Instant);
    }

    [Fact]
    public void Acceleration_of_Garmin_is_in_thousandths_of_g()
    {
        var path = SharedData.Require("dev", "wearables", "flirt", "garmin", "acc.csv");
        var rows = File.ReadAllLines(path).Select(l => l.Split(';')).ToList();
        var (mapped, rejects) = Map(path);
        Assert.Empty(rejects);
        Assert.Equal(rows.Select(r => Number(r[3]) / 1000), mapped.SelectMany(m => m.Samples).Where(s => s.Class.LocalName == "AccelerationZSeries").Select(s => (double)s.Value));
        Assert.Equal(rows.Count * 3, mapped.Sum(m => m.Samples.Count));
    }

    [Fact]
    public void Every_row_of_a_Clarity_export_is_accounted_for()
    {
        var path = Export("Clarity_Export_real.csv", SharedData.Require("dev", "wearables", "cgmanalysis", "De-identified", "Dexcom.txt"));
        var rows = File.ReadAllLines(path).Skip(1).Select(l => l.Split('\t')).ToList();
        var (mapped, rejects) = Map(path);
        Assert.Empty(rejects);
        Assert.Equal(rows.Count, mapped.Count);
        Assert.All(mapped, m => Assert.True(m.Samples.Count + m.Nodes.Count > 0));
        var readings = rows.Where(r => r[2] == "EGV").ToList();
        Assert.Equal(1411, readings.Count);
        Assert.Equal(readings.Select(r => Number(r[7])), mapped.SelectMany(m => m.Samples).Select(s => (double)s.Value));
        Assert.Equal(readings.Select(r => DateTime.Parse(r[1], CultureInfo.InvariantCulture)), mapped.SelectMany(m => m.Samples).Select(s => s.Instant.DateTime));
        Assert.All(mapped.SelectMany(m => m.Samples), s => Assert.True(s.IsFloating));
        Assert.Equal(rows.Count(r => r[2] == "EGV" && r[3].Length > 0), NodesOf(mapped, "InterstitialGlucose").Count);
        Assert.Equal(rows.Where(r => r[2] == "Calibration").Select(r => Number(r[7])), NodesOf(mapped, "Glucose").Select(n => Number(Text(n, "value"))));
        Assert.Equal(rows.Count(r => r[2] is "Alert" or "Exercise") + 1, NodesOf(mapped, "RecordedDetail").Count);
        // All of one person, by the number that a row names.
        Assert.Single(mapped.SelectMany(m => m.Samples).Select(s => s.Twin).Concat(mapped.SelectMany(m => m.Nodes).Select(n => n.Twin)).Distinct());
        Assert.Equal("1234567", Text(Assert.Single(NodesOf(mapped, "Identifier")), "identifierValue"));
    }

    [Fact]
    public void Every_row_of_a_LibreView_export_of_a_clinic_is_a_sample_of_the_person_before_the_header()
    {
        var path = Export("us_glucose_2018.csv", SharedData.Require("dev", "wearables", "cgmanalysis", "De-identified", "Libre.csv"));
        var rows = File.ReadAllLines(path).Skip(3).Select(l => l.Split(',')).ToList();
        // The month comes first and no AM or PM tells it: by itself every row is set aside, and the site says how to read it.
        var (mapped, rejects) = Map(path);
        Assert.Empty(mapped.SelectMany(m => m.Samples));
        Assert.Equal(rows.Count, rejects.Count(r => r.Code == "OT4204"));
        var site = Path.Combine(folder, "site.twin");
        File.WriteAllText(site, "module site version 1\nontology hdt\nsite us when file = \"us_*.csv\" { zone \"America/Denver\"; authority \"urn:clinic\"; dates \"M/d/yy H:mm\" }\n");
        var program = TwinCompiler.Compile([Repository.PathOf("mappings"), site], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!;
        (mapped, rejects) = Map(program, path);
        Assert.Empty(rejects);
        var samples = mapped.SelectMany(m => m.Samples).ToList();
        Assert.Equal(1337, samples.Count);
        Assert.Equal(rows.Select(r => Number(r[2])), samples.Select(s => (double)s.Value));
        Assert.Equal(new DateTimeOffset(2018, 8, 1, 12, 0, 0, TimeSpan.FromHours(-6)), samples[0].Instant);
        Assert.False(samples[0].IsFloating);
        Assert.Equal("Test Testerson", Text(Assert.Single(NodesOf(mapped, "HumanName")), "text"));
        Assert.Single(samples.Select(s => s.Twin).Distinct());
    }

    [Theory]
    [InlineData("tiny_sample.csv", ',', 4, 6)]
    [InlineData("tiny_sample_delimiter.csv", ';', 5, 4)]
    [InlineData("out_glucose_sample.csv", ',', 3, 1300)]
    public void Every_row_of_a_LibreView_export_of_an_account_is_a_sample_in_mg_per_dL(string file, char delimiter, int historic, int expected)
    {
        var path = Export("x_glucose_" + file, SharedData.Require("dev", "wearables", "glyco-libre", file));
        var rows = File.ReadAllLines(path).Skip(1).Select(l => l.Split(delimiter)).ToList();
        Assert.Equal(expected, rows.Count);
        var (mapped, rejects) = Map(path);
        Assert.Empty(rejects);
        // Two rows of the scan column beside the historic one would be two samples.
        var values = rows.SelectMany(r => new[] { r[historic], r[historic + 1] }).Where(v => v.Length > 0).Select(v => Number(v) * 18.0156).ToList();
        var samples = mapped.SelectMany(m => m.Samples).ToList();
        Assert.Equal(values.Count, samples.Count);
        for (var i = 0; i < values.Count; i++) { Assert.Equal(values[i], (double)samples[i].Value, 9); }
        Assert.All(samples, s => Assert.Equal("mg/dL", s.Unit));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Seconds(MappedSample sample) => (sample.Instant.UtcTicks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;

    private static List<NodeChange> NodesOf(IEnumerable<MappedRecord> mapped, string type) =>
        [.. mapped.SelectMany(m => m.Nodes).Where(n => n.Facts.Any(f => f.Predicate == Rdf.RdfTerms.Type && f.Object is Rdf.Iri iri && iri.LocalName == type))];

    private static string Text(NodeChange node, string property) => ((Rdf.Literal)node.Facts.First(f => f.Predicate.LocalName == property).Object).Lexical;

    // Packs know exports by the names that their makers give them.
    private string Export(string name, string real)
    {
        File.Copy(real, Path.Combine(folder, name));
        return Path.Combine(folder, name);
    }

    private static (List<MappedRecord> Mapped, List<Reject> Rejects) Map(string file) => Map(Program.Value, file);

    private static (List<MappedRecord> Mapped, List<Reject> Rejects) Map(TwinProgram program, params string[] files)
    {
        var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of this test, not secret"));
        var rejects = new List<Reject>();
        var pass = new DocumentPass(new Mapper(new MappingServices(program, new IdentityTable(iris), iris)), InputFiles.ReaderOf(program), new RunReport()) { OnReject = rejects.Add };
        pass.Identify(files, TestContext.Current.CancellationToken);
        return ([.. pass.Map(files, TestContext.Current.CancellationToken).Select(m => m.Mapped)], rejects);
    }
}
