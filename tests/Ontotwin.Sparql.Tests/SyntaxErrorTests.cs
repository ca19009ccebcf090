using Ontotwin.Values;

namespace Ontotwin.Sparql.Tests;

public class SyntaxErrorTests
{
    [Theory]
    [InlineData("SELECT * {\n  ?s ?p }", "OT9201", 2, 9)]
    [InlineData("SELECT * { ?s foaf:name ?n }", "OT9203", 1, 15)]
    [InlineData("SELECT * { <a> ?p ?n }", "OT9203", 1, 12)]
    [InlineData("SELECT * { ?s ?p ?o BIND(1 AS ?o) }", "OT9204", 1, 21)]
    [InlineData("SELECT (1 AS ?s) { ?s ?p ?o }", "OT9204", 1, 8)]
    [InlineData("SELECT * { _:a ?p ?o OPTIONAL { _:a ?q ?r } }", "OT9205", 1, 33)]
    [InlineData("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?p", "OT9206", 1, 8)]
    [InlineData("SELECT * { ?s ?p ?o } GROUP BY ?p", "OT9206", 1, 1)]
    [InlineData("SELECT ?s { ?s ?p ?o FILTER(COUNT(?o) > 1) }", "OT9207", 1, 28)]
    [InlineData("SELECT (SUM(COUNT(?o)) AS ?n) { ?s ?p ?o }", "OT9207", 1, 9)]
    [InlineData("CONSTRUCT { ?s <urn:a>/<urn:b> ?o } { ?s ?p ?o }", "OT9208", 1, 13)]
    [InlineData("SELECT (STRLEN() AS ?n) {}", "OT9209", 1, 9)]
    [InlineData("SELECT * { VALUES (?a ?b) { (1 2) (3) } }", "OT9210", 1, 19)]
    [InlineData("SELECT * { ?s ?p \"\\uD800\" }", "OT9201", 1, 19)]
    public void A_wrong_query_is_told_with_its_place_and_what_to_do(string text, string code, int line, int column)
    {
        var error = Assert.Single(SparqlQuery.Parse(text).Diagnostics);
        Assert.Equal((code, new TextPosition(line, column)), (error.Code, error.Span!.Value.Start));
        Assert.False(string.IsNullOrEmpty(error.Hint));
    }

    [Theory]
    [InlineData("INSERT DATA { ?s <urn:p> 1 }", "OT9208")]
    [InlineData("DELETE DATA { _:a <urn:p> 1 }", "OT9205")]
    [InlineData("INSERT DATA { _:a <urn:p> 1 } ; INSERT DATA { _:a <urn:p> 2 }", "OT9205")]
    [InlineData("INSERT DATA { 1 <urn:p> 1 }", "OT9208")]
    public void A_wrong_update_is_told(string text, string code) => Assert.Equal(code, Assert.Single(SparqlUpdate.Parse(text).Diagnostics).Code);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("{", "}")]
    [InlineData("!(", ")")]
    public void Deep_nesting_is_refused_and_ends_nothing(string open, string close)
    {
        string Nested(int depth) => open == "{" ? $"SELECT * {string.Concat(Enumerable.Repeat(open, depth))}{string.Concat(Enumerable.Repeat(close, depth))}"
            : $"SELECT * {{ FILTER({string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}) }}";
        Assert.Empty(SparqlQuery.Parse(Nested(Limits.MaxNesting - 2)).Diagnostics);
        Assert.Equal("OT9202", Assert.Single(SparqlQuery.Parse(Nested(100_000)).Diagnostics).Code);
    }

    [Theory]
    [InlineData("SELECT * { FILTER(1", " + 1", ") }")]
    [InlineData("SELECT * { FILTER(true", " || true", ") }")]
    [InlineData("SELECT * { {}", " UNION {}", " }")]
    [InlineData("SELECT * { ?s ?p ?o", " OPTIONAL { ?s ?p ?o }", " }")]
    [InlineData("SELECT * { ?s <urn:a>", "/<urn:a>", " ?o }")]
    [InlineData("SELECT * { ?s <urn:a>", "|<urn:a>", " ?o }")]
    public void Long_chains_are_refused_and_end_nothing(string begin, string link, string end) =>
        Assert.Equal("OT9202", Assert.Single(SparqlQuery.Parse(begin + string.Concat(Enumerable.Repeat(link, 20_000)) + end).Diagnostics).Code);

    [Fact]
    public void A_thousand_triples_are_no_chain()
    {
        var text = "SELECT * { " + string.Concat(Enumerable.Range(0, 1000).Select(i => $"?s <urn:p{i}> ?o{i} . ")) + "}";
        Assert.Equal("", Ask.Rows(new SparqlDataset(), text));
    }
}
