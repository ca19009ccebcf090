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

    /// <summary>The twins that are wanted, as a dataset.</summary>
    /// <param name="store">The store.</param>
    /// <param name="isWanted">Which twins; the others are not loaded.</param>
    /// <param name="knownAt">As they were known then; null: now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public static async Task<SparqlDataset> LoadAsync(IGraphStore store, Func<TwinId, bool> isWanted, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        var dataset = new SparqlDataset { DefaultIsUnion = true };
        await foreach (var id in store.TwinsAsync(cancellationToken))
        {
            if (!isWanted(id) || await store.LoadAsync(id, knownAt, cancellationToken) is not { } twin) { continue; }
            foreach (var fact in twin.Facts) { dataset.Add(new Quad(fact.Triple, id.Graph)); }
        }
        return dataset;
    }

    /// <inheritdoc/>
    public async Task ReadAsync(IReadOnlyCollection<Iri> graphs, Action<SparqlDataset> read, CancellationToken cancellationToken)
    {
        var wanted = graphs.ToHashSet();
        read(await LoadAsync(store, id => wanted.Count == 0 || wanted.Contains(id.Graph), null, cancellationToken));
    }

    /// <inheritdoc/>
    public Task ChangeAsync(Action<SparqlDataset> change, CancellationToken cancellationToken) => throw new NotSupportedException("twins change by documents");
}
