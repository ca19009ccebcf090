namespace Ontotwin.Sources.Tree;

/// <summary>Grows the nodes of one record in document order. Used again for each record of a document.</summary>
internal sealed class TreeBuilder
{
    private readonly Stack<(int Node, int Last)> open = new();
    private TreeNode[] nodes = new TreeNode[64];
    private int top = -1;
    private int last = -1;

    /// <summary>Number of nodes.</summary>
    public int Count { get; private set; }

    /// <summary>The node whose children are being added; -1 before the root and after it was closed.</summary>
    public int Top => top;

    /// <summary>The child added last to <see cref="Top"/>; -1 when there is none.</summary>
    public int Last => last;

    /// <summary>Forgets the record before.</summary>
    public void Clear()
    {
        open.Clear();
        (Count, top, last) = (0, -1, -1);
    }

    /// <summary>Adds a child of the open node and returns its index.</summary>
    public int Add(int name, TreeKind kind, int start, int length, int index = 0, int space = 0)
    {
        if (Count == nodes.Length) { System.Array.Resize(ref nodes, nodes.Length * 2); }
        var node = Count++;
        nodes[node] = new TreeNode
        {
            Name = name, Kind = kind, Start = start, Length = length, Index = index, Space = (ushort)space, Parent = top, FirstChild = -1, NextSibling = -1,
        };
        if (last >= 0) { nodes[last].NextSibling = node; }
        else if (top >= 0) { nodes[top].FirstChild = node; }
        last = node;
        return node;
    }

    /// <summary>Makes the node added last the open one.</summary>
    public void Open()
    {
        open.Push((top, last));
        (top, last) = (last, -1);
    }

    /// <summary>Ends the open node; its parent is open again.</summary>
    public ref TreeNode Close()
    {
        ref var closed = ref nodes[top];
        (top, last) = open.Pop();
        return ref closed;
    }

    /// <summary>Forgets the node added last, an only child.</summary>
    public void TakeBack(int node)
    {
        nodes[nodes[node].Parent].FirstChild = -1;
        Count = node;
    }

    /// <summary>A node that was added.</summary>
    public ref TreeNode this[int node] => ref nodes[node];

    /// <summary>The nodes in an array of their own.</summary>
    public TreeNode[] ToArray() => nodes.AsSpan(0, Count).ToArray();
}
