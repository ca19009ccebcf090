namespace Ontotwin.Engine;

/// <summary>The nodes that were taken last, whose facts are at hand: records of one message name the same nodes. What leaves them is packed.</summary>
internal sealed class RecentNodes
{
    private readonly HeldNode?[] nodes = new HeldNode?[Limits.MaxUnpackedNodes];
    private int next;

    /// <summary>Takes note of a node whose facts are at hand.</summary>
    public void Add(HeldNode node)
    {
        if (ReferenceEquals(nodes[next == 0 ? ^1 : next - 1], node)) { return; }
        nodes[next]?.Pack();
        nodes[next] = node;
        next = (next + 1) % nodes.Length;
    }
}
