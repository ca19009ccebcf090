using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Engine;

/// <summary>The maps of a program, each with the hash of what its results depend on. A store keeps every set that was applied once, under its id.</summary>
/// <param name="Id">Hash of the set, lower-case hex.</param>
/// <param name="Maps">Full name → hash.</param>
internal sealed record RuleSet(string Id, ImmutableSortedDictionary<string, string> Maps)
{
    private const string Setting = "rules ";

    /// <summary>The set of a program; documents of a named site give something else than without.</summary>
    public static RuleSet Of(TwinProgram program, string? site)
    {
        var maps = program.Maps.ToImmutableSortedDictionary(
            m => m.FullName, m => program.MapHashes.GetValueOrDefault(m.FullName, program.Hash) + (site is null ? "" : " " + site), StringComparer.Ordinal);
        return new RuleSet(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(maps))))[..32], maps);
    }

    /// <summary>Keeps the set in the store.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    public Task SaveAsync(IGraphStore store, CancellationToken cancellationToken) => store.SetSettingOnceAsync(Setting + Id, Encoding.UTF8.GetBytes(Text(Maps)), cancellationToken);

    /// <summary>A set that was kept; an empty one when it was not.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public static async Task<RuleSet> LoadAsync(IGraphStore store, string id, CancellationToken cancellationToken)
    {
        var text = await store.GetSettingAsync(Setting + id, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'));
        return new RuleSet(id, lines.ToImmutableSortedDictionary(l => l[0], l => l[1], StringComparer.Ordinal));
    }

    /// <summary>Full names of the maps that are in one of the two sets only, or in both with other contents.</summary>
    public IReadOnlySet<string> DifferingFrom(RuleSet other) =>
        Maps.Keys.Union(other.Maps.Keys).Where(m => Maps.GetValueOrDefault(m) != other.Maps.GetValueOrDefault(m)).ToHashSet(StringComparer.Ordinal);

    private static string Text(ImmutableSortedDictionary<string, string> maps) => string.Join('\n', maps.Select(m => m.Key + "\t" + m.Value));
}
