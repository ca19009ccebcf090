using System.Text.Json;

namespace Ontotwin.Cli.Tests;

/// <summary>The project file, results for machines, and what is shown where sources differ.</summary>
public sealed class ProjectTests
{
    private const string Maps = """
        module test version 1
        ontology hdt
        identity Patient from csv "left.csv" (mrn text) { ("urn:test", mrn) }
        map left from csv "left.csv" (mrn text, born text, day text, v text) {
          node pt : Patient key ("urn:test", mrn) { birthDate <- born as date }
          node o : Potassium key (pt, day) { subject <- pt; value <- v as quantity in 'mmol/L' }
        }
        map right from csv "right.csv" (mrn text, born text, day text, v text) {
          node pt : Patient key ("urn:test", mrn) { birthDate <- born as date }
          node o : Potassium key (pt, day) { subject <- pt; value <- v as quantity in 'mmol/L' }
        }
        """;

    [Fact]
    public async Task A_project_says_what_no_option_does_and_both_of_two_values_are_shown_in_two_languages()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("maps.twin"), Maps);
        File.WriteAllText(folder.File("left.csv"), "mrn,born,day,v\n70001,1980-02-03,mon,4.1\n");
        File.WriteAllText(folder.File("right.csv"), "mrn,born,day,v\n70001,1980-03-02,mon,5.2\n");
        File.WriteAllText(folder.File("ontotwin.json"), "{ \"mappings\": [\"maps.twin\"], \"store\": \"twins\" }");
        var below = Directory.CreateDirectory(folder.File("below")).FullName;
        var ingested = await OntotwinCommand.RunInAsync(below, "ingest", "--input", "../left.csv", "../right.csv", "--json");
        Assert.Equal(0, ingested.ExitCode);
        Assert.Equal(2, JsonDocument.Parse(ingested.Output).RootElement.GetProperty("documents").GetInt32());
        Assert.True(Directory.Exists(folder.File("twins")));
        var english = (await OntotwinCommand.RunInAsync(below, "show", "--twin", "70001")).Output;
        foreach (var wanted in new[] { "born 1980-02-03 or 1980-03-02 (sources differ)", "sources differ on value", "4.1 mmol/L", "5.2 mmol/L", "left.csv", "right.csv" }) { Assert.Contains(wanted, english, StringComparison.Ordinal); }
        var chinese = (await OntotwinCommand.RunInAsync(below, "show", "--twin", "70001", "--language", "zh")).Output;
        foreach (var wanted in new[] { "1980-02-03 或 1980-03-02（来源不一致）", "来源不一致： 数值", "4.1", "5.2" }) { Assert.Contains(wanted, chinese, StringComparison.Ordinal); }
    }

    [Theory]
    [InlineData("{ \"mapings\": [] }", "there is no 'mapings'")]
    [InlineData("{ \"store\": 3 }", "'store' wants a text")]
    [InlineData("{ \"store\": ", "ontotwin.json:1:")]
    [InlineData("[]", "is not a JSON object")]
    public async Task A_project_that_cannot_be_read_is_wrong_usage(string text, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("ontotwin.json"), text);
        var (code, _, error) = await OntotwinCommand.RunInAsync(folder.File("."), "check", "x.twin");
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_a_conversion_and_the_demo_have_results_for_machines()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("hr.csv"), "device,ts,bpm\nd1,2026-01-01 00:00,60\nd1,2026-01-01 00:01,61\n");
        var draft = JsonDocument.Parse((await OntotwinCommand.RunAsync("infer", "csv", folder.File("hr.csv"), "--json")).Output).RootElement;
        Assert.Contains("map ", draft.GetProperty("map").GetString(), StringComparison.Ordinal);
        File.WriteAllText(folder.File("a.ttl"), "<urn:a> <urn:b> <urn:c>, \"d\" .\n");
        var converted = JsonDocument.Parse((await OntotwinCommand.RunAsync("convert", folder.File("a.ttl"), "--to", "nquads", "--out", folder.File("a.nq"), "--json")).Output).RootElement;
        Assert.Equal((2, 2), (converted.GetProperty("quads").GetInt32(), File.ReadAllLines(folder.File("a.nq")).Length));
        Assert.Equal(2, (await OntotwinCommand.RunAsync("convert", folder.File("a.ttl"), "--to", "nquads", "--json")).ExitCode);
        var demo = JsonDocument.Parse((await OntotwinCommand.RunAsync("demo", "--json")).Output).RootElement;
        Assert.Equal(4, demo.GetProperty("twins").GetArrayLength());
        Assert.Contains(demo.GetProperty("twins").EnumerateArray(), t => t.GetProperty("recommendations").GetArrayLength() > 0);
        Assert.NotEqual(0, demo.GetProperty("changedByCorrection").GetArrayLength());
    }
}
