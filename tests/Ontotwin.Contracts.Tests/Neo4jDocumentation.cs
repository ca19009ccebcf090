using Ontotwin.Graph;
using Ontotwin.Graph.Neo4j.Cypher;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Contracts.Tests;

/// <summary>What docs/neo4j.md says is so: its queries run on the server and answer, and the readable copy follows the facts.</summary>
public sealed class Neo4jDocumentation(Neo4jServer server)
{
    private readonly TwinId twin = Made.NewTwin();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_queries_run_and_answer()
    {
        await using var store = await server.OpenAsync();
        await FillAsync(store);
        using var transport = await TransportAsync();
        var queries = (await File.ReadAllTextAsync(Repository.PathOf("docs", "neo4j.md"), Cancel)).Split("```cypher\n")[1..].Select(q => q.Split("```")[0]).ToList();
        Assert.Equal(10, queries.Count);
        foreach (var query in queries)
        {
            var rows = await transport.RunAsync(new(query, ("twin", twin.Value), ("at", FactRow.Instant(Made.Instant(2)))), Cancel);
            Assert.True(rows.Count > 0, query);
        }
    }

    [Fact]
    public async Task The_readable_copy_follows_the_facts()
    {
        await using var store = await server.OpenAsync();
        await FillAsync(store);
        using var transport = await TransportAsync();
        const string read = "MATCH (n:Resource {twin: $twin, iri: $iri}) OPTIONAL MATCH (n)-[r]->(m:Resource) RETURN [l IN labels(n) WHERE l <> 'Resource' | l], n.value, n.unit, type(r), m.iri, valueType(n.observedAt)";
        var row = Assert.Single(await transport.RunAsync(new(read, ("twin", twin.Value), ("iri", Made.Node(twin, "obs1").Value)), Cancel));
        Assert.Equal((string[])["LabResult", "Potassium", "Twin_"], row[0].EnumerateArray().Select(l => l.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(6.1, row[1].GetDouble());
        Assert.Equal("mmol/L", row[2].GetString());
        Assert.Equal("subject", row[3].GetString());
        Assert.Equal(twin.Subject.Value, row[4].GetString());
        Assert.Equal("ZONED DATETIME NOT NULL", row[5].GetString());
        var gone = Made.Potassium(twin, 1, "6.10");
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(9)) { Close = [gone[0], gone[1], gone[2]] }, Cancel);
        row = Assert.Single(await transport.RunAsync(new(read, ("twin", twin.Value), ("iri", Made.Node(twin, "obs1").Value)), Cancel));
        Assert.DoesNotContain("Potassium", row[0].EnumerateArray().Select(l => l.GetString()!));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, row[1].ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, row[3].ValueKind);
    }

    [Theory]
    [InlineData("http://localhost:1/db/neo4j", "OT5011")]
    [InlineData("neo4j+http://user:password@localhost:7474/db/neo4j", "OT5011")]
    [InlineData("neo4j+http://localhost:7474", "OT5011")]
    [InlineData("neo4j+http://127.0.0.1:1/db/neo4j", "OT5012")]
    public async Task A_wrong_url_is_explained(string url, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<GraphStoreException>(() => Graph.Neo4j.Neo4jStore.OpenAsync(url, null, Cancel))).Diagnostic.Code);

    [Fact]
    public async Task A_wrong_user_or_database_is_explained()
    {
        var url = await server.StoreUrlAsync();
        var stranger = url.Replace("//", "//stranger@", StringComparison.Ordinal);
        Assert.Equal("OT5013", (await Assert.ThrowsAsync<GraphStoreException>(() => Graph.Neo4j.Neo4jStore.OpenAsync(stranger, null, Cancel))).Diagnostic.Code);
        Assert.Equal("OT5014", (await Assert.ThrowsAsync<GraphStoreException>(() => Graph.Neo4j.Neo4jStore.OpenAsync(url + "x", null, Cancel))).Diagnostic.Code);
    }

    private async Task<QueryApiTransport> TransportAsync() => new(StoreUrl.Parse(await server.StoreUrlAsync()), null);

    private async Task FillAsync(Graph.Neo4j.Neo4jStore store)
    {
        var (first, corrected) = (Made.Potassium(twin, 1, "5.2"), Made.Potassium(twin, 1, "6.10"));
        var derived = Made.Concluded(new(Made.Node(twin, "obs1"), RdfTerms.Type, Made.Hdt_("LabResult")), first[0].Triple);
        var named = Made.Said(Made.Node(twin, "obs1"), RdfTerms.Type, Made.Hdt_("Twin"));
        await store.ApplyAsync(Made.Delta(twin, 1, [.. first, derived, named]) with { Series = [Made.Chunk(twin, "day.csv", 1m, 2m)], Aliases = [new(new Identifier("urn:a", twin.Value), Made.Origin("a"), Made.Instant(1))] }, Cancel);
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(3)) { Close = [first[2]], Assert = [corrected[2]] }, Cancel);
    }
}
