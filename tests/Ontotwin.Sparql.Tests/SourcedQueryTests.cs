using System.Globalization;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

/// <summary>Graphs that are chosen and loaded while a query runs: which are left out and by what, how far ahead, under which limits.</summary>
public class SourcedQueryTests
{
    private const int Many = 300, TriplesEach = 100;
    private const string GraphByGraph = "SELECT * { GRAPH ?g { ?s :p ?o } }", AllAtOnce = "SELECT * { ?s :p ?o }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT * { GRAPH ?g { ?x a :A ; :p ?v } }", "of 4 graphs that may have <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:A> and <urn:p> …", 2)]
    [InlineData("SELECT * { GRAPH ?g { ?x :p ?v OPTIONAL { ?x :q ?w } } }", "of 4 graphs that may have <urn:p> …", 3)]
    [InlineData("SELECT * { GRAPH ?g { { ?x :q ?w } UNION { ?x a :B } } }", "of 4 graphs that may have <urn:q> … or <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:B>", 2)]
    [InlineData("SELECT * { VALUES ?c { :A :B } GRAPH ?g { ?x a ?c } }", "of 4 graphs that may have <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:A> or <urn:B>", 3)]
    [InlineData("SELECT * { GRAPH ?g { ?x :p ?v FILTER(?v IN (:v1, :v2)) } }", "of 4 graphs that may have <urn:p> <urn:v1> or <urn:v2>", 2)]
    [InlineData("SELECT * { GRAPH ?g { ?x :p ?v } GRAPH ?g { ?x :q ?w } }", "of 4 graphs that may have <urn:p> … and <urn:q> …", 1)]
    [InlineData("SELECT * { GRAPH ?g { ?x :q/:r+ ?v } }", "of 4 graphs that may have <urn:q> … and <urn:r> …", 0)]
    [InlineData("SELECT * { GRAPH ?g { ?x :p ?v } FILTER(?g = :g2) }", "of 4 graphs that may have <urn:p> …, of 1 named", 1)]
    [InlineData("SELECT * { GRAPH :g3 { ?x ?p ?v } }", "of 4 graphs, of 1 named", 1)]
    [InlineData("SELECT * FROM NAMED :g1 FROM NAMED :g2 { GRAPH ?g { ?x :p ?v } }", "of 4 graphs that may have <urn:p> …", 2)]
    // A literal that is equal is not the same term: its property alone is looked up.
    [InlineData("SELECT * { GRAPH ?g { ?x :n ?v FILTER(?v = 1) } }", "of 4 graphs that may have <urn:n> …", 1)]
    // The default graph is all graphs: one that has anything of it matters.
    [InlineData("SELECT * { ?x :q ?w ; :n ?v }", "all at once, in 2 of 4 graphs that may have <urn:q> … or <urn:n> …", 2)]
    [InlineData("SELECT * { ?x :q ?w FILTER NOT EXISTS { GRAPH ?g { ?x :n ?v ; a :C } } }", "all at once, in 1 of 4 graphs that may have <urn:q> … or (<urn:n> … and <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:C>)", 1)]
    [InlineData("SELECT * { GRAPH ?g { ?x ?p ?v } }", "graph by graph, in 4 of 4 graphs", 4)]
    [InlineData("DESCRIBE :x", "all at once, in 4 of 4 graphs", 4)]
    public async Task The_plan_tells_what_was_left_out_by_what(string query, string told, int loaded)
    {
        var source = Source(":g1 { :x a :A ; :p :v1 } :g2 { :y a :A ; :p :v2 ; :q :z } :g3 { :z :p :v3 ; a :B } :g4 { :x :n 1 }");
        Assert.Contains(told, await Ask.Query(query).ExplainAsync(source, SparqlOptions.Default, Cancel), StringComparison.Ordinal);
        var before = source.Loads;
        Read(await Ask.Query(query).RunAsync(source, SparqlOptions.Default, Cancel));
        Assert.Equal(loaded, source.Loads - before);
    }

    [Theory]
    [InlineData("SELECT * { GRAPH ?g { ?s :p ?o } } LIMIT 1")]
    [InlineData("ASK { GRAPH ?g { ?s :p ?o } }")]
    public async Task What_is_not_asked_for_is_not_loaded(string query)
    {
        var source = Source(Many, 1);
        Read(await Ask.Query(query).RunAsync(source, SparqlOptions.Default with { Cores = 1 }, Cancel));
        // Those ahead of the reader, and perhaps what was under way.
        Assert.InRange(source.Loads, 1, Limits.GraphsAheadPerCore + 2);
        var unread = await Ask.Query(GraphByGraph).RunAsync(source = Source(Many, 1), SparqlOptions.Default, Cancel);
        Assert.NotNull(unread.Solutions);
        Assert.Equal(0, source.Loads);
    }

    [Fact]
    public async Task Graph_by_graph_a_query_holds_a_few_graphs_and_all_at_once_all_of_them()
    {
        // About eight graphs, as many as are loaded ahead by two cores at most: nine values a triple and twenty-five a term.
        var options = SparqlOptions.Default with { MaxHeldValues = 8 * TriplesEach * (9 + (2 * 25)), Cores = 2 };
        Assert.Equal(Many * TriplesEach, Read(await Ask.Query(GraphByGraph).RunAsync(Source(Many, TriplesEach), options, Cancel)));
        var error = await Assert.ThrowsAsync<SparqlException>(async () => Read(await Ask.Query(AllAtOnce).RunAsync(Source(Many, TriplesEach), options, Cancel)));
        Assert.Equal("OT9303", error.Diagnostic.Code);
        // What is sorted must be held, whoever loads it.
        error = await Assert.ThrowsAsync<SparqlException>(async () => Read(await Ask.Query(GraphByGraph + " ORDER BY ?o").RunAsync(Source(Many, TriplesEach), options, Cancel)));
        Assert.Equal("OT9303", error.Diagnostic.Code);
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_the_graphs_however_long_each_takes()
    {
        var random = new Random(3);
        var delays = Enumerable.Range(0, Many).ToDictionary(i => Name(i), _ => random.Next(4));
        var source = Source(40, 2, graph => Task.Delay(delays[graph], Cancel));
        var rows = (await Ask.Query("SELECT ?g { GRAPH ?g { ?s :p ?o } }").RunAsync(source, SparqlOptions.Default with { Cores = 3 }, Cancel)).Solutions!.Rows.Select(r => (Iri)r[0]!).ToList();
        Assert.Equal(Enumerable.Range(0, 40).SelectMany(i => new[] { Name(i), Name(i) }), rows);
    }

    [Fact]
    public async Task Two_graphs_are_asked_at_the_same_time()
    {
        var (both, waiting) = (new TaskCompletionSource(), 0);
        // Neither is given before the other is asked for.
        var source = Source(2, 1, _ =>
        {
            if (Interlocked.Increment(ref waiting) == 2) { both.SetResult(); }
            return both.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        });
        Assert.Equal(2, Read(await Ask.Query(GraphByGraph).RunAsync(source, SparqlOptions.Default with { Cores = 2 }, Cancel)));
    }

    [Theory]
    [InlineData(GraphByGraph)]
    [InlineData(AllAtOnce)]
    public async Task A_source_that_fails_or_hangs_ends_the_query(string query)
    {
        var failing = Source(9, 1, graph => graph == Name(5) ? Task.FromException(new TimeZoneNotFoundException("gone")) : Task.CompletedTask);
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(async () => Read(await Ask.Query(query).RunAsync(failing, SparqlOptions.Default, Cancel)));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var hanging = Source(9, 1, _ => Task.Delay(Timeout.Infinite, cancelled.Token));
        cancelled.CancelAfter(200);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => Read(await Ask.Query(query).RunAsync(hanging, SparqlOptions.Default, cancelled.Token)));
        var slow = Source(Many, 1, _ => Task.Delay(30, Cancel));
        var error = await Assert.ThrowsAsync<SparqlException>(async () => Read(await Ask.Query(query).RunAsync(slow, SparqlOptions.Default with { TimeMs = 100, Cores = 2 }, Cancel)));
        Assert.Equal("OT9301", error.Diagnostic.Code);
    }

    [Fact]
    public async Task Blank_nodes_that_are_made_are_no_others()
    {
        var source = Source(":g1 { _:q0 :p _:q1 } :g2 { :y :p 1, 2 } :g3 { :z :p 3 }");
        Assert.Equal("4 4", Ask.Shown(await Ask.Query("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?b) AS ?m) { GRAPH ?g { ?s :p ?o BIND(BNODE() AS ?b) } }").RunAsync(source, SparqlOptions.Default, Cancel)));
        Assert.Equal("6", Ask.Shown(await Ask.Query("SELECT (COUNT(DISTINCT ?b) AS ?m) { { GRAPH ?g { ?s :p ?o } BIND(BNODE() AS ?b) } UNION { GRAPH :g1 { ?b :p ?o } } UNION { GRAPH :g1 { ?s :p ?b } } }").RunAsync(source, SparqlOptions.Default, Cancel)));
    }

    private static long Read(SparqlResult result) => result.Boolean is not null ? 1 : result.Graph?.LongCount() ?? result.Solutions!.Rows.LongCount();

    private static Iri Name(int number) => new("urn:g" + number.ToString("d4", CultureInfo.InvariantCulture));

    private static GraphsInMemory Source(int graphs, int triples, Func<Iri, Task>? beforeLoad = null) => new(Enumerable.Range(0, graphs).ToDictionary(Name, g => Enumerable.Range(0, triples)
        .Select(t => new Triple(new Iri($"urn:s{g}/{t}"), new Iri("urn:p"), Literal.Integer((g * 1000) + t))).ToList()))
    {
        BeforeLoad = beforeLoad ?? (_ => Task.CompletedTask),
    };

    private static GraphsInMemory Source(string trig)
    {
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read("@prefix : <urn:> . " + trig, "data", quads.Add));
        return new(quads.GroupBy(q => (Iri)q.Graph!).ToDictionary(g => g.Key, g => g.Select(q => q.Triple).ToList()));
    }
}
