using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Text;
using Ontotwin.Sources.Tree;

namespace Ontotwin.Sources.Xml;

/// <summary>One element (or attribute, text, document) as a record.</summary>
internal sealed class XmlRecord(SourceDocument document, int number, TreeNode[] nodes, XmlNames names, MappedText text, string place)
    : TreeRecord(document, SourceFormat.Xml, nodes[0].Kind == TreeKind.Document && nodes[0].FirstChild >= 0 ? names[nodes[nodes[0].FirstChild].Name] : IsContent(nodes[0].Kind) ? ContentName : names[nodes[0].Name], number, nodes, text, place)
{
    private const string ContentName = "text()";

    public XmlNames Names => names;

    public static bool IsAttribute(TreeKind kind) => kind is TreeKind.PlainAttribute or TreeKind.MarkedAttribute;

    public static bool IsContent(TreeKind kind) => kind is TreeKind.PlainContent or TreeKind.MarkedContent;

    public static bool IsElement(TreeKind kind) => kind is TreeKind.Element or TreeKind.PlainLeaf or TreeKind.MarkedLeaf;

    public override string NameOf(int node) => Nodes[node].Kind switch
    {
        TreeKind.PlainAttribute or TreeKind.MarkedAttribute => names.AttributeName(Nodes[node].Name),
        TreeKind.PlainContent or TreeKind.MarkedContent => ContentName,
        _ => names[Nodes[node].Name],
    };

    public override FieldState StateOf(int node) => Nodes[node].FirstChild < 0 && Nodes[node].Length == 0 ? FieldState.Empty : IsNil(node) ? FieldState.Null : FieldState.Value;

    public override string TextOf(int node) => Nodes[node].Kind switch
    {
        TreeKind.PlainLeaf or TreeKind.PlainAttribute or TreeKind.PlainContent => Plain(SpanOf(node)),
        TreeKind.MarkedAttribute => XmlText.DecodeAttribute(SpanOf(node)),
        // Of the root element, not of what stands before it.
        TreeKind.Document => Nodes[0].FirstChild >= 0 ? TextOf(Nodes[0].FirstChild) : "",
        _ => OnlyContent(node) is >= 0 and var content ? TextOf(content) : XmlText.Decode(SpanOf(node)),
    };

    public override ReadOnlySpan<byte> Utf8Of(int node)
    {
        if (OnlyContent(node) is >= 0 and var content) { node = content; }
        var isPlain = Nodes[node].Kind is TreeKind.PlainLeaf or TreeKind.PlainAttribute or TreeKind.PlainContent;
        return isPlain && Utf8.IsValid(SpanOf(node)) ? SpanOf(node) : Encoding.UTF8.GetBytes(TextOf(node));
    }

    public override string PathOf(int node)
    {
        if (node == 0) { return Place.Length == 0 ? "/" : Place; }
        var path = new StringBuilder(Place);
        foreach (var step in Steps(node))
        {
            path.Append('/').Append(NameOf(step));
            if (IsElement(Nodes[step].Kind) && Nodes[step].Index > 0) { path.Append(CultureInfo.InvariantCulture, $"[{Nodes[step].Index}]"); }
        }
        return path.ToString();
    }

    public override int FirstChild(int node, string? name) => Seek(Nodes[node].FirstChild, name);

    public override int NextSibling(int node, string? name) => Seek(Nodes[node].NextSibling, name);

    protected override TreeRecord With(TreeNode[] nodes, int number, string place) => new XmlRecord(Document, number, nodes, names, Text, place);

    // xsi:nil="true" (XML Schema part 1, 2.6.2): the element is there to say that it has no value. Attributes are an element's first children.
    private bool IsNil(int node)
    {
        if (Nodes[node].Kind != TreeKind.Element) { return false; }
        for (var child = Nodes[node].FirstChild; child >= 0 && IsAttribute(Nodes[child].Kind); child = Nodes[child].NextSibling)
        {
            if (Nodes[child].Space == names.InstanceSpace && names[names.LocalOf(Nodes[child].Name)] == "nil") { return SpanOf(child).Trim(" \t\r\n"u8) is var said && (said.SequenceEqual("true"u8) || said.SequenceEqual("1"u8)); }
        }
        return false;
    }

    // The text of an element that has nothing but attributes beside it.
    private int OnlyContent(int node)
    {
        if (Nodes[node].Kind != TreeKind.Element) { return -1; }
        var child = Nodes[node].FirstChild;
        while (child >= 0 && IsAttribute(Nodes[child].Kind)) { child = Nodes[child].NextSibling; }
        return child >= 0 && IsContent(Nodes[child].Kind) && Nodes[child].NextSibling < 0 ? child : -1;
    }

    private int Seek(int node, string? name)
    {
        if (name is null || node < 0) { return node; }
        var isAttribute = name.StartsWith('@');
        var isContent = name == ContentName;
        var wanted = isContent ? 0 : names.Find(isAttribute ? name[1..] : name);
        while (node >= 0 && !(isContent ? IsContent(Nodes[node].Kind) : Nodes[node].Name == wanted && IsAttribute(Nodes[node].Kind) == isAttribute && !IsContent(Nodes[node].Kind)))
        {
            node = Nodes[node].NextSibling;
        }
        return node;
    }
}
