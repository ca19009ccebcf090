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

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Seconds(MappedSample sample) => (sample.Instant.UtcTicks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;

    private static List<NodeChange> NodesOf(IEnumerable<MappedRecord> mapped, string type) =>
        [.. mapped.SelectMany(m => m.Nodes).Where(n => n.Facts.Any(f => f.Predicate == Rdf.RdfTerms.Type && f.Object is Rdf.Iri iri && iri.LocalName == type))];

    private static (List<MappedRecord> Mapped, List<Reject> Rejects) Map(params string[] files)
    {
        var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of this test, not secret"));
        var rejects = new List<Reject>();
        var pass = new DocumentPass(new Mapper(new MappingServices(Program.Value, new IdentityTable(iris), iris)), InputFiles.ReaderOf(Program.Value), new RunReport()) { OnReject = rejects.Add };
        pass.Identify(files, TestContext.Current.CancellationToken);
        return ([.. pass.Map(files, TestContext.Current.CancellationToken).Select(m => m.Mapped)], rejects);
    }
}
