using Ontotwin.Rdf;

namespace Ontotwin.Sparql.Tests;

/// <summary>A source that chooses as sharply as can be, so that whatever a query asks too much for is missed; it notes what was loaded.</summary>
internal sealed class GraphsInMemory(IReadOnlyDictionary<Iri, List<Triple>> graphs) : IGraphSource
{
    private int loads;

    /// <summary>How often a graph was loaded.</summary>
    public int Loads => loads;

    /// <summary>What to do before a graph is given.</summary>
    public Func<Iri, Task> BeforeLoad { get; init; } = _ => Task.CompletedTask;

    public Task<IReadOnlyList<Iri>> ChooseAsync(GraphCondition condition, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Iri>>(
        [.. graphs.Where(g => condition.IsFulfilled(c => g.Value.Exists(t => t.Predicate == c.Property && (c.Values.IsEmpty || c.Values.Contains(t.Object))))).Select(g => g.Key)]);

    public async Task<IEnumerable<Triple>> LoadAsync(Iri graph, CancellationToken cancellationToken)
    {
        await BeforeLoad(graph);
        Interlocked.Increment(ref loads);
        return graphs[graph];
    }

    /// <summary>The same graphs as a dataset, loaded whole.</summary>
    public SparqlDataset Whole()
    {
        var dataset = new SparqlDataset { DefaultIsUnion = true };
        foreach (var (name, triples) in graphs)
        {
            foreach (var triple in triples) { dataset.Add(new Quad(triple, name)); }
        }
        return dataset;
    }
}
