namespace Ontotwin.Sources.Fhir;

/// <summary>Grows the nodes of a record while its JSON is read.</summary>
internal sealed class FhirTree
{
    private readonly NameTable names;
    private readonly Stack<Frame> open = new();
    private int[] firstOfName = [];
    private int[] ownerOfName = [];
    private readonly FhirNodes nodes = new();
    private Frame top = new(-1);

    public FhirTree(NameTable names) => this.names = names;

    /// <summary>What was read so far.</summary>
    public FhirNodes Nodes => nodes;

    /// <summary>Name of the values to come.</summary>
    public int Name { get; set; }

    public bool IsOpen => top.Node >= 0;

    /// <summary>Whether the values to come are those of an array.</summary>
    public bool IsInArray => top.Arrays > 0;

    /// <summary>The object being read.</summary>
    public int Top => top.Node;

    public int StartOf(int node) => nodes[node].Start;

    public string NameOf(int node) => names[nodes[node].Name];

    /// <summary>Starts the record's own object; what was read before is forgotten.</summary>
    public void OpenRoot(int start)
    {
        open.Clear();
        nodes.Clear();
        Array.Clear(ownerOfName);
        top = new Frame(New(-1, start, 0, 0, FhirNodeKind.Object));
    }

    public void Open(int start)
    {
        var node = Add(start, 0, FhirNodeKind.Object);
        top.Name = Name;
        open.Push(top);
        top = new Frame(node);
    }

    /// <summary>Ends the object; merges its <c>_name</c> members and reports names that it has twice.</summary>
    public void Close(int end, Action<string, string, int> report)
    {
        nodes[top.Node].Length = end - nodes[top.Node].Start;
        Settle(top.Node, report);
        top = open.Count > 0 ? open.Pop() : new Frame(-1);
        Name = top.Name;
    }

    /// <summary>Starts an array; false when one is open already in this object.</summary>
    public bool OpenArray()
    {
        if (top.Arrays++ == 0) { top.Index = 0; }
        return top.Arrays == 1;
    }

    public void CloseArray() => top.Arrays--;

    public void Leaf(int start, int length, FhirNodeKind kind) => Add(start, length, kind);

    private int Add(int start, int length, FhirNodeKind kind)
    {
        var index = top.Arrays > 0 ? top.Index + 1 : 0;
        var node = New(Name, start, length, index, kind);
        nodes[node].Parent = top.Node;
        if (top.Last < 0) { nodes[top.Node].FirstChild = node; }
        else { nodes[top.Last].NextSibling = node; }
        (top.Last, top.Index) = (node, index);
        return node;
    }

    private int New(int name, int start, int length, int index, FhirNodeKind kind) => nodes.Add(new FhirNode
    {
        Name = Math.Max(name, 0), Parent = -1, FirstChild = -1, NextSibling = -1, Start = start, Length = length, Index = index, Kind = kind,
    });

    private void Settle(int owner, Action<string, string, int> report)
    {
        if (names.Count > ownerOfName.Length) { Grow(names.Count - 1); }
        for (var child = nodes[owner].FirstChild; child >= 0;)
        {
            ref readonly var node = ref nodes[child];
            if (ownerOfName[node.Name] != owner + 1) { (ownerOfName[node.Name], firstOfName[node.Name]) = (owner + 1, child); }
            else if (node.Index <= 1) { report("OT3408", "the object has this name twice", child); }
            child = node.NextSibling;
        }
        if (names.HasUnderscored) { MergeUnderscored(owner); }
    }

    private void Grow(int name)
    {
        if (name < ownerOfName.Length) { return; }
        Array.Resize(ref ownerOfName, Math.Max(name + 1, names.Count * 2));
        Array.Resize(ref firstOfName, ownerOfName.Length);
    }

    /// <summary>Hands the children of each <c>_name</c> to its primitive of the same place; one without primitive takes its name.</summary>
    private void MergeUnderscored(int owner)
    {
        var previous = -1;
        var partner = -1;
        for (var child = nodes[owner].FirstChild; child >= 0; child = nodes[child].NextSibling)
        {
            var primitive = names.BaseOf(nodes[child].Name);
            if (primitive < 0 || nodes[child].Kind is not (FhirNodeKind.Object or FhirNodeKind.Nothing)) { previous = child; continue; }
            Grow(primitive);
            partner = nodes[child].Index <= 1 ? (ownerOfName[primitive] == owner + 1 ? firstOfName[primitive] : -1) : Following(partner, primitive);
            if (partner < 0)
            {
                nodes[child].Name = primitive;
                nodes[child].Kind = nodes[child].Kind == FhirNodeKind.Object ? FhirNodeKind.ExtensionOnly : FhirNodeKind.Nothing;
                previous = child;
                continue;
            }
            Adopt(partner, child);
            Unlink(owner, previous, child);
        }
    }

    private int Following(int node, int name)
    {
        if (node < 0) { return -1; }
        var next = nodes[node].NextSibling;
        return next >= 0 && nodes[next].Name == name ? next : -1;
    }

    private void Adopt(int primitive, int underscored)
    {
        if (nodes[underscored].FirstChild < 0 || nodes[primitive].FirstChild >= 0) { return; }
        nodes[primitive].FirstChild = nodes[underscored].FirstChild;
        for (var child = nodes[primitive].FirstChild; child >= 0; child = nodes[child].NextSibling) { nodes[child].Parent = primitive; }
        if (nodes[primitive].Kind == FhirNodeKind.Nothing) { nodes[primitive].Kind = FhirNodeKind.ExtensionOnly; }
        nodes[underscored].FirstChild = -1;
    }

    private void Unlink(int owner, int previous, int child)
    {
        if (previous < 0) { nodes[owner].FirstChild = nodes[child].NextSibling; }
        else { nodes[previous].NextSibling = nodes[child].NextSibling; }
        nodes[child].Kind = FhirNodeKind.Nothing;
    }

    /// <summary>An object being read.</summary>
    private struct Frame(int node)
    {
        public readonly int Node = node;

        /// <summary>Its last child so far; -1 for none.</summary>
        public int Last = -1;

        /// <summary>Arrays that are open in it.</summary>
        public int Arrays;

        /// <summary>Place in the array.</summary>
        public int Index;

        /// <summary>Name of the member being read.</summary>
        public int Name;
    }
}
