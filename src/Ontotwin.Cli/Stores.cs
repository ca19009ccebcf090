using Ontotwin.Graph;

namespace Ontotwin.Cli;

/// <summary>Opens the store that <c>--store</c> names: a folder, or a Neo4j database.</summary>
internal static class Stores
{
    private const string Neo4jScheme = "neo4j+http";

    /// <summary>Opens a store, seen by person: twins that are said to be one person are one. A folder that is missing or empty becomes one only when <paramref name="opening"/> allows it.</summary>
    public static async Task<IGraphStore> OpenAsync(string store, StoreOpening opening, CancellationToken cancellationToken) =>
        new MergedStore(store.StartsWith(Neo4jScheme, StringComparison.Ordinal)
            ? await Graph.Neo4j.Neo4jStore.OpenAsync(store, null, cancellationToken)
            : await EmbeddedStore.OpenAsync(store, opening, cancellationToken));
}
