using Ontotwin.Graph;

namespace Ontotwin.Contracts.Tests;

/// <summary>A store seen by person keeps the contract too.</summary>
public sealed class MergedStoreContract : GraphStoreContract
{
    protected override async Task<IGraphStore> OpenAsync() => new MergedStore(await TemporaryStore.OpenAsync());
}
