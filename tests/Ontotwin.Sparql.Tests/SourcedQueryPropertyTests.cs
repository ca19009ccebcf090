using System.Globalization;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Syntax;

namespace Ontotwin.Sparql.Tests;

/// <summary>Chosen, graph by graph and on several threads is the same as everything at once: random queries on random graphs, compared with the definitions and with the engine on a dataset.</summary>
public class SourcedQueryPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 4_000;
    private static readonly Iri[] Names = [.. Enumerable.Range(0, 7).Select(i => new Iri("urn:graph" + i.ToString(CultureInfo.InvariantCulture)))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 21)]
    [InlineData(false, 22)]
    public async Task A_query_of_graphs_that_are_chosen_answers_as_one_of_all_of_them(bool isByGraph, int seed)
    {
        var (random, wrong, rows, loads, wouldLoad) = (new Random(seed), new List<string>(), 0, 0, 0);
        for (var i = 0; i < Cases && wrong.Count < 3; i++)
        {
            var patterns = new RandomPatterns(random, Names);
            var graphs = Names.ToDictionary(n => n, _ => patterns.Triples(2, 6));
            var text = "SELECT * " + (isByGraph ? patterns.OfGraphs(2) : patterns.Group(2)).ToString();
            // One that reads a variable twice over has no meaning.
            if (!SparqlQuery.Parse(text).IsOk) { continue; }
            var source = new GraphsInMemory(graphs);
            var expected = Naive(text, graphs);
            var actual = await AnswerAsync(text, source, 1 + random.Next(3));
            (rows, loads, wouldLoad) = (rows + actual.Count, loads + source.Loads, wouldLoad + Names.Length);
            if (!expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)))
            {
                wrong.Add($"{text}\non {string.Join("\n", graphs.Select(g => $"{g.Key} {{ {string.Join(" ", g.Value)} }}"))}\nexpected {expected.Count}: {string.Join(" | ", expected.Take(8))}\ngot {actual.Count}: {string.Join(" | ", actual.Take(8))}\n{await SparqlQuery.Parse(text).Value!.ExplainAsync(source, SparqlOptions.Default, Cancel)}");
            }
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows; {loads} graphs loaded, {wouldLoad} without choosing"));
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(rows > Cases && loads * 10 < wouldLoad * 8, "the patterns must match something, and graphs must be left out");
    }

    [Theory]
    [InlineData("SELECT ?x (COUNT(*) AS ?n) (COUNT(DISTINCT ?g) AS ?m) {0} GROUP BY ?x")]
    [InlineData("SELECT (COUNT(DISTINCT *) AS ?n) {0}")]
    [InlineData("SELECT (COUNT(*) AS ?n) {0}")]
    [InlineData("SELECT DISTINCT ?g {0}")]
    [InlineData("SELECT ?x ?g {0} ORDER BY DESC(?g) ?x")]
    [InlineData("SELECT ?x {0} ORDER BY ?x LIMIT 3 OFFSET 1")]
    [InlineData("SELECT (MIN(?x) AS ?m) ?g {0} GROUP BY ?g HAVING (COUNT(*) > 1)")]
    [InlineData("ASK {0}")]
    [InlineData("CONSTRUCT {{ ?x <urn:in> ?g }} WHERE {0}")]
    [InlineData("SELECT ?x ?g FROM NAMED <urn:graph1> FROM NAMED <urn:graph2> FROM NAMED <urn:nowhere> {0}")]
    [InlineData("SELECT * FROM <urn:graph1> FROM <urn:graph3> FROM NAMED <urn:graph2> {0}")]
    [InlineData("DESCRIBE ?x {0}")]
    public async Task What_is_done_with_solutions_is_the_same_too(string form)
    {
        var random = new Random(31);
        for (var i = 0; i < 300; i++)
        {
            var patterns = new RandomPatterns(random, Names);
            var source = new GraphsInMemory(Names.ToDictionary(n => n, _ => patterns.Triples(2, 6)));
            var text = string.Format(CultureInfo.InvariantCulture, form, i % 2 == 0 ? patterns.OfGraphs(2) : patterns.Group(2));
            if (SparqlQuery.Parse(text) is not { IsOk: true, Value: { } query }) { continue; }
            var (expected, actual) = (Shown(query.Run(source.Whole(), SparqlOptions.Default, Cancel)), Shown(await query.RunAsync(source, SparqlOptions.Default with { Cores = 2 }, Cancel)));
            if (!text.Contains("ORDER BY", StringComparison.Ordinal)) { (expected, actual) = ([.. expected.Order(StringComparer.Ordinal)], [.. actual.Order(StringComparer.Ordinal)]); }
            Assert.True(expected.SequenceEqual(actual), $"{text}\nexpected {string.Join(" | ", expected)}\ngot {string.Join(" | ", actual)}\n{await query.ExplainAsync(source, SparqlOptions.Default, Cancel)}");
        }
    }

    private static List<string> Naive(string text, Dictionary<Iri, List<Triple>> graphs)
    {
        var algebra = QueryBuilder.Build(SparqlText.Query(text, "q"), "q", null);
        return new NaiveEvaluator([.. graphs.SelectMany(g => g.Value).Distinct()], graphs).Of(algebra.Pattern).ConvertAll(NaiveEvaluator.Shown);
    }

    private static async Task<List<string>> AnswerAsync(string text, GraphsInMemory source, int cores) =>
        Shown(await SparqlQuery.Parse(text).Value!.RunAsync(source, SparqlOptions.Default with { Cores = cores }, Cancel));

    private static List<string> Shown(SparqlResult result)
    {
        if (result.Boolean is { } answer) { return [answer.ToString()]; }
        if (result.Graph is { } graph) { return [.. graph.Select(t => t.ToString()!)]; }
        var variables = result.Solutions!.Variables;
        return [.. result.Solutions.Rows.Select(r => string.Join(' ', variables.Zip(r).Where(c => c.Second is not null).OrderBy(c => c.First, StringComparer.Ordinal).Select(c => $"{c.First}={c.Second}")))];
    }
}
