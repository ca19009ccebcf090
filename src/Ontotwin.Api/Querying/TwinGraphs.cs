using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Api.Querying;

/// <summary>A store's twins as the graphs of a query, chosen by the store's cohorts and loaded when they are needed.</summary>
/// <param name="store">The store.</param>
/// <param name="wanted">The only twins that are there for the query; null: all.</param>
/// <param name="knownAt">As they were known then; null: now.</param>
public sealed class TwinGraphs(IGraphStore store, IReadOnlySet<TwinId>? wanted, DateTimeOffset? knownAt) : IGraphSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Iri>> ChooseAsync(GraphCondition condition, CancellationToken cancellationToken) =>
        [.. (await store.CohortAsync(condition, cancellationToken)).Where(t => wanted?.Contains(t) != false).Select(t => t.Graph)];

    /// <inheritdoc/>
    public async Task<IEnumerable<Triple>> LoadAsync(Iri graph, CancellationToken cancellationToken) =>
        await store.LoadAsync(new TwinId(graph.Value[TwinId.GraphNamespace.Length..]), knownAt, cancellationToken) is { } twin ? twin.Facts.Select(f => f.Triple) : [];
}
