using Ontotwin.Graph;

namespace Ontotwin.Contracts.Tests;

/// <summary>Neo4j keeps the contract.</summary>
public sealed class Neo4jStoreContract(Neo4jServer server) : GraphStoreContract
{
    protected override async Task<IGraphStore> OpenAsync() => await server.OpenAsync();
}
