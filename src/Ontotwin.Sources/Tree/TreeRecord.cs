using System.Text;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Tree;

/// <summary>What records of JSON and XML share: the array of nodes over a text that lies, or has its origin, in the document.</summary>
internal abstract class TreeRecord : SourceRecord
{
    protected TreeRecord(SourceDocument document, SourceFormat format, string type, int number, TreeNode[] nodes, MappedText text, string place)
        : base(document, format, type, null, number)
    {
        Nodes = nodes;
        Text = text;
        Place = place;
    }

    public TreeNode[] Nodes { get; }

    public MappedText Text { get; }

    /// <summary>Human path of the root in its document; empty when the root is the document's.</summary>
    public string Place { get; }

    public override ByteRange Bytes => BytesOf(0);

    public override int NodeCount => Nodes.Length;

    public override ByteRange BytesOf(int node) => Text.RangeOf(Nodes[node].Start, Nodes[node].Start + Nodes[node].Length);

    public override int ParentOf(int node) => Nodes[node].Parent;

    /// <summary>The index after the last node of the subtree.</summary>
    public int EndOf(int node)
    {
        for (; node > 0; node = Nodes[node].Parent)
        {
            if (Nodes[node].NextSibling >= 0) { return Nodes[node].NextSibling; }
        }
        return Nodes.Length;
    }

    /// <summary>A record of the same document whose root is <paramref name="node"/>.</summary>
    public TreeRecord Cut(int node, int number)
    {
        if (node == 0) { return With(Nodes, number, Place); }
        var cut = Nodes[node..EndOf(node)];
        for (var i = 0; i < cut.Length; i++)
        {
            cut[i].Parent -= node;
            if (cut[i].FirstChild >= 0) { cut[i].FirstChild -= node; }
            if (cut[i].NextSibling >= 0) { cut[i].NextSibling -= node; }
        }
        (cut[0].Parent, cut[0].NextSibling) = (-1, -1);
        return With(cut, number, PathOf(node));
    }

    protected abstract TreeRecord With(TreeNode[] nodes, int number, string place);

    /// <summary>The text's bytes of a node as written.</summary>
    public ReadOnlySpan<byte> SpanOf(int node) => Text.Bytes.Span.Slice(Nodes[node].Start, Nodes[node].Length);

    /// <summary>The nodes from <paramref name="node"/> up to, not including, the root; the outermost first.</summary>
    protected Stack<int> Steps(int node)
    {
        var steps = new Stack<int>();
        for (; node > 0; node = Nodes[node].Parent) { steps.Push(node); }
        return steps;
    }

    /// <summary>Text of bytes that are their text; what is no UTF-8 is replaced.</summary>
    protected static string Plain(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
