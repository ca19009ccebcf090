using System.Globalization;
using Ontotwin.Evaluation;
using Ontotwin.Graph;

namespace Ontotwin.Explorer.Presenting;

/// <summary>One step of a proof with its place on the page.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Node">The step.</param>
/// <param name="Depth">How many steps are above it.</param>
/// <param name="Children">The steps below it that are shown.</param>
/// <param name="Hidden">Steps below it that are not shown.</param>
/// <param name="IsFirstOfOrigin">Whether no step before it shows the same bytes.</param>
internal sealed record OutlineStep(string Id, ProofNode Node, int Depth, IReadOnlyList<OutlineStep> Children, int Hidden, bool IsFirstOfOrigin);

/// <summary>A proof cut to what a page can hold, with an anchor for each step.</summary>
internal sealed class ProofOutline
{
    private readonly HashSet<(string, long, long)> shown = [];
    private readonly Dictionary<ProofNode, string> anchors = new(ReferenceEqualityComparer.Instance);
    private int count;

    private ProofOutline()
    {
    }

    /// <summary>The first step.</summary>
    public required OutlineStep Root { get; init; }

    /// <summary>The outline of a proof.</summary>
    public static ProofOutline Of(ProofNode proof)
    {
        var building = new ProofOutline { Root = null! };
        var root = building.Step(proof, 0);
        var outline = new ProofOutline { Root = root };
        foreach (var (node, anchor) in building.anchors) { outline.anchors[node] = anchor; }
        return outline;
    }

    /// <summary>The anchor of a step's first place; null when it is not shown.</summary>
    public string? AnchorOf(ProofNode node) => anchors.GetValueOrDefault(node);

    private OutlineStep Step(ProofNode node, int depth)
    {
        var id = "step-" + count++.ToString(CultureInfo.InvariantCulture);
        anchors.TryAdd(node, id);
        var isFirst = node.Origin is not { } o || shown.Add((o.DocumentHash, o.Bytes.Start, o.Bytes.End));
        var children = new List<OutlineStep>();
        foreach (var child in node.Children)
        {
            if (depth + 1 >= Limits.MaxProofDepth || count >= Limits.MaxProofSteps) { break; }
            children.Add(Step(child, depth + 1));
        }
        return new(id, node, depth, children, node.Children.Length - children.Count, isFirst);
    }
}
