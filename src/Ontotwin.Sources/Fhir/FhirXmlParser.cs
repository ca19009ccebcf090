using System.Text.Unicode;
using Ontotwin.Sources.Xml;
using Ontotwin.Values;

namespace Ontotwin.Sources.Fhir;

/// <summary>
/// Reads one FHIR resource or Bundle as XML (FHIR R4, 2.6.1) into the nodes that its JSON would give: the attribute <c>value</c> is the text of a primitive,
/// <c>id</c> and <c>url</c> are children, the element inside <c>resource</c> and <c>contained</c> is their <c>resourceType</c>, and the narrative's <c>div</c> is
/// its markup. One use.
/// </summary>
internal sealed class FhirXmlParser
{
    private readonly SourceDocument document;
    private readonly int number;
    private readonly NameTable names = new();
    private readonly XmlTokenizer tokens;
    private readonly FhirNodes nodes = new();
    private readonly Stack<Frame> open = new();
    private readonly Dictionary<int, int> lastOf = [];

    /// <param name="document">The document.</param>
    /// <param name="number">Number of the record.</param>
    public FhirXmlParser(SourceDocument document, int number = 1)
    {
        (this.document, this.number) = (document, number);
        tokens = new(document.Bytes, FhirLines.BomLength(document.Bytes.Span));
    }

    /// <summary>Whether a document begins as XML whose root is in FHIR's namespace.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes)
    {
        const int Window = 4096;
        var start = FhirLines.SkipBlank(bytes, FhirLines.BomLength(bytes));
        return start < bytes.Length && bytes[start] == '<' && bytes.Slice(start, Math.Min(Window, bytes.Length - start)).IndexOf("\"http://hl7.org/fhir\""u8) >= 0;
    }

    public SourceItem Parse()
    {
        if (!Utf8.IsValid(document.Bytes.Span)) { return Reject("OT3406", "the bytes are no UTF-8, and the XML declaration names no other encoding that is known", FhirLines.FirstInvalidUtf8(document.Bytes.Span)); }
        for (var token = tokens.Next(); token != XmlToken.End; token = tokens.Next())
        {
            if (tokens.Depth > 2 * FhirLimits.MaxDepth) { return Reject("OT3403", $"nested deeper than the limit of {2 * FhirLimits.MaxDepth}", tokens.Start); }
            if (nodes.Count >= FhirLimits.MaxNodes) { return Reject("OT3404", "more values than the limit of one record", tokens.Start); }
            if (token == XmlToken.Start && !Enter()) { break; }
            if (token == XmlToken.Close) { Leave(); }
        }
        if (tokens.Fault is { } fault) { return Reject("OT3401", fault.Message, fault.At); }
        var type = new FhirRecord(document, "", number, nodes, names, isUtf8: true).Root.First("resourceType").Text;
        return type.Length == 0 ? Reject("OT3402", "the document has no resource", 0) : new SourceItem(new FhirRecord(document, type, number, nodes, names, isUtf8: true), []);
    }

    private bool Enter()
    {
        var (start, length) = LocalName();
        var name = tokens.Span(start, length);
        if (open.Count == 0) { EnterResource(-1, start, length); return true; }
        var parent = open.Peek();
        if (parent.Element is { IsResource: true } && parent.HoldsResource) { EnterResource(parent.Node, start, length); return true; }
        if (name.SequenceEqual("div"u8)) { return PassNarrative(parent); }
        var element = parent.Element?.Child(System.Text.Encoding.UTF8.GetString(name));
        var node = Add(parent.Node, names.Intern(name), tokens.Start, 0, FhirNodeKind.Object, element is { Repeats: true });
        AddAttributes(node, element);
        open.Push(new(node, element, element is { IsResource: true }));
        return true;
    }

    // The element that names a resource's type has no node of its own: it is what stands around it.
    private void EnterResource(int around, int start, int length)
    {
        var node = around >= 0 ? around : Add(-1, 0, tokens.Start, 0, FhirNodeKind.Object, isRepeating: false);
        Add(node, names.Intern("resourceType"u8), start, length, FhirNodeKind.PlainText, isRepeating: false);
        open.Push(new(node, FhirSchema.Resource(System.Text.Encoding.UTF8.GetString(tokens.Span(start, length))), HoldsResource: false));
    }

    private void Leave()
    {
        if (!open.TryPop(out var frame)) { return; }
        ref var node = ref nodes[frame.Node];
        if (node.Kind != FhirNodeKind.Object) { return; }
        node.Length = tokens.End - node.Start;
        if (frame.Element is { IsPrimitive: true }) { node.Kind = FhirNodeKind.ExtensionOnly; }
    }

    private void AddAttributes(int node, FhirElement? element)
    {
        foreach (var attribute in tokens.Attributes)
        {
            var name = tokens.Span(attribute.NameStart, attribute.NameLength);
            var kind = attribute.IsMarked ? FhirNodeKind.XmlText : FhirNodeKind.PlainText;
            if (name.SequenceEqual("value"u8) && element is not { IsPrimitive: false })
            {
                ref var own = ref nodes[node];
                (own.Start, own.Length, own.Kind) = (attribute.Start, attribute.Length, kind);
            }
            else if (name.SequenceEqual("id"u8) || name.SequenceEqual("url"u8)) { Add(node, names.Intern(name), attribute.Start, attribute.Length, kind, isRepeating: false); }
        }
    }

    private bool PassNarrative(Frame parent)
    {
        var (start, depth) = (tokens.Start, tokens.Depth);
        while (tokens.Next() is not XmlToken.End and var token)
        {
            if (token != XmlToken.Close || tokens.Depth >= depth) { continue; }
            Add(parent.Node, names.Intern("div"u8), start, tokens.End - start, FhirNodeKind.PlainText, isRepeating: false);
            return true;
        }
        return false;
    }

    private int Add(int parent, int name, int start, int length, FhirNodeKind kind, bool isRepeating)
    {
        var (last, index) = (-1, isRepeating ? 1 : 0);
        if (parent >= 0)
        {
            last = lastOf.GetValueOrDefault(parent, -1);
            if (isRepeating && last >= 0 && nodes[last].Name == name) { index = nodes[last].Index + 1; }
        }
        nodes.Add(new FhirNode { Name = name, Parent = parent, FirstChild = -1, NextSibling = -1, Start = start, Length = length, Index = index, Kind = kind });
        var node = nodes.Count - 1;
        if (parent < 0) { return node; }
        if (last < 0) { nodes[parent].FirstChild = node; }
        else { nodes[last].NextSibling = node; }
        lastOf[parent] = node;
        return node;
    }

    private (int Start, int Length) LocalName()
    {
        var colon = tokens.Span(tokens.NameStart, tokens.NameLength).IndexOf((byte)':');
        return (tokens.NameStart + colon + 1, tokens.NameLength - colon - 1);
    }

    private SourceItem Reject(string code, string message, int at) =>
        FhirDiagnostics.Reject(document, code, $"{message} (byte {document.RangeOf(at, at).Start})", document.Extent);

    private readonly record struct Frame(int Node, FhirElement? Element, bool HoldsResource);
}
