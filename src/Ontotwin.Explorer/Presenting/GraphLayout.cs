using Ontotwin.Evaluation;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Explorer.Presenting;

/// <summary>A box of the drawn proof.</summary>
internal sealed record GraphBox(ProofNode Node, int Layer, double Row, int Hidden);

/// <summary>An arrow: the second stands on the first.</summary>
internal sealed record GraphArrow(GraphBox From, GraphBox To);

/// <summary>
/// A proof as boxes in layers, conclusions left and sources right. Statements and axioms between a value and its source are left out, and so are the
/// sources of codes, times and statuses beside that of a value: the tree has them. What several steps stand on is one box.
/// </summary>
internal sealed class GraphLayout
{
    private static readonly Iri Value = OntologyModel.Term("value");
    private readonly Dictionary<BoxKey, int> layers = [];
    private readonly Dictionary<BoxKey, (ProofNode Node, List<BoxKey> Children, int Hidden)> nodes = [];
    private readonly Dictionary<BoxKey, GraphBox> placed = [];
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
            var (children, left) = Children(node);
            var entry = nodes[Key(node)];
            entry.Hidden += left;
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

    // Of the sources of a step only those of its value are drawn, or one when it has no value.
    private static (List<ProofNode> Shown, int Left) Children(ProofNode node)
    {
        var all = Below(node.Children, false, 0).DistinctBy(c => Key(c.Node)).ToList();
        var sources = all.Where(c => c.Node.Kind == ProofKind.Source).ToList();
        var kept = sources.Exists(c => c.IsValue) ? sources.Where(c => c.IsValue) : sources.Take(1);
        var left = sources.Except(kept).ToHashSet();
        return ([.. all.Where(c => !left.Contains(c)).Select(c => c.Node)], left.Count);
    }

    private static IEnumerable<(ProofNode Node, bool IsValue)> Below(IEnumerable<ProofNode> children, bool isValue, int depth) => children.SelectMany(c =>
        (c.Kind is ProofKind.Fact or ProofKind.OwlRule or ProofKind.Axiom) && depth < Limits.MaxProofDepth
            ? Below(c.Children, c.Statement?.Predicate == Value, depth + 1)
            : [(c, isValue)]);

    private GraphBox? Place(BoxKey key, int layer)
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

    private static BoxKey Key(ProofNode node) => node.Origin is { } o ? new(null, o.DocumentHash, o.Bytes) : new(node, null, default);

    // The same bytes are one box, however often they are read.
    private readonly record struct BoxKey(ProofNode? Node, string? Document, ByteRange Bytes);
}
