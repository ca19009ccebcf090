using System.Text;
using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

public class ResultsTests
{
    private static readonly SparqlSolutions All = new(["a", "b"],
    [
        [new Iri("urn:x"), new BlankNode("n")],
        [Literal.Text("tab\tline\nquote\" comma, back\\"), Literal.InLanguage("mot", "fr")],
        [Literal.Integer(-7), new Literal("1.50", Xsd.Decimal)],
        [new Literal("1e6", Xsd.Double), Literal.Boolean(true)],
        [new Literal("x", Xsd.Integer), new Literal("", new Iri("urn:dt"))],
        [null, Literal.Text("")],
        [Literal.Text("\U0001F600 <&>"), null],
    ]);

    [Theory]
    [InlineData(ResultsFormat.Json)]
    [InlineData(ResultsFormat.Xml)]
    [InlineData(ResultsFormat.Tsv)]
    public void What_is_written_is_read_as_the_same(ResultsFormat format)
    {
        var read = SparqlResults.Read(Text(SparqlResult.Of(All), format), format, "x").Value!.Solutions!;
        Assert.Equal(All.Variables.AsEnumerable(), read.Variables);
        Assert.Equal(All.Rows.SelectMany(r => r), read.Rows.SelectMany(r => r));
    }

    [Fact]
    public void Csv_keeps_the_characters()
    {
        var read = SparqlResults.Read(Text(SparqlResult.Of(All), ResultsFormat.Csv), ResultsFormat.Csv, "x").Value!.Solutions!;
        Assert.Equal("tab\tline\nquote\" comma, back\\", ((Literal)read.Rows.ElementAt(1)[0]!).Lexical);
        Assert.Equal(All.Rows.Count(), read.Rows.Count());
    }

    [Theory]
    [InlineData(ResultsFormat.Json)]
    [InlineData(ResultsFormat.Xml)]
    public void An_answer_of_ask_is_read_back(ResultsFormat format) => Assert.True(SparqlResults.Read(Text(SparqlResult.Of(true), format), format, "x").Value!.Boolean);

    [Theory]
    [InlineData(ResultsFormat.Json, "{\"head\": {}}")]
    [InlineData(ResultsFormat.Json, "{")]
    [InlineData(ResultsFormat.Xml, "<sparql/>")]
    [InlineData(ResultsFormat.Xml, "<!DOCTYPE x [<!ENTITY a 'b'>]><sparql xmlns='http://www.w3.org/2005/sparql-results#'><results/></sparql>")]
    [InlineData(ResultsFormat.Tsv, "?a\n<urn:x>\t1\n")]
    [InlineData(ResultsFormat.Tsv, "?a\nnonsense\n")]
    public void What_is_no_answer_is_refused(ResultsFormat format, string text) => Assert.Equal("OT9220", Assert.Single(SparqlResults.Read(text, format, "x").Diagnostics).Code);

    private static string Text(SparqlResult result, ResultsFormat format)
    {
        using var output = new MemoryStream();
        SparqlResults.Write(result, format, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
