using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

/// <summary>Small graphs and patterns that mostly match something in them.</summary>
/// <param name="random">What they are made by.</param>
/// <param name="graphs">The graphs that patterns may name; none: no GRAPH is made.</param>
internal sealed class RandomPatterns(Random random, IReadOnlyList<Iri>? graphs = null)
{
    public List<Triple> Triples(int least, int most) =>
        [.. Enumerable.Range(0, random.Next(least, most)).Select(_ => new Triple(Term(), new Iri("urn:" + Property()), Term())).Distinct()];

    /// <summary>A group of some patterns.</summary>
    public string Group(int depth, bool isInExists = false, bool isInGraph = false)
    {
        var parts = new List<string>();
        for (var n = random.Next(1, 4); n > 0; n--) { parts.Add(Element(depth, isInExists, isInGraph)); }
        return "{ " + string.Join(' ', parts) + " }";
    }

    /// <summary>A group of which every triple stands in a GRAPH.</summary>
    public string OfGraphs(int depth)
    {
        var parts = new List<string>();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            parts.Add(random.Next(depth > 0 ? 10 : 3) switch
            {
                0 or 1 or 2 => Graph(1, isInExists: false),
                3 => "OPTIONAL " + OfGraphs(depth - 1),
                4 => $"{OfGraphs(depth - 1)} UNION {OfGraphs(depth - 1)}",
                5 => "MINUS " + OfGraphs(depth - 1),
                6 => $"VALUES {Variable()} {{ <{Term().Value}> <{graphs![0].Value}> }}",
                7 => $"FILTER({Variable()} IN (<{Term().Value}>, <{graphs![1].Value}>, <{Term().Value}>))",
                8 => $"{{ SELECT {(random.Next(2) == 0 ? "DISTINCT " : "")}{Variable()} {Variable()} {OfGraphs(depth - 1)} }}",
                _ => $"FILTER({Condition()})",
            });
        }
        return "{ " + string.Join(' ', parts) + " }";
    }

    private Iri Term() => new("urn:n" + "abcd"[random.Next(4)]);

    // Of many graphs there are more properties, so that not every graph has each.
    private char Property() => "pqrstu"[random.Next(graphs is null ? 2 : 6)];

    private string Graph(int depth, bool isInExists) => $"GRAPH {(random.Next(4) == 0 ? $"<{graphs![random.Next(graphs.Count)].Value}>" : random.Next(4) == 0 ? Variable() : "?g")} {Group(depth, isInExists, isInGraph: true)}";

    private string Element(int depth, bool isInExists, bool isInGraph)
    {
        string Inner() => Group(depth - 1, isInExists, isInGraph);
        if (graphs is not null && depth > 0 && random.Next(isInGraph ? 12 : 3) == 0) { return Graph(depth - 1, isInExists); }
        return random.Next(depth > 0 ? 12 : 4) switch
        {
            0 or 1 or 2 => $"{Node()} {(random.Next(6) == 0 ? Variable() : $"<urn:{Property()}>")} {Node()} .",
            3 => $"{Node()} <urn:{Property()}>{"?*+"[random.Next(3)]} {Node()} .",
            4 or 5 => "OPTIONAL " + Inner(),
            6 => Inner(),
            7 => $"{Inner()} UNION {Inner()}",
            8 when !isInExists => "MINUS " + Inner(),
            9 when !isInExists => $"VALUES ({Variable()}) {{ (<{Term().Value}>) {(random.Next(2) == 0 ? "(UNDEF)" : $"(<{Term().Value}>)")} }}",
            10 when !isInExists => $"FILTER {(random.Next(2) == 0 ? "NOT " : "")}EXISTS {Group(depth - 1, isInExists: true, isInGraph)}",
            11 when !isInExists => $"{{ SELECT {(random.Next(2) == 0 ? "DISTINCT " : "")}{Variable()} {Inner()} }}",
            _ => $"FILTER({Condition()})",
        };
    }

    private string Condition() => random.Next(4) switch
    {
        0 => $"BOUND({Variable()})",
        1 => $"!SAMETERM({Variable()}, {Variable()})",
        2 => $"SAMETERM({Variable()}, <{Term().Value}>) || !BOUND({Variable()})",
        _ => $"SAMETERM({Variable()}, {(random.Next(2) == 0 ? Variable() : $"<{Term().Value}>")}) && BOUND({Variable()})",
    };

    private string Node() => random.Next(4) == 0 ? $"<{Term().Value}>" : Variable();

    private string Variable() => "?" + (graphs is not null && random.Next(8) == 0 ? 'g' : "xyzw"[random.Next(4)]);
}
