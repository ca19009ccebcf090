using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>The dataset that a query sees (SPARQL 1.1, section 13).</summary>
/// <param name="Default">The default graph.</param>
/// <param name="Named">Graphs by the ids of their names.</param>
internal sealed record QueryGraphs(TripleIndex Default, IReadOnlyDictionary<int, TripleIndex> Named)
{
    /// <summary>All of a dataset, or what FROM and FROM NAMED leave of it.</summary>
    public static QueryGraphs Of(SparqlDataset dataset, IReadOnlyCollection<Iri> from, IReadOnlyCollection<Iri> fromNamed)
    {
        var count = dataset.Terms.Count;
        if (from.Count == 0 && fromNamed.Count == 0)
        {
            // An empty graph is no graph to a query.
            var all = dataset.DefaultIsUnion ? Merged([.. dataset.Named.Values.Prepend(dataset.Default).Select(g => g.Index(count)).Where(g => g.Count > 0)], count) : dataset.Default.Index(count);
            return new(all, dataset.Named.Select(g => (g.Key, Index: g.Value.Index(count))).Where(g => g.Index.Count > 0).ToDictionary(g => g.Key, g => g.Index));
        }
        var named = new Dictionary<int, TripleIndex>();
        foreach (var name in fromNamed.Distinct())
        {
            if (dataset.Find(name) is { } graph) { named[dataset.Terms.Find(name)] = graph.Index(count); }
        }
        return new(Merged([.. from.Distinct().Select(dataset.Find).OfType<GraphData>().Select(g => g.Index(count))], count), named);
    }

    private static TripleIndex Merged(List<TripleIndex> graphs, int termCount)
    {
        if (graphs.Count <= 1) { return graphs.Count == 0 ? TripleIndex.Empty : graphs[0]; }
        int[] All(int part) => [.. graphs.SelectMany(g => g.Spo.Array(part))];
        return TripleIndex.Build(All(0), All(1), All(2), termCount);
    }
}
