namespace Ontotwin.Cli.Tests;

/// <summary><c>explain --fact</c> of what a store holds packed.</summary>
public sealed class ExplainVerbTests(TwoTwins twins) : IClassFixture<TwoTwins>
{
    [Fact]
    public async Task A_sample_of_a_series_and_the_series_itself_lead_to_the_bytes_and_to_the_shipped_statement()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", "mappings/testdata/apple/export.xml", "--store", store)).ExitCode);
        var twin = (await OntotwinCommand.RunAsync("twins", "--store", store)).Output.Split(' ')[0];
        const string Place = "mappings/testdata/apple/export.xml /HealthData/Record[1]/@value bytes 528–530";
        const string Statement = @"\n    mappings/applehealth.twin:\d+: series hr : HeartRate ";
        var time = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", twin, "--fact", "* sampledAt 2026-11-01T09:00:00+00:00");
        Assert.Contains(Place, time.Output, StringComparison.Ordinal);
        Assert.Matches("value=\"⟦[0-9]+⟧\"", time.Output);
        Assert.Matches(Statement, time.Output);
        var node = time.Output.Split(' ')[0];
        var whole = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", twin, "--fact", node + " * *");
        Assert.Equal(3, whole.Output.Split(Place).Length - 1);
        var unit = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", twin, "--fact", "* unit /min");
        Assert.Matches(Statement, unit.Output);
        Assert.DoesNotContain("no such statement", unit.Output, StringComparison.Ordinal);
        // Of a field with parts the whole is quoted.
        var message = folder.File("oru.hl7");
        await File.WriteAllTextAsync(message, string.Join('\r', "MSH|^~\\&|S|F|R|F|20261101||ORU^R01^ORU_R01|9|P|2.5.1", "PID|1||8^^^A&1.2.3&ISO^MR||Parts^Paul", "OBR|1||R1|24321-2^BMP^LN", ""), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("ingest", "--input", message, "--store", store)).ExitCode);
        var parts = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", "Parts", "--fact", "* text ORU R01 ORU_R01");
        Assert.Matches(@" MSH-9 bytes [^\n]* ""ORU\^R01\^ORU_R01""\n.*⟦ORU\^R01\^ORU_R01⟧", parts.Output);
        var why = await OntotwinCommand.RunAsync("why-not", "--store", store, "--twin", twin, "--fact", "* sampledAt *");
        Assert.Contains("hdt.applehealth/appleRecords.hr", why.Output, StringComparison.Ordinal);
    }

    // The twin holds 4.5 and 2026-05-06T07:20:00+02:00.
    [Theory]
    [InlineData("* value 4.50", true)]
    [InlineData("* value 45e-1", true)]
    [InlineData("* value 4.51", false)]
    [InlineData("* observedAt 2026-05-06T05:20:00Z", true)]
    [InlineData("* observedAt 2026-05-06T05:20:00.0+00:00", true)]
    [InlineData("* observedAt 2026-05-06T00:20:00-05:00", true)]
    [InlineData("* observedAt 2026-05-06T07:20:00Z", false)]
    [InlineData("* sampledAt 2026-11-01T10:00:00+01:00", true)]
    [InlineData("* originalValue 4.50", false)]
    public async Task A_fact_is_met_by_its_value_however_that_is_spelled(string fact, bool isHeld)
    {
        var twin = fact.Contains("sampledAt", StringComparison.Ordinal) ? twins.WithSeries : twins.WithResult;
        var explained = await OntotwinCommand.RunAsync("explain", "--store", twins.Store, "--twin", twin, "--fact", fact);
        Assert.Equal(isHeld, explained.ExitCode == 0);
        Assert.Equal(!isHeld, explained.Error.Contains("OT8007", StringComparison.Ordinal));
        var why = await OntotwinCommand.RunAsync("why-not", "--store", twins.Store, "--twin", twin, "--fact", fact);
        Assert.Equal(isHeld, why.Output.Contains("the twin holds", StringComparison.Ordinal));
    }
}

/// <summary>A store of one person with a series and another with one laboratory result, made once.</summary>
public sealed class TwoTwins : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The store.</summary>
    public string Store => folder.File("store");

    /// <summary>The twin of Apple's export.</summary>
    public string WithSeries { get; private set; } = "";

    /// <summary>The twin of the message.</summary>
    public string WithResult { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var message = folder.File("oru.hl7");
        await File.WriteAllTextAsync(message, string.Join('\r', "MSH|^~\\&|S|F|R|F|20260506072500+0200||ORU^R01^ORU_R01|9|P|2.5.1", "PID|1||8^^^A&1.2.3&ISO^MR||Same^Sam||19600102", "OBR|1||R1|24321-2^BMP^LN|||20260506072000+0200", "OBX|1|NM|2823-3^Potassium^LN||4.5|mmol/L|||||F|||20260506072000+0200", ""));
        var ingested = await OntotwinCommand.RunAsync("ingest", "--input", "mappings/testdata/apple/export.xml", "--input", message, "--store", Store);
        Assert.True(ingested.ExitCode == 0, ingested.Error);
        var listed = (await OntotwinCommand.RunAsync("twins", "--store", Store)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, listed.Length);
        (WithResult, WithSeries) = (IdOf(listed.Single(l => l.Contains("Same", StringComparison.Ordinal))), IdOf(listed.Single(l => !l.Contains("Same", StringComparison.Ordinal))));
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string IdOf(string line) => line.Split(' ')[0];
}
