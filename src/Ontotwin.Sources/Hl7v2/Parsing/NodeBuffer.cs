using System.Buffers;

namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>The growing node array of the message being parsed; pooled, reused from message to message, copied once into the record.</summary>
internal sealed class NodeBuffer : IDisposable
{
    private Node[] nodes = ArrayPool<Node>.Shared.Rent(1024);
    private int[] segments = new int[64];
    private int segmentCount;

    internal int Count { get; private set; }

    internal ref Node this[int index] => ref nodes[index];

    internal void Clear() => (Count, segmentCount) = (0, 0);

    /// <summary>Adds a node after <paramref name="previous"/> (its sibling before it, or -1) and returns its index.</summary>
    internal int Add(NodeKind kind, int name, int start, int end, int parent, int previous)
    {
        if (Count == nodes.Length) { Grow(); }
        var index = Count++;
        nodes[index] = new Node(kind, name, start, end, parent);
        if (previous >= 0) { nodes[previous].Next = index; }
        else if (parent >= 0) { nodes[parent].MarkParent(); }
        return index;
    }

    internal void NoteSegment(int index)
    {
        if (segmentCount == segments.Length) { Array.Resize(ref segments, segmentCount * 2); }
        segments[segmentCount++] = index;
    }

    internal Node[] ToArray()
    {
        // Every node is written: clearing them first would cost as much again.
        var copy = GC.AllocateUninitializedArray<Node>(Count);
        nodes.AsSpan(0, Count).CopyTo(copy);
        return copy;
    }

    internal int[] SegmentsToArray() => segments.AsSpan(0, segmentCount).ToArray();

    public void Dispose()
    {
        ArrayPool<Node>.Shared.Return(nodes);
        nodes = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<Node>.Shared.Rent(nodes.Length * 2);
        nodes.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<Node>.Shared.Return(nodes);
        nodes = larger;
    }
}
