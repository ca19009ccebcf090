using System.Text.Json;
using Ontotwin.Graph;
using Ontotwin.Graph.Neo4j;
using Ontotwin.Graph.Neo4j.Cypher;
using Ontotwin.Rdf;

namespace Ontotwin.Contracts.Tests;

/// <summary>What a person reads with Cypher says what the facts say: names, values, and why.</summary>
public sealed class Neo4jReadableCopy(Neo4jServer server)
{
    private readonly TwinId twin = Made.NewTwin();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Properties_of_one_local_name_do_not_mix()
    {
        var (a, b) = (new Iri($"http://a.example/{twin}#knows{twin}"), new Iri($"http://b.example/{twin}#knows{twin}"));
        var (n, x) = (Made.Node(twin, "n"), Made.Node(twin, "x"));
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Said(n, a, x), Made.Said(n, b, x), Made.Said(n, a, Literal.Text("one")), Made.Said(n, b, Literal.Text("two"))), Cancel);
        var links = await RowsAsync("MATCH (:Resource {twin: $twin})-[r]->(:Resource) RETURN r.iri, type(r) ORDER BY r.iri");
        Assert.Equal([a.Value, b.Value], links.Select(r => r[0].GetString()));
        var (first, second) = (links[0][1].GetString()!, links[1][1].GetString()!);
        Assert.Equal([$"knows{twin}", $"knows{twin}_2"], new[] { first, second }.Order(StringComparer.Ordinal));
        var node = Assert.Single(await RowsAsync("MATCH (n:Resource {twin: $twin, iri: $iri}) RETURN properties(n)", n))[0];
        Assert.Equal(("one", "two"), (node.GetProperty(first).GetString(), node.GetProperty(second).GetString()));
        // Which name means which IRI can be looked up, and is so for everybody.
        Assert.Equal([first], (await RowsAsync("MATCH (n:OntotwinName {kind: 'Property', iri: $iri}) RETURN n.name", a)).Select(r => r[0].GetString()));
        await using var again = await server.OpenAsync();
        await again.ApplyAsync(new TwinDelta(twin, Made.Instant(2)) { Close = [Made.Said(n, a, x)], Assert = [Made.Said(x, b, n)] }, Cancel);
        links = await RowsAsync("MATCH (s:Resource {twin: $twin})-[r]->(:Resource) RETURN r.iri, type(r), s.iri ORDER BY s.iri");
        Assert.Equal([(b.Value, second, n.Value), (b.Value, second, x.Value)], links.Select(r => (r[0].GetString()!, r[1].GetString()!, r[2].GetString()!)));
    }

    [Fact]
    public async Task Classes_of_one_local_name_do_not_mix()
    {
        var (a, b) = (new Iri($"http://a.example/{twin}#C{twin}"), new Iri($"http://b.example/{twin}#C{twin}"));
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Said(Made.Node(twin, "n"), RdfTerms.Type, a), Made.Said(Made.Node(twin, "x"), RdfTerms.Type, b)), Cancel);
        Assert.Single(await RowsAsync($"MATCH (n:C{twin}) RETURN n.iri"));
        Assert.Single(await RowsAsync($"MATCH (n:C{twin}_2) RETURN n.iri"));
    }

    /// <summary>A literal, its native value and that value's type (null: none), and the number of its value node (null: no value node; "none": a node without).</summary>
    public static TheoryData<string, string, string?, string?, string?> Literals => new()
    {
        { "5.2", "decimal", "5.2", "FLOAT NOT NULL", null },
        { "4", "decimal", "4.0", "FLOAT NOT NULL", null },
        { "1.10", "decimal", "1.1", "FLOAT NOT NULL", "1.1" },
        { "0.12345678901234567890", "decimal", null, null, "none" },
        { "99999999999999999999999999.5", "decimal", null, null, "none" },
        { "1.10", "double", "1.1", "FLOAT NOT NULL", null },
        { "NaN", "double", "NaN", "STRING NOT NULL", "none" },
        { "7", "integer", "7", "INTEGER NOT NULL", null },
        { "007", "integer", "7", "INTEGER NOT NULL", "7.0" },
        { "9007199254740993", "integer", "9007199254740993", "INTEGER NOT NULL", null },
        { "92233720368547758070", "integer", "92233720368547758070", "STRING NOT NULL", "none" },
        { "true", "boolean", "true", "BOOLEAN NOT NULL", null },
        { "1", "boolean", "1", "STRING NOT NULL", "none" },
        { "2026-02-03", "date", "2026-02-03", "DATE NOT NULL", null },
        { "2026-02", "gYearMonth", "2026-02", "STRING NOT NULL", "none" },
        { "2026-02-03T07:30:00+01:00", "dateTime", "2026-02-03T07:30:00+01:00", "ZONED DATETIME NOT NULL", null },
        { "2026-02-03T07:30:00.25", "dateTime", "2026-02-03T07:30:00.25", "LOCAL DATETIME NOT NULL", null },
        { "2026-02-03T24:00:00Z", "dateTime", "2026-02-03T24:00:00Z", "STRING NOT NULL", "none" },
        { "kalium", "string", "kalium", "STRING NOT NULL", null },
        { "kalium", "@de", "kalium", "STRING NOT NULL", "none" },
    };

    [Theory]
    [MemberData(nameof(Literals))]
    public async Task A_value_node_stands_where_a_native_value_would_lose_meaning(string lexical, string type, string? native, string? nativeType, string? number)
    {
        var literal = type[0] == '@' ? Literal.InLanguage(lexical, type[1..]) : new Literal(lexical, new Iri("http://www.w3.org/2001/XMLSchema#" + type));
        var n = Made.Node(twin, "n");
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Said(n, Made.Hdt_("value"), literal)), Cancel);
        var row = Assert.Single(await RowsAsync("MATCH (n:Resource {twin: $twin, iri: $iri}) RETURN toString(n.value), valueType(n.value)", n));
        Assert.Equal((native, nativeType), (row[0].GetString(), row[1].GetString() is "NULL" ? null : row[1].GetString()));
        var values = await RowsAsync("MATCH (n:Resource {twin: $twin, iri: $iri})-[r:value]->(v:Value) RETURN v.lexical, v.datatype, v.language, toString(v.number), r.iri, v.twin", n);
        Assert.Equal(number is null ? 0 : 1, values.Count);
        if (number is null) { return; }
        Assert.Equal((lexical, literal.Datatype.Value, literal.Language, Made.Hdt_("value").Value, twin.Value), (values[0][0].GetString(), values[0][1].GetString(), values[0][2].GetString(), values[0][4].GetString(), values[0][5].GetString()));
        Assert.Equal(number == "none" ? null : number, values[0][3].GetString());
    }

    [Fact]
    public async Task Several_values_are_value_nodes_and_one_that_is_left_is_native_again()
    {
        var (n, p) = (Made.Node(twin, "n"), Made.Hdt_("label"));
        var (en, de, plain) = (Made.Said(n, p, Literal.InLanguage("x", "en")), Made.Said(n, p, Literal.InLanguage("y", "de")), Made.Said(n, p, Literal.Text("x")));
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, plain), Cancel);
        await store.ApplyAsync(Made.Delta(twin, 2, en, de), Cancel);
        Assert.Equal(["x  null", "x en null", "y de null"], await ShownAsync());
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(3)) { Close = [en, de] }, Cancel);
        Assert.Equal(["null null x"], await ShownAsync());
        Assert.Empty(await RowsAsync("MATCH (v:Value {twin: $twin}) RETURN v"));

        async Task<List<string>> ShownAsync() => [.. (await RowsAsync(
            "MATCH (n:Resource {twin: $twin, iri: $iri}) OPTIONAL MATCH (n)-[:label]->(v:Value) RETURN coalesce(v.lexical, 'null'), CASE WHEN v IS NULL THEN 'null' ELSE coalesce(v.language, '') END, coalesce(n.label, 'null')", n))
            .Select(r => $"{r[0].GetString()} {r[1].GetString()} {r[2].GetString()}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_relationship_says_since_when_and_why_it_is_held()
    {
        var (n, p) = (Made.Node(twin, "n"), Made.Hdt_("subject"));
        var (one, other, rule) = (Made.Said(n, p, twin.Subject, "a.hl7", 1), Made.Said(n, p, twin.Subject, "b.hl7", 2), Made.Concluded(new Triple(n, p, twin.Subject), new Triple(n, p, n)));
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, one), Cancel);
        await store.ApplyAsync(Made.Delta(twin, 2, other), Cancel);
        await store.ApplyAsync(Made.Delta(twin, 3, rule), Cancel);
        var why = await WhyAsync();
        Assert.Equal(3, why.GetProperty("justificationCount").GetInt32());
        Assert.Equal(["asserted", "asserted", "derived"], Texts("justifications"));
        Assert.Equal(["a.hl7", "b.hl7", ""], Texts("documents"));
        Assert.Equal(["site.labs/obs.value", "site.labs/obs.value", "cax-sco"], Texts("rules"));
        Assert.Equal(["1.2.0", "1.2.0", "0.1.0"], Texts("ruleVersions"));
        Assert.Equal(["OBX[1]-5", "OBX[2]-5", ""], Texts("paths"));
        Assert.Equal([101, 102, -1], Numbers("starts"));
        Assert.Equal([104, 105, -1], Numbers("ends"));
        Assert.Equal(Made.Instant(1), why.GetProperty("knownFrom").GetDateTimeOffset());
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(4)) { Close = [one, rule] }, Cancel);
        why = await WhyAsync();
        Assert.Equal(["b.hl7"], Texts("documents"));
        Assert.Equal(Made.Instant(2), why.GetProperty("knownFrom").GetDateTimeOffset());
        await store.ApplyAsync(new TwinDelta(twin, Made.Instant(5)) { Close = [other] }, Cancel);
        Assert.Empty(await RowsAsync("MATCH (:Resource {twin: $twin})-[r]->() RETURN r"));

        async Task<JsonElement> WhyAsync() => Assert.Single(await RowsAsync("MATCH (:Resource {twin: $twin})-[r:subject]->(:Resource) RETURN properties(r)"))[0];
        string?[] Texts(string name) => [.. why.GetProperty(name).EnumerateArray().Select(e => e.GetString())];
        int[] Numbers(string name) => [.. why.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];
    }

    [Fact]
    public async Task What_many_documents_say_shows_some_of_them()
    {
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, [.. Enumerable.Range(0, 40).Select(i => Made.Said(Made.Node(twin, "n"), Made.Hdt_("subject"), twin.Subject, $"{i}.hl7"))]), Cancel);
        var row = Assert.Single(await RowsAsync("MATCH (:Resource {twin: $twin})-[r:subject]->() RETURN r.justificationCount, size(r.documents), r.documents[0]"));
        Assert.Equal((40, Graph.Neo4j.Limits.MaxJustificationsShown, "0.hl7"), (row[0].GetInt32(), row[1].GetInt32(), row[2].GetString()));
    }

    [Fact]
    public async Task Nothing_of_an_erased_twin_is_left()
    {
        await using var store = await server.OpenAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, [.. Made.Potassium(twin, 1, "5.20"), Made.Said(Made.Node(twin, "n"), Made.Hdt_("label"), Literal.InLanguage("x", "en"))]), Cancel);
        Assert.Equal(2, (await RowsAsync("MATCH (v:Value {twin: $twin}) RETURN v")).Count);
        Assert.True(await store.EraseAsync(twin, Cancel));
        Assert.Empty(await RowsAsync("MATCH (n) WHERE n.twin = $twin AND NOT n:OntotwinChange RETURN n"));
        // But that it was erased, for those who follow the store's changes.
        Assert.Equal("isErased position twin", string.Join(' ', Assert.Single(await RowsAsync("MATCH (n:OntotwinChange {twin: $twin}) UNWIND keys(n) AS key WITH key ORDER BY key RETURN collect(key)"))[0].EnumerateArray().Select(k => k.GetString())));
    }

    [Fact]
    public async Task The_copy_of_an_earlier_program_is_made_anew_at_the_first_opening()
    {
        var obs = Made.Node(twin, "obs1");
        await using (var store = await server.OpenAsync()) { await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.20").AsSpan()), Cancel); }
        const string shown = "MATCH (n:Resource {twin: $twin}) OPTIONAL MATCH (n)-[r]->(m) RETURN n.iri, labels(n), properties(n), type(r), properties(r), coalesce(m.iri, m.id) ORDER BY n.iri, type(r)";
        var before = Json(await RowsAsync(shown));
        await RowsAsync("MATCH (n:Resource {twin: $twin, iri: $iri})-[r:subject]->() SET r = {iri: 'http://b.example/#subject'} SET n:Old, n.value = ['5.20'] WITH DISTINCT n MATCH (v:Value {twin: $twin}) DETACH DELETE v", obs);
        await RowsAsync("MATCH (f:Fact {twin: $twin}) SET f.property = 'old'");
        Assert.NotEqual(before, Json(await RowsAsync(shown)));
        using var handler = new AlteredAnswers((Statements.GetSetting, []), (Statements.Twins, [[twin.Value]]));
        await using (await Neo4jStore.OpenAsync(await server.StoreUrlAsync(), handler, Cancel)) { }
        Assert.Equal(before, Json(await RowsAsync(shown)));
        Assert.Equal(5, (await RowsAsync("MATCH (f:Fact {twin: $twin}) WHERE f.property IN ['rdf:type', 'subject', 'value', 'unit', 'observedAt'] RETURN f")).Count);
    }

    private static string Json(IReadOnlyList<JsonElement> rows) => JsonSerializer.Serialize(rows);

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(string query, Iri? iri = null)
    {
        using var transport = new QueryApiTransport(StoreUrl.Parse(await server.StoreUrlAsync()), null);
        return await transport.RunAsync(new(query, ("twin", twin.Value), ("iri", iri?.Value)), Cancel);
    }
}
