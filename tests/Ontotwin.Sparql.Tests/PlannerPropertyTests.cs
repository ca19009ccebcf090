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
            var graph = Graph(random);
            var text = "SELECT * " + Group(random, 2, isInExists: false);
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

    private static List<Triple> Graph(Random random) =>
        [.. Enumerable.Range(0, random.Next(3, 10)).Select(_ => new Triple(Term(random), new Iri("urn:" + "pq"[random.Next(2)]), Term(random))).Distinct()];

    private static Iri Term(Random random) => new("urn:n" + "abcd"[random.Next(4)]);

    private static string Group(Random random, int depth, bool isInExists)
    {
        var parts = new List<string>();
        for (var n = random.Next(1, 4); n > 0; n--) { parts.Add(Element(random, depth, isInExists)); }
        return "{ " + string.Join(' ', parts) + " }";
    }

    private static string Element(Random random, int depth, bool isInExists)
    {
        string Inner() => Group(random, depth - 1, isInExists);
        return random.Next(depth > 0 ? 12 : 4) switch
        {
            0 or 1 or 2 => $"{Node(random)} {(random.Next(6) == 0 ? Variable(random) : $"<urn:{"pq"[random.Next(2)]}>")} {Node(random)} .",
            3 => $"{Node(random)} <urn:{"pq"[random.Next(2)]}>{"?*+"[random.Next(3)]} {Node(random)} .",
            4 or 5 => "OPTIONAL " + Inner(),
            6 => Inner(),
            7 => $"{Inner()} UNION {Inner()}",
            8 when !isInExists => "MINUS " + Inner(),
            9 when !isInExists => $"VALUES ({Variable(random)}) {{ (<{Term(random).Value}>) (UNDEF) }}",
            10 when !isInExists => $"FILTER {(random.Next(2) == 0 ? "NOT " : "")}EXISTS {Group(random, depth - 1, isInExists: true)}",
            11 when !isInExists => $"{{ SELECT {(random.Next(2) == 0 ? "DISTINCT " : "")}{Variable(random)} {Inner()} }}",
            _ => $"FILTER({Condition(random)})",
        };
    }

    private static string Condition(Random random) => random.Next(4) switch
    {
        0 => $"BOUND({Variable(random)})",
        1 => $"!SAMETERM({Variable(random)}, {Variable(random)})",
        2 => $"SAMETERM({Variable(random)}, <{Term(random).Value}>) || !BOUND({Variable(random)})",
        _ => $"SAMETERM({Variable(random)}, {Variable(random)}) && BOUND({Variable(random)})",
    };

    private static string Node(Random random) => random.Next(4) == 0 ? $"<{Term(random).Value}>" : Variable(random);

    private static string Variable(Random random) => "?" + "xyzw"[random.Next(4)];
}
