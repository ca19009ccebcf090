using System.Globalization;
using System.Text;
using Ontotwin.Sources.Hl7v2.Parsing;
using Ontotwin.Sources.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>
/// One HL7 v2 message. The root's children are the segments and groups of its message structure; a segment's children are its fields, named by
/// their numbers, a repetition being a sibling of the same name; then components and sub-components. By HL7's rule a part that is not divided is
/// its own first component: asking the undivided <c>PID-5</c> for <c>1</c> gives itself.
/// </summary>
public sealed class Hl7v2Record : SourceRecord
{
    private static readonly string[] Numbers = [.. Enumerable.Range(0, 256).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    private readonly Node[] nodes;
    private readonly int[] segments;
    private readonly string[] groupNames;
    private readonly MappedText text;
    private readonly Delimiters delimiters;
    private NodePlaces? places;

    internal Hl7v2Record(SourceDocument document, string type, string? version, int number, ByteRange bytes, MappedText text, Delimiters delimiters,
        NodeBuffer buffer, string[] groupNames)
        : base(document, SourceFormat.Hl7v2, type, version, number)
    {
        Bytes = bytes;
        this.text = text;
        this.delimiters = delimiters;
        this.groupNames = groupNames;
        nodes = buffer.ToArray();
        segments = buffer.SegmentsToArray();
    }

    /// <inheritdoc/>
    public override ByteRange Bytes { get; }

    /// <inheritdoc/>
    public override int NodeCount => nodes.Length;

    /// <summary>Nodes of all segments in document order.</summary>
    internal ReadOnlySpan<int> Segments => segments;

    /// <summary>Which of <see cref="Segments"/> those under a node are among: a long message has many, and most of its groups few.</summary>
    internal (int First, int End) SegmentsAround(int node)
    {
        const int Few = 32;
        if (node == 0 || segments.Length <= Few) { return (0, segments.Length); }
        var (first, end) = (Segments.BinarySearch(node), Segments.BinarySearch(Places.LastUnder(node) + 1));
        return (first < 0 ? ~first : first, end < 0 ? ~end : end);
    }

    /// <summary>Where its nodes stand among others.</summary>
    internal NodePlaces Places => places ??= new(nodes, groupNames);

    /// <inheritdoc/>
    public override string NameOf(int node) => nodes[node].Kind switch
    {
        NodeKind.Message => Type,
        NodeKind.Group => groupNames[nodes[node].Name],
        NodeKind.Segment => SegmentNames.NameOf(nodes[node].Name),
        _ => NumberText(nodes[node].Name),
    };

    /// <inheritdoc/>
    public override FieldState StateOf(int node)
    {
        ref readonly var n = ref nodes[node];
        if (n.Kind <= NodeKind.Segment) { return FieldState.Value; }
        var value = text.Bytes.Span[n.Start..n.End];
        if (value.IsEmpty) { return FieldState.Empty; }
        if (n.IsVerbatim) { return FieldState.Value; }
        if (n.HasChildren)
        {
            return value.IndexOfAnyExcept(delimiters.Component, delimiters.SubComponent == 0 ? delimiters.Component : delimiters.SubComponent) < 0
            ? FieldState.Empty : FieldState.Value;
        }
        return value.SequenceEqual("\"\""u8) ? FieldState.Null : FieldState.Value;
    }

    /// <inheritdoc/>
    public override string TextOf(int node)
    {
        if (nodes[node].Kind <= NodeKind.Segment) { return ""; }
        node = FirstLeaf(node);
        return StateOf(node) != FieldState.Value ? "" : nodes[node].IsVerbatim ? RawText(node) : Escapes.Decode(ValueOf(node), delimiters, text);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Utf8Of(int node)
    {
        if (nodes[node].Kind <= NodeKind.Segment) { return []; }
        node = FirstLeaf(node);
        if (StateOf(node) != FieldState.Value) { return []; }
        var value = ValueOf(node);
        var isPlain = nodes[node].IsVerbatim || delimiters.Escape == 0 || !value.Contains(delimiters.Escape);
        return isPlain && text.IsUtf8(value) ? value : Encoding.UTF8.GetBytes(TextOf(node));
    }

    /// <inheritdoc/>
    public override ByteRange BytesOf(int node) => text.RangeOf(nodes[node].Start, nodes[node].End);

    /// <inheritdoc/>
    public override string PathOf(int node)
    {
        var path = new StringBuilder();
        AppendPath(path, node);
        return path.ToString();
    }

    /// <inheritdoc/>
    public override int ParentOf(int node) => nodes[node].Parent;

    /// <inheritdoc/>
    public override int FirstChild(int node, string? name)
    {
        ref readonly var n = ref nodes[node];
        if (!n.HasChildren) { return name == "1" && n.Kind >= NodeKind.Field ? node : -1; }
        var child = node + 1;
        return name is null || IsNamed(child, name, KeyOf(name)) ? child : NextSibling(child, name);
    }

    /// <inheritdoc/>
    public override int NextSibling(int node, string? name)
    {
        var next = nodes[node].Next;
        if (name is null) { return next; }
        var key = KeyOf(name);
        while (next >= 0 && !IsNamed(next, name, key)) { next = nodes[next].Next; }
        return next;
    }

    /// <summary>The first field, component or sub-component of that number below a node, by the rule of undivided parts; -1 when there is none.</summary>
    public int FirstPart(int node, int number)
    {
        ref readonly var n = ref nodes[node];
        // The names of a group's children are indexes of their own.
        if (n.Kind < NodeKind.Segment) { return -1; }
        if (!n.HasChildren) { return number == 1 && n.Kind >= NodeKind.Field ? node : -1; }
        return nodes[node + 1].Name == number ? node + 1 : NextPart(node + 1, number);
    }

    /// <summary>The next repetition of that number beside a part; -1 when there is none.</summary>
    public int NextPart(int part, int number)
    {
        var next = nodes[part].Next;
        while (next >= 0 && nodes[next].Name != number) { next = nodes[next].Next; }
        return next;
    }

    /// <summary>The escape character; 0 where none is declared.</summary>
    internal byte Escape => delimiters.Escape;

    /// <summary>MSH-9 as it was written.</summary>
    internal string RawType => Hl7v2Path.FindSegment(Root, "MSH").First("9") is { IsAbsent: false } type ? text.Encoding.GetString(ValueOf(type.Node)) : "";

    /// <summary>Whether a node has parts of its own.</summary>
    internal bool HasChildren(int node) => nodes[node].HasChildren;

    internal NodeKind KindOf(int node) => nodes[node].Kind;

    /// <summary>A node's number or segment key, for comparing without strings.</summary>
    internal int KeyOf(int node) => nodes[node].Name;

    /// <summary>The text with only escaped delimiters resolved, as it was otherwise written; <c>""</c> stays.</summary>
    internal string RawText(int node) => nodes[node].IsVerbatim ? text.Encoding.GetString(ValueOf(node)) : Escapes.DecodeDelimiters(ValueOf(node),
        delimiters, text);

    /// <summary>The bytes of a node as they were written, in the encoding that is parsed.</summary>
    internal ReadOnlySpan<byte> WrittenOf(int node) => ValueOf(FirstLeaf(node));

    /// <summary>Where a node lies in the text that is parsed.</summary>
    internal (int Start, int End) StretchOf(int node) => (nodes[node].Start, nodes[node].End);

    private ReadOnlySpan<byte> ValueOf(int node) => text.Bytes.Span[nodes[node].Start..nodes[node].End];

    /// <summary>The innermost node, a segment or a part of one, in which a byte of the parsed text lies; looked for after <paramref name="from"/>, a node before it.</summary>
    internal int LeafAt(int place, int from)
    {
        var found = from;
        for (var node = from; node < nodes.Length && nodes[node].Start <= place; node++)
        {
            if (nodes[node].Kind >= NodeKind.Segment && (place < nodes[node].End || nodes[node].Kind == NodeKind.Segment)) { found = node; }
        }
        return found;
    }

    internal override int LeafOf(int node) => nodes[node].Kind <= NodeKind.Segment ? node : FirstLeaf(node);

    private int FirstLeaf(int node)
    {
        while (nodes[node].HasChildren) { node++; }
        return node;
    }

    // The number a name stands for among fields and components, or the key among segments; the two cannot meet at one level.
    private static int KeyOf(string name) => name.Length == 1 && char.IsAsciiDigit(name[0]) ? name[0] - '0' : name.Length > 0 && char.IsAsciiDigit(name[0])
        ? int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1
        : SegmentNames.KeyOf(name);

    private bool IsNamed(int node, string name, int key)
    {
        ref readonly var n = ref nodes[node];
        return n.Kind == NodeKind.Group ? groupNames[n.Name] == name : n.Name == key && key > 0;
    }

    private static string NumberText(int number) => number < Numbers.Length ? Numbers[number] : number.ToString(CultureInfo.InvariantCulture);

    private void AppendPath(StringBuilder path, int node)
    {
        ref readonly var n = ref nodes[node];
        switch (n.Kind)
        {
            case NodeKind.Message: break;
            case NodeKind.Group:
                if (nodes[n.Parent].Kind == NodeKind.Group) { AppendPath(path, n.Parent); path.Append('/'); }
                path.Append(groupNames[n.Name]);
                AppendPlace(path, Places.AmongSiblings(node));
                break;
            case NodeKind.Segment:
                path.Append(SegmentNames.NameOf(n.Name));
                AppendPlace(path, Places.InMessage(node));
                break;
            case NodeKind.Field:
                AppendPath(path, n.Parent);
                path.Append('-').Append(NumberText(n.Name));
                AppendPlace(path, Places.AmongSiblings(node));
                break;
            default:
                AppendPath(path, n.Parent);
                path.Append('.').Append(NumberText(n.Name));
                break;
        }
    }

    private static void AppendPlace(StringBuilder path, int place)
    {
        if (place > 0) { path.Append('[').Append(place.ToString(CultureInfo.InvariantCulture)).Append(']'); }
    }
}
