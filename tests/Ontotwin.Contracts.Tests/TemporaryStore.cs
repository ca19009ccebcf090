using Ontotwin.Graph;

namespace Ontotwin.Contracts.Tests;

/// <summary>An embedded store in a folder of its own.</summary>
internal static class TemporaryStore
{
    public static async Task<IGraphStore> OpenAsync() =>
        await EmbeddedStore.OpenAsync(Path.Combine(Directory.CreateTempSubdirectory("ontotwin-store").FullName, "s"), StoreOpening.CreateIfMissing, TestContext.Current.CancellationToken);
}
