namespace Ontotwin.Rdf.JsonLd;

/// <summary>A value of a property: a term, or the items of a list.</summary>
internal sealed class NodeValue(Term term)
{
    public Term Term { get; } = term;

    /// <summary>The items, when it is the head of a list that can be written as one.</summary>
    public List<NodeValue>? List { get; set; }

    /// <summary>The text that a node with language and direction stands for.</summary>
    public GraphNode? Compound { get; set; }
}

/// <summary>What is said of one node of a graph.</summary>
internal sealed class GraphNode(Term id)
{
    public Term Id { get; } = id;

    public List<Term> Types { get; } = [];

    public OrderedDictionary<Iri, List<NodeValue>> Properties { get; } = [];

    /// <summary>Whether it is written where it is used, as a list's cell or a text.</summary>
    public bool IsFolded { get; set; }

    public bool IsSaid => !IsFolded && (Types.Count > 0 || Properties.Count > 0);
}

/// <summary>Where a value stands.</summary>
internal sealed record NodeUse(GraphNode Node, Iri Property, NodeValue Value);

/// <summary>What a blank node is used for in the whole dataset: one that is one value in one place, and nothing else, can be written there.</summary>
internal sealed class BlankUse
{
    private GraphNodes? home;
    private bool isElsewhere;
    private NodeUse? use;

    /// <summary>Where it is the value, when that is one place, and it is neither the name of a graph nor spoken of in two graphs.</summary>
    public NodeUse? Only => isElsewhere ? null : use;

    public void AddValue(NodeUse value) => (isElsewhere, use) = (isElsewhere || use is not null, value);

    public void AddSubject(GraphNodes graph) => (isElsewhere, home) = (isElsewhere || (home is not null && home != graph), graph);

    public void AddName() => isElsewhere = true;
}

/// <summary>A list by its cells.</summary>
/// <param name="Head">Where it is the value.</param>
/// <param name="Cells">From the first one to the last.</param>
internal sealed record CellList(NodeUse Head, List<GraphNode> Cells)
{
    public void Fold()
    {
        Head.Value.List = Cells.ConvertAll(c => c.Properties[RdfTerms.First][0]);
        foreach (var cell in Cells) { cell.IsFolded = true; }
    }
}

/// <summary>Nodes of one graph, and where rdf:nil ends a list.</summary>
internal sealed class GraphNodes
{
    public OrderedDictionary<Term, GraphNode> Nodes { get; } = [];

    public List<NodeUse> Ends { get; } = [];

    public HashSet<GraphNode> Compounds { get; } = [];

    public GraphNode Of(Term id)
    {
        if (!Nodes.TryGetValue(id, out var node)) { Nodes.Add(id, node = new(id)); }
        return node;
    }
}

/// <summary>Serialize RDF as JSON-LD (JSON-LD 1.1 API, section 8.4): nodes of graphs, lists and texts with directions put together.</summary>
/// <param name="options">How.</param>
internal sealed class RdfSerializer(JsonLdWriteOptions options)
{
    private readonly OrderedDictionary<Term, GraphNodes> named = [];
    private readonly HashSet<Quad> known = [];
    private readonly Dictionary<Term, BlankUse> blanks = [];

    public GraphNodes Default { get; } = new();

    public GraphNodes? Named(Term name) => named.GetValueOrDefault(name);

    /// <summary>Takes a statement.</summary>
    /// <exception cref="JsonLdException">Its literal of type rdf:JSON is no JSON.</exception>
    public void Add(Quad quad)
    {
        if (!known.Add(quad)) { return; }
        var graph = quad.Graph is null ? Default : GraphOf(quad.Graph);
        var ((subject, predicate, value), node) = (quad.Triple, graph.Of(quad.Triple.Subject));
        if (subject is BlankNode) { UseOf(subject).AddSubject(graph); }
        if (options.Direction == RdfDirection.CompoundLiteral && predicate == JsonLdTerms.Direction) { graph.Compounds.Add(node); }
        if (value is Literal { Datatype: var datatype } literal && datatype == JsonLdTerms.Json) { CheckJson(literal); }
        if (predicate == RdfTerms.Type && !options.UseRdfType && value is not Literal)
        {
            if (value is BlankNode) { UseOf(value).AddName(); }
            node.Types.Add(value);
            return;
        }
        if (!node.Properties.TryGetValue(predicate, out var values)) { node.Properties.Add(predicate, values = []); }
        var added = new NodeValue(value);
        values.Add(added);
        if (value == RdfTerms.Nil) { graph.Ends.Add(new(node, predicate, added)); }
        if (value is BlankNode) { UseOf(value).AddValue(new(node, predicate, added)); }
    }

