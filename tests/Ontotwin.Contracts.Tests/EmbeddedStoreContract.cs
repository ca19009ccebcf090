using Ontotwin.Graph;

namespace Ontotwin.Contracts.Tests;

/// <summary>The embedded store keeps the contract.</summary>
public sealed class EmbeddedStoreContract : GraphStoreContract
{
    protected override async Task<IGraphStore> OpenAsync() => await TemporaryStore.OpenAsync();
}
