using Ontotwin.Evaluation;

namespace Ontotwin.Explorer.Presenting;

/// <summary>A box of the drawn proof.</summary>
internal sealed record GraphBox(ProofNode Node, int Layer, double Row, int Hidden);

/// <summary>An arrow: the second stands on the first.</summary>
internal sealed record GraphArrow(GraphBox From, GraphBox To);

/// <summary>
/// A proof as boxes in layers, conclusions left and sources right. Statements and axioms between a value and its source are left out: the tree has them.
/// What several steps stand on is one box.
/// </summary>
internal sealed class GraphLayout
{
    private readonly Dictionary<object, int> layers = [];
    private readonly Dictionary<object, (ProofNode Node, List<object> Children, int Hidden)> nodes = [];
    private readonly Dictionary<object, GraphBox> placed = [];
    private readonly List<GraphArrow> arrows = [];
    private double nextRow;

    private GraphLayout()
    {
    }

    /// <summary>Boxes, each once.</summary>
    public IReadOnlyCollection<GraphBox> Boxes => placed.Values;

    /// <summary>Arrows.</summary>
    public IReadOnlyList<GraphArrow> Arrows => arrows;

    /// <summary>Number of layers.</summary>
    public int Layers => placed.Values.Select(b => b.Layer).DefaultIfEmpty(-1).Max() + 1;

    /// <summary>Number of rows.</summary>
    public double Rows => Math.Max(1, nextRow);

    /// <summary>Lays out a proof. Cost: O(steps shown).</summary>
    public static GraphLayout Of(ProofNode proof)
    {
        var layout = new GraphLayout();
        layout.Collect(proof);
        layout.Place(Key(proof), 0);
        return layout;
    }

    // By breadth, so that what is cut is what is deepest.
    private void Collect(ProofNode proof)
    {
        var waiting = new Queue<ProofNode>();
        Add(proof, waiting);
        while (waiting.TryDequeue(out var node))
        {
            var children = Shown(node.Children, 0).DistinctBy(Key).ToList();
            var entry = nodes[Key(node)];
            foreach (var child in children)
            {
                var isKnown = nodes.ContainsKey(Key(child));
                if (!isKnown && nodes.Count >= Limits.MaxGraphNodes) { entry.Hidden++; continue; }
                entry.Children.Add(Key(child));
                if (!isKnown) { Add(child, waiting); }
            }
            nodes[Key(node)] = entry;
        }
    }

    private void Add(ProofNode node, Queue<ProofNode> waiting)
    {
        nodes[Key(node)] = (node, [], 0);
        waiting.Enqueue(node);
    }

    private static IEnumerable<ProofNode> Shown(IEnumerable<ProofNode> children, int depth) => children.SelectMany(c =>
        c.Kind is ProofKind.Fact or ProofKind.OwlRule or ProofKind.Axiom && depth < Limits.MaxProofDepth ? Shown(c.Children, depth + 1) : [c]);

    private GraphBox? Place(object key, int layer)
    {
        if (placed.TryGetValue(key, out var known)) { return known; }
        if (layer > Limits.MaxProofDepth || !layers.TryAdd(key, layer)) { return null; }
        var (node, children, hidden) = nodes[key];
        var below = children.Select(c => Place(c, layer + 1)).OfType<GraphBox>().ToList();
        // A box stands beside the middle of what it alone stands on; a leaf takes the next row.
        var own = below.Where(b => b.Layer == layer + 1).ToList();
        var row = own.Count > 0 ? (own.Min(b => b.Row) + own.Max(b => b.Row)) / 2 : nextRow++;
        if (own.Count > 0 && placed.Values.Any(b => b.Layer == layer && Math.Abs(b.Row - row) < 0.9)) { row = nextRow++; }
        var box = new GraphBox(node, layer, row, hidden);
        placed[key] = box;
        arrows.AddRange(below.Select(b => new GraphArrow(b, box)));
        return box;
    }

    private static object Key(ProofNode node) => node.Origin is { } o ? (o.DocumentHash, o.Bytes) : node;
}