    /// <summary>Puts together what belongs together; after the last statement.</summary>
    public void Finish()
    {
        foreach (var graph in named.Values.Prepend(Default))
        {
            foreach (var node in graph.Compounds) { Fold(graph, node); }
            FoldLists(graph);
        }
    }

    private GraphNodes GraphOf(Term name)
    {
        if (!named.TryGetValue(name, out var graph)) { named.Add(name, graph = new()); }
        Default.Of(name);
        if (name is BlankNode) { UseOf(name).AddName(); }
        return graph;
    }

    private BlankUse UseOf(Term blank)
    {
        if (!blanks.TryGetValue(blank, out var use)) { blanks.Add(blank, use = new()); }
        return use;
    }

    private NodeUse? OnlyUse(GraphNode node) => node.Id is BlankNode ? blanks[node.Id].Only : null;

    private static void CheckJson(Literal literal)
    {
        try { CanonicalJson.Of(JsonTree.Read(System.Text.Encoding.UTF8.GetBytes(literal.Lexical))); }
        catch (JsonLdException error) { throw new JsonLdException(JsonLdErrors.InvalidJsonLiteral, error.At, $"a literal of type rdf:JSON is {error.Message}"); }
    }

    // Step 6.1: a blank node that is one value, of rdf:value, rdf:language and rdf:direction.
    private void Fold(GraphNodes graph, GraphNode node)
    {
        if (OnlyUse(node) is not { } use || node.Types.Count > 0) { return; }
        var isText = node.Properties.Keys.All(p => p == JsonLdTerms.Value || p == JsonLdTerms.Language || p == JsonLdTerms.Direction)
            && node.Properties.Values.All(v => v is [{ Term: Literal }]) && node.Properties.ContainsKey(JsonLdTerms.Value);
        if (!isText) { return; }
        use.Value.Compound = node;
        node.IsFolded = true;
    }

    // Step 6.4. Lists that hold themselves, and those in lists deeper than a reader follows, stay as they are.
    private void FoldLists(GraphNodes graph)
    {
        var lists = graph.Ends.ConvertAll(ListThatEnds);
        var listOf = new Dictionary<GraphNode, CellList>();
        foreach (var list in lists)
        {
            foreach (var cell in list.Cells) { listOf.Add(cell, list); }
        }
        foreach (var list in lists)
        {
            var outer = list;
            for (var depth = 0; outer is not null && depth < Limits.MaxListNesting; depth++) { outer = listOf.GetValueOrDefault(outer.Head.Node); }
            if (outer is null) { list.Fold(); }
        }
    }

    // From rdf:nil back to where the list begins.
    private CellList ListThatEnds(NodeUse end)
    {
        var cells = new List<GraphNode>();
        var head = end;
        while (head.Property == RdfTerms.Rest && IsCell(head.Node))
        {
            cells.Add(head.Node);
            head = OnlyUse(head.Node)!;
        }
        cells.Reverse();
        return new(head, cells);
    }

    private bool IsCell(GraphNode node) =>
        OnlyUse(node) is not null && node.Properties.Count == 2
        && node.Properties.TryGetValue(RdfTerms.First, out var first) && first.Count == 1 && node.Properties.TryGetValue(RdfTerms.Rest, out var rest) && rest.Count == 1
        && (node.Types.Count == 0 || (node.Types is [var type] && type == JsonLdTerms.List));
}
