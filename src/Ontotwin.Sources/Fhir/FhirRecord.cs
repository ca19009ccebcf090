using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ontotwin.Sources.Fhir.Bundles;
using Ontotwin.Values;

namespace Ontotwin.Sources.Fhir;

/// <summary>One FHIR resource or Bundle over the bytes of its document.</summary>
internal sealed class FhirRecord : SourceRecord
{
    private readonly FhirNodes nodes;
    private readonly NameTable names;
    private readonly bool isUtf8;
    private FhirReferenceIndex? references;
    private Dictionary<string, List<Field>>? resourcesByType;
    private List<Field>? modifiers;
    private List<Field>? deletions;
    private List<Field>? patches;

    public FhirRecord(SourceDocument document, string type, int number, FhirNodes nodes, NameTable names, bool isUtf8)
        : base(document, SourceFormat.Fhir, type, null, number)
    {
        this.isUtf8 = isUtf8;
        this.nodes = nodes;
        this.names = names;
    }

    public override ByteRange Bytes => BytesOf(0);

    public override int NodeCount => nodes.Count;

    /// <summary>Which entries of a bundle it is, where that is read in parts; null for a whole one.</summary>
    public BundlePart? Part { get; private set; }

    /// <summary>Where its references lead; made on first use. Two threads may both make it: they make the same.</summary>
    public FhirReferenceIndex References => references ??= new FhirReferenceIndex(this);

    /// <summary>The model of the resource that was last asked for: what is asked of one is asked together.</summary>
    public FhirModel? LastModel { get; set; }

    /// <summary>The resources of a bundle's entries by type, in order; made on first use, as its references are.</summary>
    public IReadOnlyDictionary<string, List<Field>> ResourcesByType => resourcesByType ??= Resources();

    /// <summary>What of it changes the meaning of what it stands in; looked for on first use.</summary>
    public IReadOnlyList<Field> Modifiers => modifiers ??= FindModifiers();

    /// <summary>What a bundle asks to delete; looked for on first use.</summary>
    public IReadOnlyList<Field> Deletions => deletions ??= Requests("DELETE");

    /// <summary>What a bundle asks to change in part; looked for on first use.</summary>
    public IReadOnlyList<Field> Patches => patches ??= Requests("PATCH");

    /// <summary>Says that the record is some entries of a larger bundle, which are counted from there.</summary>
    public void BecomePart(BundlePart part)
    {
        Part = part;
        foreach (var entry in Root.All("entry")) { nodes[entry.Node].Index += part.First - 1; }
    }

    /// <summary>Place of an element among its repetitions, from 1; 0 where it does not repeat.</summary>
    public int PlaceOf(int node) => nodes[node].Index;

    public override string NameOf(int node) => names[nodes[node].Name];

    public override FieldState StateOf(int node) => nodes[node].Kind switch
    {
        FhirNodeKind.Nothing => FieldState.Absent,
        FhirNodeKind.ExtensionOnly => FieldState.Empty,
        FhirNodeKind.Object => nodes[node].FirstChild < 0 ? FieldState.Empty : FieldState.Value,
        _ => nodes[node].Length == 0 ? FieldState.Empty : FieldState.Value,
    };

    public override bool IsGroup(int node) => nodes[node].Kind == FhirNodeKind.Object;

    public override string TextOf(int node) => nodes[node].Kind switch
    {
        FhirNodeKind.PlainText or FhirNodeKind.Literal => Encoding.UTF8.GetString(SpanOf(node)),
        FhirNodeKind.EscapedText => JsonText.Decode(SpanOf(node)),
        FhirNodeKind.XmlText => Xml.XmlText.DecodeAttribute(SpanOf(node)),
        _ => "",
    };

    // A string that is no valid UTF-8 is decoded with replacement, as its text is.
    public override ReadOnlySpan<byte> Utf8Of(int node) =>
        nodes[node].Kind is FhirNodeKind.PlainText or FhirNodeKind.Literal && (isUtf8 || Utf8.IsValid(SpanOf(node))) ? SpanOf(node) : Encoding.UTF8.GetBytes(TextOf(node));

