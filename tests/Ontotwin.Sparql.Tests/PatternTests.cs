namespace Ontotwin.Sparql.Tests;

/// <summary>Where looking up and evaluating bottom up could differ, and do not.</summary>
public class PatternTests
{
    private static readonly SparqlDataset Data = Ask.Data(":a :p 1 ; :q :b . :b :p 2 ; :q :c . :c :p 3 . :l :q :l . :g1 { :x :p 1 } :g2 { :x :p 2 . :y :q :x }");

    [Theory]
    // A filter in a group does not see what is bound outside it.
    [InlineData("SELECT * { ?s :p ?v { ?s :q ?o FILTER(?v > 0) } }", "")]
    // The optional part of a group binds before the group is joined.
    [InlineData("SELECT * { VALUES ?x { 3 } { ?s :q ?o OPTIONAL { ?s :p ?x } } }", "3 :l :l")]
    // A filter at the top of an OPTIONAL sees the left side, one group further in does not.
    [InlineData("SELECT * { ?s :p ?v OPTIONAL { ?s :q ?o FILTER(?v = 1) } }", ":a 1 :b|:b 2 -|:c 3 -")]
    [InlineData("SELECT * { ?s :p ?v OPTIONAL { { ?s :q ?o FILTER(?v = 1) } } }", ":a 1 -|:b 2 -|:c 3 -")]
    // MINUS takes away only what shares a variable.
    [InlineData("SELECT * { ?s :p ?v MINUS { ?x :q ?y } }", ":a 1|:b 2|:c 3")]
    [InlineData("SELECT * { ?s :p ?v MINUS { ?s :q ?y } }", ":c 3")]
    [InlineData("SELECT * { ?s :p ?v FILTER NOT EXISTS { ?x :q ?y } }", "")]
    // EXISTS sees the solution everywhere.
    [InlineData("SELECT * { ?s :p ?v FILTER EXISTS { ?s :q ?o . ?o :p ?w FILTER(?w = ?v + 1) } }", ":a 1|:b 2")]
    [InlineData("SELECT ?s { ?s :p ?v FILTER EXISTS { GRAPH ?g { ?x :p ?w FILTER(?w = ?v) } } }", ":a|:b")]
    [InlineData("SELECT ?x { VALUES ?x { :a UNDEF } FILTER EXISTS { OPTIONAL { :c ?r ?x } :a :q ?y FILTER(?x = :a) } }", ":a")]
    // Unbound joins with everything.
    [InlineData("SELECT * { VALUES (?s ?v) { (:a UNDEF) (UNDEF 2) } ?s :p ?v }", ":a 1|:b 2")]
    [InlineData("SELECT * { { ?s :q ?o OPTIONAL { ?o :none ?w } } { VALUES ?w { 7 } } }", ":a :b 7|:b :c 7|:l :l 7")]
    // A sub-select hides what it does not project.
    [InlineData("SELECT * { ?s :p ?v { SELECT ?o { ?s :q ?o } } FILTER(?v = 1) }", ":a 1 :b|:a 1 :c|:a 1 :l")]
    [InlineData("SELECT * { ?s ?p ?s }", ":l :q")]
    [InlineData("SELECT * { GRAPH ?g { ?s :p ?v } }", ":x 1 :g1|:x 2 :g2")]
    [InlineData("SELECT * { VALUES ?g { :g2 } GRAPH ?g { ?s :q ?o . ?o :p ?v } }", ":g2 :y :x 2")]
    [InlineData("SELECT * { GRAPH :none {} }", "")]
    [InlineData("SELECT ?x { :a :q+ ?x }", ":b|:c")]
    [InlineData("SELECT ?x { :a :q* ?x }", ":a|:b|:c")]
    [InlineData("SELECT ?x { :none :q* ?x }", ":none")]
    [InlineData("SELECT ?x { VALUES ?n { :none } ?n :q* ?x }", "")]
    [InlineData("SELECT ?x { ?x :q+ ?x }", ":l")]
    [InlineData("SELECT ?x { :a (:q/:q)? ?x }", ":a|:c")]
    [InlineData("SELECT ?x { :b !(:p|^:p) ?x }", ":a|:c")]
    [InlineData("SELECT ?x { :c ^:q/:p ?x }", "2")]
    [InlineData("SELECT (SUM(?v) AS ?n) { ?s :none ?v }", "0")]
    [InlineData("SELECT ?s (SUM(?v) AS ?n) { ?s :none ?v } GROUP BY ?s", "")]
    [InlineData("SELECT ?k (GROUP_CONCAT(?v; SEPARATOR=\",\") AS ?all) { { SELECT * { ?s :p ?v } ORDER BY DESC(?v) } } GROUP BY (?v > 1 AS ?k) HAVING (COUNT(*) > 1)", "true 3,2")]
    public void A_pattern_has_its_solutions(string query, string rows) => Assert.Equal(rows, Ask.Rows(Data, query));

    [Fact]
    public void A_plan_begins_with_what_is_rare_and_says_how_it_goes_on()
    {
        var data = Ask.Data(string.Concat(Enumerable.Range(0, 100).Select(i => $":s{i} a :Many ; :p :o{i} . ")) + ":s7 a :Rare .");
        var plan = Ask.Query("SELECT * { ?s a :Many . ?s :p ?o . ?s a :Rare FILTER(?o != :x) }").Explain(data, SparqlOptions.Default).Split('\n').Select(l => l.Trim()).ToList();
        Assert.Equal("match ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Rare>", plan.Last(l => l.StartsWith("match", StringComparison.Ordinal)));
        Assert.Contains(plan, l => l.StartsWith("keep where !=", StringComparison.Ordinal));
    }

    [Fact]
    public void Describing_follows_blank_nodes() =>
        Assert.Equal(4, Ask.Query("DESCRIBE :a").Run(Ask.Data(":a :p [ :q [ :r 1 ] ] , 2 . :b :p 3 ."), SparqlOptions.Default, TestContext.Current.CancellationToken).Graph!.Count());
}
