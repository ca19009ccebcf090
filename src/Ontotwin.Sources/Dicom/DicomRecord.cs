using Ontotwin.Values;

namespace Ontotwin.Sources.Dicom;

/// <summary>One DICOM data set, file meta information included.</summary>
internal sealed class DicomRecord : SourceRecord
{
    private readonly DicomNode[] nodes;
    private readonly DicomElement[] elements;

    public DicomRecord(DicomContent content, string type, DicomNode[] nodes, DicomElement[] elements)
        : base(content.Document, SourceFormat.Dicom, type, null, 1) =>
        (Content, this.nodes, this.elements) = (content, nodes, elements);

    public DicomContent Content { get; }

    public override ByteRange Bytes => Content.Extent;

    public override int NodeCount => nodes.Length;

    public DicomNode NodeOf(int node) => nodes[node];

    /// <summary>The element that a node is a value or item of; null for the root.</summary>
    public DicomElement? ElementOf(int node) => nodes[node].Element < 0 ? null : elements[nodes[node].Element];

    public ReadOnlySpan<byte> ValueOf(int node) => Content.Bytes.Span.Slice(nodes[node].Start, nodes[node].Length);

    public override string NameOf(int node) => DicomPath.NameOf(nodes[node], elements);

    public override FieldState StateOf(int node) => nodes[node].Kind switch
    {
        DicomNodeKind.Empty => FieldState.Empty,
        DicomNodeKind.Root or DicomNodeKind.Item => nodes[node].FirstChild < 0 ? FieldState.Empty : FieldState.Value,
        _ => FieldState.Value,
    };

    public override string TextOf(int node) =>
        nodes[node].Kind is DicomNodeKind.Value or DicomNodeKind.NamePart ? DicomText.Of(ElementOf(node)!, ValueOf(node)) : "";

    public override ByteRange BytesOf(int node) => node == 0 ? Bytes : Content.InDocument(nodes[node].Start, nodes[node].Length);

    public override string PathOf(int node) => DicomPath.Of(nodes, elements, node);

    public override int ItemNumberOf(int node) => nodes[node].Kind == DicomNodeKind.Item ? nodes[node].Index : 0;

    public override int ParentOf(int node) => nodes[node].Parent;

    public override int FirstChild(int node, string? name) => Seek(nodes[node].FirstChild, name);

    public override int NextSibling(int node, string? name) => Seek(nodes[node].NextSibling, name);

    private int Seek(int node, string? name)
    {
        if (name is null) { return node; }
        while (node >= 0 && NameOf(node) != name) { node = nodes[node].NextSibling; }
        return node;
    }
}
