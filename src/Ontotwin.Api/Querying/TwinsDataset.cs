using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Api.Querying;

/// <summary>A store's twins, each a graph, and all of them the default graph. They change by documents, for every fact has its origin; so never over HTTP.</summary>
/// <param name="store">The store.</param>
public sealed class TwinsDataset(IGraphStore store) : IServedDataset
{
    /// <inheritdoc/>
    public bool IsWritable => false;

    /// <inheritdoc/>
    public async Task ReadAsync(IReadOnlyCollection<Iri> graphs, Action<SparqlDataset> read, CancellationToken cancellationToken)
    {
        var (wanted, source) = (graphs.ToHashSet(), new TwinGraphs(store, null, null));
        var dataset = new SparqlDataset { DefaultIsUnion = true };
        foreach (var graph in await source.ChooseAsync(GraphCondition.Always, cancellationToken))
        {
            if (wanted.Count > 0 && !wanted.Contains(graph)) { continue; }
            foreach (var triple in await source.LoadAsync(graph, cancellationToken)) { dataset.Add(new Quad(triple, graph)); }
        }
        read(dataset);
    }

    /// <inheritdoc/>
    public async Task QueryAsync(SparqlQuery query, SparqlOptions options, Action<SparqlResult> read, CancellationToken cancellationToken) =>
        read(await query.RunAsync(new TwinGraphs(store, null, null), options, cancellationToken));

    /// <inheritdoc/>
    public Task ChangeAsync(Action<SparqlDataset> change, CancellationToken cancellationToken) => throw new NotSupportedException("twins change by documents");
}
