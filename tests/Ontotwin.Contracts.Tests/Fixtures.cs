using Ontotwin.Graph.Neo4j;
using Ontotwin.Testing;

[assembly: AssemblyFixture(typeof(Neo4jServer))]

namespace Ontotwin.Contracts.Tests;

internal static class Neo4jServerExtensions
{
    public static async Task<Neo4jStore> OpenAsync(this Neo4jServer server) =>
        await Neo4jStore.OpenAsync(await server.StoreUrlAsync(), null, TestContext.Current.CancellationToken);
}
