using Ontotwin.Rdf;
using Ontotwin.Sparql.Evaluation;

namespace Ontotwin.Sparql;

/// <summary>
/// An RDF dataset in memory, ready to be queried: terms as numbers, each graph as sorted columns. About 36 bytes a triple and what its terms take.
/// Many queries may read it at once only if none has to sort: call <see cref="Prepare"/> first. Updates need it alone.
/// </summary>
public sealed class SparqlDataset
{
    private int documents;

    /// <summary>Whether the default graph of a query is all graphs together, unless it says FROM. Each query then sorts them anew where they are several.</summary>
    public bool DefaultIsUnion { get; init; }

    internal TermTable Terms { get; } = new();

    internal GraphData Default { get; private set; } = new();

    internal Dictionary<int, GraphData> Named { get; } = [];

    /// <summary>How many different quads there are. Cost after a change: a sort.</summary>
    public long Count => Default.Index(Terms.Count).Count + Named.Values.Sum(g => (long)g.Index(Terms.Count).Count);

    /// <summary>The names of its graphs, empty ones too.</summary>
    public IEnumerable<Term> GraphNames => Named.Keys.Select(id => Terms[id]);

    /// <summary>Everything in it.</summary>
    public IEnumerable<Quad> Quads => QuadsOf(Default, null).Concat(Named.SelectMany(g => QuadsOf(g.Value, Terms[g.Key])));

    /// <summary>Adds a quad; its blank nodes are those of the same labels here.</summary>
    public void Add(Quad quad) => GraphFor(quad.Graph).Add(Terms.Intern(quad.Triple.Subject), Terms.Intern(quad.Triple.Predicate), Terms.Intern(quad.Triple.Object));

    /// <summary>Adds the quads of one document, whose blank nodes are no others' whatever their labels. </summary>
    /// <param name="quads">The quads.</param>
    /// <param name="graph">The graph that triples without one go to; null: the default graph.</param>
    public void AddDocument(IEnumerable<Quad> quads, Term? graph = null)
    {
        var labels = BlankNode.OfDocument(documents++);
        if (graph is not null) { GraphFor(graph); }
        foreach (var quad in quads) { Add(quad.Graph is null ? new Quad(quad.Triple.Relabel(labels), graph) : quad.Relabel(labels)); }
    }

    /// <summary>Whether there is a graph of this name, an empty one too; null: the default graph, which is always there.</summary>
    public bool HasGraph(Term? name) => Find(name) is not null;

    /// <summary>What a graph says; null: the default graph, or all graphs where <see cref="DefaultIsUnion"/>.</summary>
    public IEnumerable<Triple> TriplesOf(Term? name)
    {
        if (name is null && DefaultIsUnion) { return Quads.Select(q => q.Triple).Distinct(); }
        return Find(name) is { } graph ? QuadsOf(graph, name).Select(q => q.Triple) : [];
    }

    /// <summary>Removes a graph; null: the default graph is emptied.</summary>
    public void RemoveGraph(Term? name)
    {
        if (name is null) { Default.Clear(); }
        else { Named.Remove(Terms.Find(name)); }
    }

    /// <summary>The same quads and empty graphs in a dataset of their own. Cost: as to add them all.</summary>
    public SparqlDataset Copy()
    {
        var copy = new SparqlDataset { DefaultIsUnion = DefaultIsUnion, documents = documents };
        foreach (var name in GraphNames) { copy.GraphFor(name); }
        foreach (var quad in Quads) { copy.Add(quad); }
        return copy;
    }

    /// <summary>Sorts what has changed, so that the first query need not.</summary>
    public void Prepare() => _ = Count;

    internal GraphData GraphFor(Term? name)
    {
        if (name is null) { return Default; }
        var id = Terms.Intern(name);
        if (!Named.TryGetValue(id, out var graph)) { Named.Add(id, graph = new GraphData()); }
        return graph;
    }

    internal GraphData? Find(Term? name) => name is null ? Default : Named.GetValueOrDefault(Terms.Find(name));

    internal IEnumerable<Quad> QuadsOf(GraphData graph, Term? name)
    {
        var order = graph.Index(Terms.Count).Spo;
        for (var i = 0; i < order.Count; i++)
        {
            yield return new Quad(new Triple(Terms[order.Array(0)[i]], (Iri)Terms[order.Array(1)[i]], Terms[order.Array(2)[i]]), name);
        }
    }
}
