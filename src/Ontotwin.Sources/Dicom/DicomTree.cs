using System.Buffers;
using System.Runtime.InteropServices;

namespace Ontotwin.Sources.Dicom;

/// <summary>Grows the nodes and elements of a record while its data set is read, in an array that later records use again once it is released.</summary>
internal sealed class DicomTree : IDisposable
{
    private readonly List<DicomElement> elements = [];
    private DicomNode[] nodes = ArrayPool<DicomNode>.Shared.Rent(1024);

    public DicomTree() => nodes[0] = new DicomNode { Parent = -1, FirstChild = -1, NextSibling = -1, Element = -1 };

    public int Count { get; private set; } = 1;

    public bool IsEmpty => Count == 1;

    public DicomNode[] ToNodes() => nodes.AsSpan(0, Count).ToArray();

    public DicomElement[] ToElements() => [.. elements];

    public int AddElement(DicomElement element)
    {
        elements.Add(element);
        return elements.Count - 1;
    }

    /// <summary>Appends a child to <paramref name="parent"/>, after <paramref name="last"/> (-1: it is the first).</summary>
    public int Add(int parent, ref int last, int element, DicomNodeKind kind, int start, int length, int index = 0, int part = 0)
    {
        if (Count == nodes.Length) { Grow(); }
        nodes[Count] = new DicomNode
        {
            Parent = parent, FirstChild = -1, NextSibling = -1, Element = element, Start = start, Length = length, Index = index, Kind = kind, Part = (byte)part,
        };
        if (last < 0) { nodes[parent].FirstChild = Count; }
        else { nodes[last].NextSibling = Count; }
        return last = Count++;
    }

    /// <summary>The path of an element of a data set, which need not have nodes yet.</summary>
    /// <param name="node">The data set's node.</param>
    /// <param name="tag">The element's tag.</param>
    /// <param name="name">The element's name.</param>
    public string PathOf(int node, uint tag, string name)
    {
        var owner = PathOf(node);
        return owner.Length == 0 ? $"{DicomPath.TagText(tag)} {name}" : $"{owner}.{name}";
    }

    /// <summary>The tag of an element.</summary>
    public uint TagOf(int element) => elements[element].Tag;

    /// <summary>The path of a node.</summary>
    public string PathOf(int node) => DicomPath.Of(nodes, CollectionsMarshal.AsSpan(elements), node);

    public void EndAt(int node, int end) => nodes[node].Length = end - nodes[node].Start;

    public void Dispose()
    {
        ArrayPool<DicomNode>.Shared.Return(nodes);
        nodes = [];
    }

    private void Grow()
    {
        var wider = ArrayPool<DicomNode>.Shared.Rent(nodes.Length * 2);
        nodes.AsSpan(0, Count).CopyTo(wider);
        ArrayPool<DicomNode>.Shared.Return(nodes);
        nodes = wider;
    }
}
