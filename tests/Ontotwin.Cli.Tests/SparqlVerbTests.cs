namespace Ontotwin.Cli.Tests;

public class SparqlVerbTests
{
    private const string Hdt = "PREFIX hdt: <https://w3id.org/ontotwin/hdt#> ";

    [Fact]
    public async Task Files_are_asked_in_every_form_of_results()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ttl"), "@prefix : <urn:> . :a :p 1, 2 . :b :p 3 .");
        File.WriteAllText(folder.File("b.rdf"), "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:u='urn:'><rdf:Description rdf:about='urn:c'><u:q>x</u:q></rdf:Description></rdf:RDF>");
        string[] data = ["query", "--data", folder.File("a.ttl"), folder.File("b.rdf")];
        Assert.Equal((0, "n\r\n4\r\n", ""), await OntotwinCommand.RunAsync([.. data, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--results", "csv"]));
        Assert.Contains("\"boolean\":true", (await OntotwinCommand.RunAsync([.. data, "ASK { <urn:c> <urn:q> 'x' }", "--json"])).Output, StringComparison.Ordinal);
        Assert.Equal("<urn:b> <urn:r> \"3\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", (await OntotwinCommand.RunAsync([.. data, "CONSTRUCT { ?s <urn:r> ?o } { ?s <urn:p> ?o FILTER(?o > 2) }", "--results", "nquads"])).Output);
        Assert.Contains("match ?s <urn:p> ?o", (await OntotwinCommand.RunAsync([.. data, "SELECT * { ?s <urn:p> ?o }", "--explain"])).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * { ?s ?p }", 1, "query:1:18")]
    [InlineData("SELECT * { SERVICE <urn:x> { ?s ?p ?o } }", 1, "OT9304")]
    [InlineData("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }", 1, "OT9301")]
    [InlineData("CONSTRUCT WHERE { ?s ?p ?o }", 2, "turtle, nquads")]
    public async Task What_cannot_be_answered_is_told(string query, int exit, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("a.nt"), Enumerable.Range(0, 100).Select(i => $"<urn:s{i}> <urn:p> <urn:o{i}> ."));
        var (code, _, error) = await OntotwinCommand.RunAsync("query", "--data", folder.File("a.nt"), query, "--results", "csv", "--time", "300");
        Assert.Equal(exit, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_asked_as_a_whole_and_twin_by_twin()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await OntotwinCommand.RunAsync("demo", "--no-serve", "--store", folder.File("store"))).ExitCode);
        var all = await OntotwinCommand.RunAsync("query", "--store", folder.File("store"), Hdt + "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?p a hdt:Patient } }", "--results", "csv");
        Assert.Equal((0, "n\r\n4\r\n"), (all.ExitCode, all.Output));
        var one = await OntotwinCommand.RunAsync("query", "--store", folder.File("store"), Hdt + "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "--results", "csv", "--twin", "Anna Aigner");
        Assert.Equal((0, "n\r\n1\r\n"), (one.ExitCode, one.Output));
        Assert.Equal(1, (await OntotwinCommand.RunAsync("query", "--store", folder.File("store"), "ASK {}", "--twin", "Nobody")).ExitCode);
        var plan = await OntotwinCommand.RunAsync("query", "--store", folder.File("store"), Hdt + "SELECT * { GRAPH ?g { ?p a hdt:Patient ; hdt:noSuchProperty ?x } }", "--explain");
        Assert.Contains("graph by graph, in 0 of 4 graphs that may have", plan.Output, StringComparison.Ordinal);
        var held = await OntotwinCommand.RunAsync("query", "--store", folder.File("store"), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--memory", "0");
        Assert.Equal(1, held.ExitCode);
        Assert.Contains("OT9303", held.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_writes_a_new_file_or_none()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.ttl"), "<urn:a> <urn:p> 1 .");
        var done = await OntotwinCommand.RunAsync("update", "--out", folder.File("b.nq"), "DELETE { ?s ?p 1 } INSERT { GRAPH <urn:g> { ?s ?p 2 } } WHERE { ?s ?p 1 }", "--data", folder.File("a.ttl"));
        Assert.Equal((0, "1 quads before, 1 after, in " + folder.File("b.nq")), (done.ExitCode, done.Error.Trim()));
        Assert.Equal("<urn:a> <urn:p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .\n", File.ReadAllText(folder.File("b.nq")));
        Assert.Equal(1, (await OntotwinCommand.RunAsync("update", "--out", folder.File("c.nq"), "INSERT DATA { <urn:b> <urn:p> 2 } ; DROP GRAPH <urn:none>", "--data", folder.File("a.ttl"))).ExitCode);
        Assert.False(File.Exists(folder.File("c.nq")));
    }

    [Fact]
    public async Task An_update_of_a_store_is_the_origin_of_what_it_adds_and_closes_what_it_takes_away()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        Assert.Equal(0, (await OntotwinCommand.RunAsync("demo", "--no-serve", "--store", store)).ExitCode);
        const string text = "PREFIX hdt: <https://w3id.org/ontotwin/hdt#>\n# é\nDELETE { GRAPH ?g { ?p hdt:sex ?was } } INSERT { GRAPH ?g { ?p hdt:note 'asked again' } } WHERE { GRAPH ?g { ?p a hdt:Patient ; hdt:sex ?was } } ;\nINSERT { GRAPH ?g { ?p hdt:note 'and again' } } WHERE { GRAPH ?g { ?p a hdt:Patient } }";
        File.WriteAllText(folder.File("u.ru"), text);
        string[] update = ["update", "--store", store, "--twin", "Anna Aigner", "--json", folder.File("u.ru")];
        var done = await OntotwinCommand.RunAsync(update);
        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.Contains("\"added\": 2", done.Output, StringComparison.Ordinal);
        Assert.Contains("\"twins\": 1", done.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"closed\": 0", done.Output, StringComparison.Ordinal);

        var proof = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", "Anna Aigner", "--fact", "* note \"and again\"");
        Assert.Equal(0, proof.ExitCode);
        var operation = text[text.IndexOf("INSERT { GRAPH ?g { ?p hdt:note 'and", StringComparison.Ordinal)..];
        var start = System.Text.Encoding.UTF8.GetByteCount(text) - operation.Length;
        Assert.Contains($"u.ru operation 2 bytes {start}–{start + operation.Length}", proof.Output, StringComparison.Ordinal);

        // Run once more it adds nothing twice.
        Assert.Contains("\"added\": 0", (await OntotwinCommand.RunAsync(update)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_of_a_store_changes_nothing_that_has_no_origin()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await OntotwinCommand.RunAsync("demo", "--no-serve", "--store", folder.File("store"))).ExitCode);
        var all = new[] { "query", "--store", folder.File("store"), "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "--results", "csv" };
        var before = (await OntotwinCommand.RunAsync(all)).Output;
        foreach (var (update, code) in new[]
        {
            ("INSERT DATA { <urn:a> <urn:p> 1 }", "OT8131"),
            ("INSERT DATA { GRAPH <urn:nobody> { <urn:a> <urn:p> 1 } }", "OT8131"),
            ("DELETE WHERE { GRAPH ?g { ?r a <https://w3id.org/ontotwin/hdt#Recommendation> } }", "OT8132"),
            ("DROP GRAPH <urn:nobody>", "OT9306"),
            ("DELETE WHERE { ?s ?p ?o }", "OT8131"),
            ("CLEAR DEFAULT", "OT8131"),
            ("CREATE SILENT GRAPH <urn:g>", "OT8131"),
            ("INSERT { GRAPH ?g { ?p <urn:q> [] } } WHERE { GRAPH ?g { ?p a <https://w3id.org/ontotwin/hdt#Patient> } }", "OT8133"),
        })
        {
            var (exit, _, error) = await OntotwinCommand.RunAsync("update", "--store", folder.File("store"), update);
            Assert.Equal((1, true), (exit, error.Contains(code, StringComparison.Ordinal)));
        }
        Assert.Equal(before, (await OntotwinCommand.RunAsync(all)).Output);
    }
}
