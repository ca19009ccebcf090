namespace Ontotwin.Sources.Dicom;

/// <summary>Grows the nodes and elements of a record while its data set is read.</summary>
internal sealed class DicomTree
{
    private readonly List<DicomNode> nodes = [new DicomNode { Parent = -1, FirstChild = -1, NextSibling = -1, Element = -1 }];
    private readonly List<DicomElement> elements = [];

    public int Count => nodes.Count;

    public bool IsEmpty => nodes.Count == 1;

    public DicomNode[] ToNodes() => [.. nodes];

    public DicomElement[] ToElements() => [.. elements];

    public int AddElement(DicomElement element)
    {
        elements.Add(element);
        return elements.Count - 1;
    }

    /// <summary>Appends a child to <paramref name="parent"/>, after <paramref name="last"/> (-1: it is the first).</summary>
    public int Add(int parent, ref int last, int element, DicomNodeKind kind, int start, int length, int index = 0, int part = 0)
    {
        nodes.Add(new DicomNode
        {
            Parent = parent, FirstChild = -1, NextSibling = -1, Element = element, Start = start, Length = length, Index = index, Kind = kind, Part = (byte)part,
        });
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(nodes);
        if (last < 0) { all[parent].FirstChild = nodes.Count - 1; }
        else { all[last].NextSibling = nodes.Count - 1; }
        return last = nodes.Count - 1;
    }

    public void EndAt(int node, int end)
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(nodes);
        all[node].Length = end - all[node].Start;
    }
}
