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

    /// <summary>Hash of what bears on every map; empty of a set of an older store.</summary>
    public string Common { get; private init; } = "";

    /// <summary>Full name → hash of what tells which records the map reads; without those of an older store.</summary>
    private ImmutableSortedDictionary<string, string> Selectors { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The set of a program; documents of a named site give something else than without.</summary>
    public static RuleSet Of(TwinProgram program, string? site)
    {
        var ofSite = site is null ? "" : " " + site;
        var maps = program.Maps.ToImmutableSortedDictionary(m => m.FullName, m => program.MapHashes.GetValueOrDefault(m.FullName, program.Hash) + ofSite, StringComparer.Ordinal);
        var set = new RuleSet("", maps) { Common = program.CommonHash + ofSite, Selectors = program.Maps.ToImmutableSortedDictionary(m => m.FullName, m => Hash(Text(m.Source))[..16], StringComparer.Ordinal) };
        return set with { Id = Hash(set.Text())[..32] };
    }

    /// <summary>Keeps the set in the store.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    public Task SaveAsync(IGraphStore store, CancellationToken cancellationToken) => store.SetSettingOnceAsync(Setting + Id, Encoding.UTF8.GetBytes(Text()), cancellationToken);

    /// <summary>A set that was kept; an empty one when it was not.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public static async Task<RuleSet> LoadAsync(IGraphStore store, string id, CancellationToken cancellationToken)
    {
        var text = await store.GetSettingAsync(Setting + id, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).ToLookup(l => l[0].Length > 0);
        return new RuleSet(id, lines[true].ToImmutableSortedDictionary(l => l[0], l => l[1], StringComparer.Ordinal))
        {
            Common = lines[false].FirstOrDefault()?[1] ?? "",
            Selectors = lines[true].Where(l => l.Length > 2).ToImmutableSortedDictionary(l => l[0], l => l[2], StringComparer.Ordinal),
        };
    }

    /// <summary>Full names of the maps that are in one of the two sets only, or in both with other contents.</summary>
    public IReadOnlySet<string> DifferingFrom(RuleSet other) =>
        Maps.Keys.Union(other.Maps.Keys).Where(m => Maps.GetValueOrDefault(m) != other.Maps.GetValueOrDefault(m)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a map reads the same records in both sets.</summary>
    public bool SelectsAs(RuleSet other, string map) => Selectors.GetValueOrDefault(map) == other.Selectors.GetValueOrDefault(map);

    private string Text() => string.Join('\n', Maps.Select(m => $"{m.Key}\t{m.Value}\t{Selectors[m.Key]}").Prepend("\t" + Common));

    // What a record is asked for before a map runs on it.
    private static string Text(SourceSelector source) =>
        string.Join('\u001f', source.Format, source.OnlyThatVersion ? source.Version : "", string.Join(' ', source.Types), source.FilePattern, source.RowType, source.ReadAs);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