    /// <summary>The same as <see cref="Utf8Of"/>, to be kept: of the document itself where it can be.</summary>
    public ReadOnlyMemory<byte> Utf8MemoryOf(int node) =>
        nodes[node].Kind == FhirNodeKind.PlainText ? Document.Bytes.Slice(nodes[node].Start, nodes[node].Length) : Encoding.UTF8.GetBytes(TextOf(node));

    /// <summary>The bytes of a node as they are written.</summary>
    public ReadOnlyMemory<byte> WrittenOf(int node) => Document.Bytes[Within(node)];

    /// <summary>Where a node stands in the bytes at hand, which may be put together of several pieces of the document.</summary>
    public Range Within(int node) => nodes[node].Start..(nodes[node].Start + nodes[node].Length);

    public override ByteRange BytesOf(int node) => Document.RangeOf(nodes[node].Start, nodes[node].Start + nodes[node].Length);

    public override string PathOf(int node)
    {
        var steps = new Stack<int>();
        for (; node > 0; node = nodes[node].Parent) { steps.Push(node); }
        var path = new StringBuilder();
        foreach (var step in steps)
        {
            if (path.Length > 0) { path.Append('.'); }
            path.Append(names[nodes[step].Name]);
            if (nodes[step].Index > 0) { path.Append(CultureInfo.InvariantCulture, $"[{nodes[step].Index}]"); }
        }
        return path.ToString();
    }

    public override int ParentOf(int node) => nodes[node].Parent;

    public override int FirstChild(int node, string? name) => Seek(nodes[node].FirstChild, name);

    public override int NextSibling(int node, string? name) => Seek(nodes[node].NextSibling, name);

    private ReadOnlySpan<byte> SpanOf(int node) => Document.Bytes.Span.Slice(nodes[node].Start, nodes[node].Length);

    private int Seek(int node, string? name)
    {
        if (name is null || node < 0) { return node; }
        var wanted = names.Find(name);
        if (wanted < 0) { return -1; }
        while (node >= 0 && nodes[node].Name != wanted) { node = nodes[node].NextSibling; }
        return node;
    }

    // The url of each such request, or its method where it names nothing.
    private List<Field> Requests(string method)
    {
        var found = new List<Field>();
        if (names.Find("request") < 0) { return found; }
        foreach (var entry in Root.All("entry"))
        {
            var request = entry.First("request");
            if (request.First("method") is not { State: FieldState.Value } asked || asked.Text != method) { continue; }
            found.Add(request.First("url") is { State: FieldState.Value } url ? url : asked);
        }
        return found;
    }

    private List<Field> FindModifiers()
    {
        var (extension, rules, focus) = (names.Find(FhirModifiers.Extension), names.Find(FhirModifiers.Rules), names.Find(FhirModifiers.Focus));
        var (found, focused) = (new List<Field>(), (Parent: -1, IsObservation: false));
        if (extension < 0 && rules < 0 && focus < 0) { return found; }
        for (var node = 1; node < nodes.Count; node++)
        {
            var name = nodes[node].Name;
            // Asked once of what has thousands of them.
            if (name == focus && focused.Parent != nodes[node].Parent) { focused = (nodes[node].Parent, IsObservation(nodes[node].Parent)); }
            if ((name == extension || name == rules || (name == focus && focused.IsObservation)) && StateOf(node) == FieldState.Value) { found.Add(new Field(this, node)); }
        }
        return found;
    }

    // Messages and tasks have a focus too, which is what they are about.
    private bool IsObservation(int node) => new Field(this, node).First("resourceType").Text == "Observation";

    private Dictionary<string, List<Field>> Resources()
    {
        var byType = new Dictionary<string, List<Field>>(StringComparer.Ordinal);
        foreach (var entry in Root.All("entry"))
        {
            if (entry.First("resource") is not { IsAbsent: false } resource) { continue; }
            var type = resource.First("resourceType").Text;
            if (!byType.TryGetValue(type, out var list)) { byType.Add(type, list = []); }
            list.Add(resource);
        }
        return byType;
    }
}
