namespace Ontotwin.Rdf.Comparing;

/// <summary>The blank nodes of one dataset by numbers, with the statements that each is in.</summary>
internal sealed class BlankNodeStatements
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> labels = [];
    private readonly List<List<Quad>> of = [];

    /// <param name="quads">Statements with blank nodes, each once.</param>
    public BlankNodeStatements(IReadOnlyCollection<Quad> quads)
    {
        foreach (var quad in quads)
        {
            foreach (var node in Nodes(quad)) { of[node].Add(quad); }
        }
        Parts = FindParts();
    }

    /// <summary>How many blank nodes there are: their numbers are below.</summary>
    public int Count => of.Count;

    /// <summary>Nodes that hang together through statements.</summary>
    public List<List<int>> Parts { get; }

    public List<Quad> Of(int node) => of[node];

    public string Label(int node) => labels[node];

    public int Number(BlankNode node) => numbers[node.Label];

    /// <summary>The blank nodes of a statement, each once.</summary>
    public IEnumerable<int> Nodes(Quad quad)
    {
        var (subject, value, graph) = (Find(quad.Triple.Subject), Find(quad.Triple.Object), Find(quad.Graph));
        if (subject >= 0) { yield return subject; }
        if (value >= 0 && value != subject) { yield return value; }
        if (graph >= 0 && graph != subject && graph != value) { yield return graph; }
    }

    private int Find(Term? term)
    {
        if (term is not BlankNode blank) { return -1; }
        if (!numbers.TryGetValue(blank.Label, out var number))
        {
            numbers.Add(blank.Label, number = of.Count);
            labels.Add(blank.Label);
            of.Add([]);
        }
        return number;
    }

    private List<List<int>> FindParts()
    {
        var found = new List<List<int>>();
        var isSeen = new bool[Count];
        for (var first = 0; first < Count; first++)
        {
            if (isSeen[first]) { continue; }
            isSeen[first] = true;
            var part = new List<int> { first };
            for (var i = 0; i < part.Count; i++)
            {
                foreach (var other in of[part[i]].SelectMany(Nodes))
                {
                    if (isSeen[other]) { continue; }
                    isSeen[other] = true;
                    part.Add(other);
                }
            }
            found.Add(part);
        }
        return found;
    }
}
