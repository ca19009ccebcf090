using System.Text.Json;

namespace Ontotwin.Cli.Tests;

public sealed class RemapVerbTests
{
    private const string Map = """
        module my.weights version 1
        ontology hdt
        site mine otherwise { authority "urn:ontotwin:mine" }
        lookup sexOf from "sex.csv" on miss quarantine
        map weights from csv "weights.csv" (who text, day date "yyyy-MM-dd", kg decimal, sex text) {
          node pt : Patient key (site.authority, who) { sex <- sex via sexOf }
          node w : BodyWeight key (who, day) { subject <- ref Patient key (site.authority, who); observedAt <- day as date; value <- kg as quantity in 'kg' }
        }
        """;

    [Fact]
    public async Task A_changed_rule_is_shown_then_applied_and_a_reject_is_listed_then_read_again()
    {
        using var folder = new TemporaryFolder();
        var (map, table, data, store) = (folder.File("w.twin"), folder.File("sex.csv"), folder.File("weights.csv"), folder.File("store"));
        await File.WriteAllTextAsync(map, Map, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(table, "code,target\nf,hdt:Female\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(data, "who,day,kg,sex\nA-4711,2026-11-01,71.25,f\nB-4712,2026-11-01,82.5,m\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--with", map, "--input", data, "--store", store)).ExitCode);

        var listed = await OntotwinCommand.RunAsync("rejects", "list", "--store", store, "--json");
        using var reject = JsonDocument.Parse(Assert.Single(listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(("OT4101", data, "line 3 \"sex\""), (Text(reject, "code"), Text(reject, "document"), Text(reject, "path")));
        Assert.DoesNotContain("B-4712", listed.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(table, "code,target\nf,hdt:Female\nm,hdt:Male\n", TestContext.Current.CancellationToken);
        var rerun = await OntotwinCommand.RunAsync("rejects", "rerun", "--with", map, "--store", store);
        Assert.Contains("1 documents read again: 1 rejects before, 0 now", rerun.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(map, Map.Replace("value <- kg as quantity in 'kg'", "value <- kg as quantity in 'kg' to 'g'", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var plan = await OntotwinCommand.RunAsync("plan", "--with", map, "--store", store);
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("1 document was read again by 1 map that differs (2 runs of a map on a record)", plan.Output, StringComparison.Ordinal);
        Assert.Contains("my.weights/weights: 4 facts added, 4 removed", plan.Output, StringComparison.Ordinal);
        Assert.Matches("- <[^>]+> <[^>]+#value> \"71.25\".*← .*weights.csv line 2 \"kg\" bytes", plan.Output);
        Assert.Matches("\\+ <[^>]+> <[^>]+#value> \"71250", plan.Output);
        var again = await OntotwinCommand.RunAsync("plan", "--with", map, "--store", store, "--apply", "--json");
        using var json = JsonDocument.Parse(again.Output);
        Assert.Equal(8, json.RootElement.GetProperty("facts").GetArrayLength());
        Assert.Contains("no map differs", (await OntotwinCommand.RunAsync("plan", "--with", map, "--store", store)).Output, StringComparison.Ordinal);
        File.Delete(data);
        await File.WriteAllTextAsync(map, Map, TestContext.Current.CancellationToken);
        Assert.Contains("OT6203", (await OntotwinCommand.RunAsync("plan", "--with", map, "--store", store)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_not_tells_what_became_of_a_missing_fact_and_what_a_recommendation_lacks()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", "samples/hl7v2", "--store", store)).ExitCode);
        var death = await OntotwinCommand.RunAsync("why-not", "--store", store, "--twin", "70010451", "--fact", "person deathDate *");
        Assert.Matches(@"hdt.hl7v2.patients/patients.pt.deathDate  \(mappings/patients.twin:\d+: deathDate +<- s.PID-29 as instant\)\n.*\n?  3 × the record does not have the field: samples/hl7v2/a-adt-a04.hl7 PID bytes", death.Output);
        var rule = await OntotwinCommand.RunAsync("why-not", "--store", store, "--twin", "70010451", "--recommendation", "rasi.stop", "--language", "zh");
        Assert.Contains("须成立而未成立的条件", rule.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await OntotwinCommand.RunAsync("why-not", "--store", store, "--twin", "70010451")).ExitCode);
        var status = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", "70010451", "--fact", "* status corrected");
        Assert.Matches(@"\|⟦C⟧\|(.|\n)*mappings/labs.twin:\d+: status .*\n    lookup resultStatus@", status.Output);
    }

    [Fact]
    public async Task Two_twins_are_said_to_be_one_and_then_two_again()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", "samples/hl7v2", "--store", store)).ExitCode);
        var before = (await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "70010877")).Output;
        var merged = await OntotwinCommand.RunAsync("aliases", "merge", "--store", store, "--keep", "70010451", "--join", "70010877", "--reason", "same person");
        Assert.Contains("are one person", merged.Output, StringComparison.Ordinal);
        Assert.Equal((await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "70010451")).Output, (await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "70010877")).Output);
        var listed = await OntotwinCommand.RunAsync("aliases", "list", "--store", store);
        Assert.Matches("holds: [^\n]*70010451 replaces [^\n]*70010877 at [^\n]*\"same person\"", listed.Output);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("aliases", "unmerge", "--store", store, "--keep", "70010451", "--join", "70010877", "--reason", "mistaken")).ExitCode);
        Assert.Equal(before, (await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "70010877")).Output);
        Assert.Contains("superseded: ", (await OntotwinCommand.RunAsync("aliases", "list", "--store", store)).Output, StringComparison.Ordinal);
    }

    private static string? Text(JsonDocument line, string name) => line.RootElement.GetProperty(name).GetString();
}
