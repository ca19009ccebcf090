namespace Ontotwin.Cli.Tests;

/// <summary><c>explain --fact</c> of what a store holds packed.</summary>
public sealed class ExplainVerbTests
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
}
