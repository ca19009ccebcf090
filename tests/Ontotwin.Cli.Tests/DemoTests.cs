using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ontotwin.Testing;

namespace Ontotwin.Cli.Tests;

public partial class DemoTests
{
    private const string Corrected = "hl7v2/a-oru-potassium-corrected.hl7";

    [Fact]
    public async Task The_correction_of_the_potassium_lets_the_ACE_inhibitor_in()
    {
        var (exit, output, _) = await OntotwinCommand.RunAsync("demo", "--no-serve");
        Assert.Equal(0, exit);
        Assert.Contains("ckd.bp.rasi.start: Blocked → In", output, StringComparison.Ordinal);
        Assert.Contains("K 5.4 mmol/L", output, StringComparison.Ordinal);
        AssertBytes(output, Repository.PathOf("samples", Corrected), "4.6");
        // Four people, a guideline beside a model, and every kind of reject.
        foreach (var name in new[] { "Anna Aigner", "Bernd Brandl", "Clara Czerny", "Daria Dorn" }) { Assert.Contains(name, output, StringComparison.Ordinal); }
        Assert.Contains("(guideline)", output, StringComparison.Ordinal);
        Assert.Contains("(model)", output, StringComparison.Ordinal);
        Assert.Contains("not a medical device", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_potassium_blocks_it_again_and_the_printed_bytes_follow()
    {
        using var samples = TemporaryFolder.CopyOf(Repository.PathOf("samples"));
        var file = samples.File(Corrected);
        var text = await File.ReadAllTextAsync(file, Encoding.Latin1, TestContext.Current.CancellationToken);
        // Another value, two bytes further on: what is printed must follow the bytes, not a memory of them.
        var edited = text.Replace("|4.6|", "|5.6|", StringComparison.Ordinal).Replace("Anna", "Annabe", StringComparison.Ordinal);
        Assert.NotEqual(text, edited);
        await File.WriteAllTextAsync(file, edited, Encoding.Latin1, TestContext.Current.CancellationToken);
        var (exit, output, _) = await OntotwinCommand.RunAsync("demo", "--no-serve", "--samples", samples.Path);
        Assert.Equal(0, exit);
        Assert.DoesNotContain("ckd.bp.rasi.start: Blocked → In", output, StringComparison.Ordinal);
        Assert.Matches(@"blocked\s+start ACE\s+inhibitor", output);
        AssertBytes(output, file, "5.6");
    }

    [Fact]
    public async Task The_demo_speaks_Chinese()
    {
        var (exit, output, error) = await OntotwinCommand.RunAsync("demo", "--no-serve", "--language", "zh");
        Assert.DoesNotContain("not a UCUM code", error, StringComparison.Ordinal);
        Assert.Equal(0, exit);
        Assert.Contains("〔指南〕", output, StringComparison.Ordinal);
        Assert.Contains("未经临床医生审阅", output, StringComparison.Ordinal);
        Assert.Contains("被阻断 → 成立", output, StringComparison.Ordinal);
        Assert.DoesNotContain("临床状态：active", output, StringComparison.Ordinal);
        // Every reject that the demo lists has its reason in Chinese.
        foreach (var line in output.Split('\n').Where(l => l.StartsWith("  拒收 OT", StringComparison.Ordinal))) { Assert.Matches(@": \p{IsCJKUnifiedIdeographs}", line); }
    }

    // The printed path and bytes, looked up in the file, are the printed text.
    private static void AssertBytes(string output, string file, string value)
    {
        var match = Place().Matches(output).FirstOrDefault(m => file.EndsWith(Path.GetFileName(m.Groups["file"].Value), StringComparison.Ordinal) && m.Groups["text"].Value == value);
        Assert.True(match is not null, $"no source \"{value}\" of {Path.GetFileName(file)} was printed");
        var (start, end) = (int.Parse(match.Groups["start"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["end"].Value, CultureInfo.InvariantCulture));
        Assert.Equal(value, Encoding.UTF8.GetString(File.ReadAllBytes(file)[start..end]));
    }

    [GeneratedRegex(@"(?<file>\S+\.hl7) OBX\[3\]-5 bytes (?<start>\d+)–(?<end>\d+) ""(?<text>[^""]*)""")]
    private static partial Regex Place();
}
