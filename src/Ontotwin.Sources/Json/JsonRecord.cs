using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources.Json;

/// <summary>One JSON value as a record. Arrays are nodes, but fields look through them; only JSONPath sees them.</summary>
internal sealed class JsonRecord(SourceDocument document, int number, TreeNode[] nodes, NameTable names, MappedText text, string place)
    : TreeRecord(document, SourceFormat.Json, "json", number, nodes, text, place)
{
    public NameTable Names => names;

    public override string NameOf(int node) => names[Nodes[node].Name];

    public override FieldState StateOf(int node) => Nodes[node].Kind switch
    {
        TreeKind.Nothing => FieldState.Empty,
        TreeKind.Object or TreeKind.Array => Nodes[node].FirstChild < 0 ? FieldState.Empty : FieldState.Value,
        _ => Nodes[node].Length == 0 ? FieldState.Empty : FieldState.Value,
    };

    public override bool IsGroup(int node) => Nodes[node].Kind is TreeKind.Object or TreeKind.Array;

    public override string TextOf(int node) => Nodes[node].Kind switch
    {
        TreeKind.PlainText or TreeKind.Number or TreeKind.Boolean => Plain(SpanOf(node)),
        TreeKind.EscapedText => JsonText.Decode(SpanOf(node)),
        _ => "",
    };

    public override ReadOnlySpan<byte> Utf8Of(int node) => Nodes[node].Kind switch
    {
        TreeKind.Number or TreeKind.Boolean => SpanOf(node),
        TreeKind.PlainText when Utf8.IsValid(SpanOf(node)) => SpanOf(node),
        _ => Encoding.UTF8.GetBytes(TextOf(node)),
    };

    public override string PathOf(int node)
    {
        if (node == 0) { return Place.Length == 0 ? "$" : Place; }
        var path = new StringBuilder(Place);
        foreach (var step in Steps(node))
        {
            if (Nodes[step].Index > 0) { path.Append(CultureInfo.InvariantCulture, $"[{Nodes[step].Index}]"); continue; }
            if (path.Length > 0) { path.Append('.'); }
            path.Append(NameOf(step));
        }
        return path.ToString();
    }

    public override int ParentOf(int node)
    {
        var parent = Nodes[node].Parent;
        while (parent > 0 && Nodes[parent].Kind == TreeKind.Array) { parent = Nodes[parent].Parent; }
        return parent;
    }

    public override int FirstChild(int node, string? name) => Seek(Inside(Nodes[node].FirstChild), node, name);

    public override int NextSibling(int node, string? name)
    {
        var parent = ParentOf(node);
        return parent < 0 ? -1 : Seek(After(node, parent), parent, name);
    }

    protected override TreeRecord With(TreeNode[] nodes, int number, string place) => new JsonRecord(Document, number, nodes, names, Text, place);

    private int Seek(int node, int parent, string? name)
    {
        if (name is null || node < 0) { return node; }
        var wanted = names.Find(name);
        while (node >= 0 && Nodes[node].Name != wanted) { node = After(node, parent); }
        return node;
    }

    /// <summary>The first element of an array, and of the first array in it …; an empty array is itself.</summary>
    private int Inside(int node)
    {
        while (node >= 0 && Nodes[node].Kind == TreeKind.Array && Nodes[node].FirstChild >= 0) { node = Nodes[node].FirstChild; }
        return node;
    }

    private int After(int node, int parent)
    {
        while (Nodes[node].NextSibling < 0)
        {
            node = Nodes[node].Parent;
            if (node < 0 || node == parent) { return -1; }
        }
        return Inside(Nodes[node].NextSibling);
    }
}
