using Ontotwin.Graph;

namespace Ontotwin.Contracts.Tests;

/// <summary>The embedded store keeps the contract with its records encrypted.</summary>
public sealed class EncryptedStoreContract : GraphStoreContract
{
    protected override async Task<IGraphStore> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-store").FullName;
        return await EmbeddedStore.OpenAsync(Path.Combine(folder, "s"), StoreOpening.CreateIfMissing, MasterKey.Create(Path.Combine(folder, "key")), TestContext.Current.CancellationToken);
    }
}
