using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

/// <summary>Short ways to ask small datasets.</summary>
internal static class Ask
{
    public static SparqlDataset Data(string trig)
    {
        var dataset = new SparqlDataset();
        var quads = new List<Quad>();
        Assert.Null(RdfReader.Read("@prefix : <urn:> . " + trig, "data", quads.Add));
        dataset.AddDocument(quads);
        return dataset;
    }

    public static SparqlQuery Query(string text)
    {
        var parsed = SparqlQuery.Parse("PREFIX : <urn:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " + text);
        Assert.True(parsed.IsOk, parsed.Diagnostics.FirstOrDefault()?.ToString());
        return parsed.Value;
    }

    /// <summary>The rows, cells in N-Triples (numbers and strings as their characters), sorted unless the query orders them.</summary>
    public static string Rows(SparqlDataset dataset, string text, SparqlOptions? options = null)
    {
        var rows = Query(text).Run(dataset, options ?? SparqlOptions.Default).Solutions!.Rows.Select(r => string.Join(' ', r.Select(Cell)));
        return string.Join('|', text.Contains("ORDER BY", StringComparison.Ordinal) ? rows : rows.Order(StringComparer.Ordinal));
    }

    /// <summary>The rows of an answer, cells as in <see cref="Rows"/>.</summary>
    public static string Shown(SparqlResult result) => string.Join('|', result.Solutions!.Rows.Select(r => string.Join(' ', r.Select(Cell))));

    /// <summary>The value of one expression.</summary>
    public static string Value(string expression) => Rows(new SparqlDataset(), $"SELECT ({expression} AS ?x) {{}}");

    private static string Cell(Term? term) => term switch { null => "-", Iri iri => iri.Value.Replace("urn:", ":", StringComparison.Ordinal), BlankNode => "_:", Literal { Language: { } l } w => w.Lexical + "@" + l, _ => ((Literal)term).Lexical };
}
