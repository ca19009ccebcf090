using System.Reflection;
using System.Text.RegularExpressions;
using Ontotwin.Graph;
using Ontotwin.Graph.Neo4j;
using Ontotwin.Graph.Neo4j.Cypher;
using Ontotwin.Rdf;

namespace Ontotwin.Contracts.Tests;

/// <summary>No class of a person's data can pass for one of the store's own nodes, and a node that cannot be read is told as that.</summary>
public sealed partial class Neo4jOwnLabels(Neo4jServer server)
{
    public static TheoryData<string> All => [.. OwnLabels.All];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_label_in_the_statements_is_known_as_the_stores_own()
    {
        const BindingFlags every = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var statements = typeof(Statements).GetFields(every).SelectMany(f => f.GetValue(null) switch { string one => [one], string[] several => several, _ => Array.Empty<string>() }).ToList();
        var labels = statements.SelectMany(s => Node().Matches(s)).SelectMany(m => m.Groups[1].Value.Split('|')).ToHashSet();
        Assert.Equal(OwnLabels.All.Order(StringComparer.Ordinal), labels.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_class_of_such_a_name_gets_another_label(string label)
    {
        var twin = Made.NewTwin();
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Said(twin.Subject, RdfTerms.Type, new Iri("http://x.example/own#" + label))), Cancel);
        using var transport = new QueryApiTransport(StoreUrl.Parse(await server.StoreUrlAsync()), null);
        var row = Assert.Single(await transport.RunAsync(new("MATCH (n:Resource {twin: $twin}) RETURN labels(n)", ("twin", twin.Value)), Cancel));
        Assert.StartsWith(label + "_", Assert.Single(row[0].EnumerateArray().Select(l => l.GetString()!), l => l != OwnLabels.Resource), StringComparison.Ordinal);
        // All that is read across twins can still be read.
        Assert.NotNull(await store.LinksAsync(Cancel));
        await foreach (var document in store.DocumentsAsync(Cancel)) { Assert.NotNull(document.Name); }
        Assert.NotNull(await store.LoadAsync(twin, null, Cancel));
    }

    [Theory]
    [InlineData(OwnLabels.Link)]
    [InlineData(OwnLabels.Document)]
    [InlineData(OwnLabels.Alias)]
    [InlineData(OwnLabels.Chunk)]
    [InlineData(OwnLabels.Setting)]
    [InlineData(OwnLabels.Twin)]
    [InlineData(OwnLabels.Fact)]
    public async Task A_node_that_cannot_be_read_is_told_with_what_to_do(string label)
    {
        object?[] nothing = [.. Enumerable.Repeat<object?>(null, 20)];
        object?[] garbage = ["k", "o", "Friends", .. Enumerable.Repeat<object?>("x", 17)];
        foreach (var row in (object?[][])[nothing, garbage])
        {
            // A text is a text: only where more than that is wanted can it be wrong.
            if (row == garbage && label is OwnLabels.Alias or OwnLabels.Twin) { continue; }
            await AssertToldAsync(label, row);
        }
    }

    private async Task AssertToldAsync(string label, object?[] row)
    {
        string[] statements =
        [
            Statements.Links, Statements.Documents, Statements.Find, Statements.SeriesWithin, Statements.GetSetting, Statements.Twins, Statements.LoadFacts,
        ];
        var (twin, url) = (Made.NewTwin(), await server.StoreUrlAsync());
        await using (var plain = await server.OpenAsync()) { await plain.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()), Cancel); }
        using var handler = new AlteredAnswers([.. statements.Where(s => s.Contains($":{label}", StringComparison.Ordinal) && label != OwnLabels.Setting && (label != OwnLabels.Twin || s == Statements.Twins)).Select(s => (s, (object?[][])[row]))]);
        using var settings = new AlteredAnswers((Statements.GetSetting, [row]));
        var fault = await Assert.ThrowsAsync<GraphStoreException>(async () =>
        {
            await using var store = await Neo4jStore.OpenAsync(url, label == OwnLabels.Setting ? settings : handler, Cancel);
            await ReadAsync(store, label, twin);
        });
        Assert.Equal("OT5017", fault.Diagnostic.Code);
        Assert.Contains($"label {label} ", fault.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("restore the database", fault.Diagnostic.Hint, StringComparison.Ordinal);
    }

    private static async Task ReadAsync(Neo4jStore store, string label, TwinId twin)
    {
        switch (label)
        {
            case OwnLabels.Link: await store.LinksAsync(Cancel); break;
            case OwnLabels.Document: await foreach (var _ in store.DocumentsAsync(Cancel)) { } break;
            case OwnLabels.Alias: await store.FindAsync(new("urn:a", "b"), Cancel); break;
            case OwnLabels.Chunk: await store.SeriesAsync(twin, null, null, null, Cancel); break;
            case OwnLabels.Setting: await store.GetSettingAsync("any", Cancel); break;
            case OwnLabels.Twin: await foreach (var _ in store.TwinsAsync(Cancel)) { } break;
            default: await store.LoadAsync(twin, null, Cancel); break;
        }
    }

    [GeneratedRegex(@"(?:\(\w*|\b\w+):([A-Z]\w*(?:\|[A-Z]\w*)*)(?=[ {)])")]
    private static partial Regex Node();
}
