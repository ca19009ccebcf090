using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Syntax;

namespace Ontotwin.Sparql.Tests;

/// <summary>Optimized is naive: random patterns on random graphs have the solutions that the definitions give.</summary>
public class PlannerPropertyTests
{
    private const int Cases = 4_000;

    [Fact]
    public void The_planner_answers_as_the_definitions_do()
    {
        var wrong = new List<string>();
        var (rows, random) = (0, new Random(13));
        for (var i = 0; i < Cases && wrong.Count < 3; i++)
        {
            var graph = new RandomPatterns(random).Triples(3, 10);
            var text = "SELECT * " + new RandomPatterns(random).Group(2);
            var algebra = QueryBuilder.Build(SparqlText.Query(text, "q"), "q", null);
            var expected = new NaiveEvaluator(graph).Of(algebra.Pattern).ConvertAll(NaiveEvaluator.Shown);
            var dataset = new SparqlDataset();
            foreach (var triple in graph) { dataset.Add(new Quad(triple, null)); }
            var solutions = SparqlQuery.Parse(text).Value!.Run(dataset, SparqlOptions.Default, TestContext.Current.CancellationToken).Solutions!;
            var actual = solutions.Rows.Select(r => string.Join(' ', solutions.Variables.Zip(r).Where(c => c.Second is not null).OrderBy(c => c.First, StringComparer.Ordinal).Select(c => $"{c.First}={c.Second}"))).ToList();
            rows += actual.Count;
            if (!expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)))
            {
                wrong.Add($"{text}\non {string.Join(" ", graph)}\nexpected {expected.Count}: {string.Join(" | ", expected.Take(8))}\ngot {actual.Count}: {string.Join(" | ", actual.Take(8))}\n{SparqlQuery.Parse(text).Value!.Explain(dataset, SparqlOptions.Default)}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.True(rows > Cases, "the patterns must mostly match something");
    }
}
