using System.Text.Json;

namespace Ontotwin.Cli.Tests;

/// <summary>A store is checked, saved, brought back, and read by stretches of time.</summary>
public sealed class StoreVerbTests
{
    [Fact]
    public async Task A_store_is_verified_saved_and_brought_back_and_damage_is_named()
    {
        using var folder = new TemporaryFolder();
        var (store, backup, restored) = (folder.File("store"), folder.File("backup"), folder.File("restored"));
        var made = await OntotwinCommand.RunAsync("ingest", "--input", "samples/hl7v2", "--store", store);
        Assert.Contains("without encryption", made.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("without encryption", (await OntotwinCommand.RunAsync("ingest", "--input", "samples/hl7v2", "--store", store)).Error, StringComparison.Ordinal);
        var verified = await OntotwinCommand.RunAsync("verify", "--store", store);
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("every checksum fits", verified.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("backup", "--store", store, "--out", backup)).ExitCode);
        var refused = await OntotwinCommand.RunAsync("restore", backup, "--store", store);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("OT5020", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("restore", backup, "--store", restored)).ExitCode);
        var (before, after) = (await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "70010451"), await OntotwinCommand.RunAsync("show", "--store", restored, "--twin", "70010451"));
        Assert.NotEmpty(before.Output);
        Assert.Equal(before.Output, after.Output);
        var (all, since) = (await ChangesAsync(store, "0"), await ChangesAsync(restored, "0"));
        Assert.Equal(all.Select(c => c.Twin).Order(StringComparer.Ordinal), since.Select(c => c.Twin).Order(StringComparer.Ordinal));
        Assert.Empty(await ChangesAsync(store, all[^1].Position));
        var misspelt = await OntotwinCommand.RunAsync("twins", "--store", store, "--changed-after", "today");
        Assert.Equal((2, true), (misspelt.ExitCode, misspelt.Error.Contains("a position is 0", StringComparison.Ordinal)));
        // What was brought back may be older than what was seen before.
        var older = await OntotwinCommand.RunAsync("twins", "--store", restored, "--changed-after", all[^1].Position);
        Assert.Equal((3, true), (older.ExitCode, older.Error.Contains("OT5023", StringComparison.Ordinal)));
        FlipAByte(Directory.EnumerateFiles(Path.Combine(store, "db"), "*.sst").First(), 100);
        var damaged = await OntotwinCommand.RunAsync("verify", "--store", store);
        Assert.Equal(3, damaged.ExitCode);
        Assert.Matches(@"damaged: file, \d+\.sst has other bytes than were written", damaged.Output);
        FlipAByte(backup, 1000);
        var cut = await OntotwinCommand.RunAsync("restore", backup, "--store", folder.File("other"));
        Assert.Equal(3, cut.ExitCode);
        Assert.Contains("OT5019", cut.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("other")));
    }

    [Fact]
    public async Task The_demo_makes_a_key_and_the_store_wants_it()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        var demo = await OntotwinCommand.RunAsync("demo", "--no-serve", "--store", store, "--language", "en");
        Assert.Equal(0, demo.ExitCode);
        Assert.Contains("master key is " + store + ".key", demo.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("verify", "--store", store)).ExitCode);
        File.Move(store + ".key", folder.File("elsewhere"));
        var refused = await OntotwinCommand.RunAsync("twins", "--store", store);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("ONTOTWIN_MASTER_KEY_FILE", refused.Error, StringComparison.Ordinal);
        var given = await OntotwinCommand.RunDiscardingAsync(new Dictionary<string, string> { ["ONTOTWIN_MASTER_KEY_FILE"] = folder.File("elsewhere") }, "twins", "--store", store);
        Assert.Equal(0, given.ExitCode);
    }

    [Fact]
    public async Task A_stretch_of_a_series_is_listed_by_kind_label_and_column()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", "samples", "--store", store)).ExitCode);
        var lines = await SeriesAsync("HeartRate");
        Assert.Equal(lines, await SeriesAsync("heart rate series"));
        Assert.Equal(lines, await SeriesAsync("Heart rate (bpm)"));
        Assert.NotEmpty(lines);
        Assert.All(lines, l => Assert.Matches(@"^2026-11-04T0[01]:\d\d:\d\d\S*\t\d+\t/min\tsamples/wearable/pulseband-a.csv line \d+ ", l));
        var whole = await OntotwinCommand.RunAsync("series", "--store", store, "--twin", "70010451", "HeartRate", "--json");
        using var json = JsonDocument.Parse(whole.Output);
        var samples = json.RootElement.EnumerateArray().ToList();
        Assert.Equal(567, samples.Count(s => !s.GetProperty("isContested").GetBoolean()));
        var sample = samples[200];
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Testing.Repository.Root, sample.GetProperty("document").GetString()!), TestContext.Current.CancellationToken);
        Assert.Equal(sample.GetProperty("value").GetRawText(), System.Text.Encoding.ASCII.GetString(bytes, sample.GetProperty("from").GetInt32(), sample.GetProperty("to").GetInt32() - sample.GetProperty("from").GetInt32()));
        var none = await OntotwinCommand.RunAsync("series", "--store", store, "--twin", "70010451", "pulse");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("HeartRate, StepCount", none.Error, StringComparison.Ordinal);
        foreach (var to in new[] { "2020-01-01", "2030-01-01" })
        {
            var round = await OntotwinCommand.RunAsync("series", "--store", store, "--twin", "70010451", "HeartRate", "--from", "2030-01-01", "--to", to);
            Assert.Equal((2, ""), (round.ExitCode, round.Output));
            Assert.Contains("turned round", round.Error, StringComparison.Ordinal);
        }

        async Task<string[]> SeriesAsync(string name)
        {
            var run = await OntotwinCommand.RunAsync("series", "--store", store, "--twin", "70010451", name, "--from", "2026-11-04T00:00:00Z", "--to", "2026-11-04T02:00:00Z");
            Assert.Equal(0, run.ExitCode);
            return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private static async Task<List<(string Position, string Twin)>> ChangesAsync(string store, string after)
    {
        var (exit, output, error) = await OntotwinCommand.RunAsync("twins", "--store", store, "--changed-after", after);
        Assert.True(exit == 0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => (words[0], words[1]))];
    }

    private static void FlipAByte(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
