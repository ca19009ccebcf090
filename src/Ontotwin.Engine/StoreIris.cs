using System.Security.Cryptography;
using Ontotwin.Graph;
using Ontotwin.Mapping;

namespace Ontotwin.Engine;

/// <summary>The IRIs of a store's nodes, made under the store's own secret.</summary>
internal static class StoreIris
{
    private const string SecretSetting = "iri-secret";

    /// <summary>The store's maker; its secret is made on first use.</summary>
    public static async Task<IriMaker> OfAsync(IGraphStore store, CancellationToken cancellationToken) => new(
        await store.GetSettingAsync(SecretSetting, cancellationToken) ?? await store.SetSettingOnceAsync(SecretSetting, RandomNumberGenerator.GetBytes(32), cancellationToken));
}
