using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

public class UpdateTests
{
    [Theory]
    [InlineData("DELETE { ?s :p ?o } INSERT { ?s :p ?n } WHERE { ?s :p ?o BIND(?o + 1 AS ?n) }", ":a :p 2 . :a :p 3 .")]
    [InlineData("INSERT { GRAPH ?g { ?s :p ?o } } WHERE { VALUES ?g { :g 1 } ?s :p ?o }", ":a :p 1, 2 . :g { :a :p 1, 2 }")]
    [InlineData("WITH :g INSERT { :x :p 1 } WHERE {} ; COPY :g TO :h ; DROP GRAPH :g", ":a :p 1, 2 . :h { :x :p 1 }")]
    [InlineData("INSERT { [] :of ?o } WHERE { ?s :p ?o } ; DELETE WHERE { :a ?p ?o }", "_:x :of 1 . _:y :of 2 .")]
    [InlineData("CLEAR DEFAULT ; INSERT DATA { :b :p 1 } ; MOVE DEFAULT TO :m", ":m { :b :p 1 }")]
    [InlineData("LOAD <doc:x> INTO GRAPH :l ; DELETE DATA { :a :p 1 }", ":a :p 2 . :l { :loaded :p 1 }")]
    [InlineData("LOAD SILENT <doc:none> ; DROP SILENT GRAPH :none ; CREATE GRAPH :e ; CREATE SILENT GRAPH :e", ":a :p 1, 2 .")]
    public void An_update_leaves_what_it_says(string update, string left)
    {
        var data = Ask.Data(":a :p 1, 2 .");
        Run(data, update);
        Assert.True(DatasetIsomorphism.AreIsomorphic(Ask.Data(left).Quads, data.Quads), string.Join('\n', data.Quads));
    }

    [Theory]
    [InlineData("LOAD <doc:none>", "OT9305")]
    [InlineData("CLEAR GRAPH :none", "OT9306")]
    [InlineData("ADD :none TO DEFAULT", "OT9306")]
    [InlineData("CREATE GRAPH :g ; CREATE GRAPH :g", "OT9307")]
    public void What_is_not_there_is_told(string update, string code) => Assert.Equal(code, Assert.Throws<SparqlException>(() => Run(Ask.Data(""), update)).Diagnostic.Code);

    [Fact]
    public void Blank_nodes_of_two_documents_stay_two()
    {
        var data = Ask.Data("_:x :p 1 .");
        Run(data, "LOAD <doc:blank> ; INSERT DATA { _:b0 :p 3 }");
        Assert.Equal("3", Ask.Rows(data, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s :p ?o }"));
    }

    private static void Run(SparqlDataset data, string update)
    {
        var parsed = SparqlUpdate.Parse("PREFIX : <urn:> " + update);
        Assert.True(parsed.IsOk, parsed.Diagnostics.FirstOrDefault()?.ToString());
        parsed.Value.Run(data, SparqlOptions.Default with { Load = Load });
    }

    private static IEnumerable<Quad>? Load(Iri name) => name.Value switch
    {
        "doc:x" => [new Quad(new Triple(new Iri("urn:loaded"), new Iri("urn:p"), Literal.Integer(1)), null)],
        "doc:blank" => [new Quad(new Triple(new BlankNode("b0"), new Iri("urn:p"), Literal.Integer(2)), null)],
        _ => null,
    };
}
