using Ontotwin.Cli.Output;
using Ontotwin.Graph;

namespace Ontotwin.Cli;

/// <summary>Opens the store that <c>--store</c> names: a folder, or a Neo4j database.</summary>
internal static class Stores
{
    private const string Neo4jScheme = "neo4j+http";
    private const string KeyVariable = "ONTOTWIN_MASTER_KEY_FILE";

    /// <summary>Opens a store, seen by person: twins that are said to be one person are one. A folder that is missing or empty becomes one only when <paramref name="opening"/> allows it.</summary>
    public static async Task<IGraphStore> OpenAsync(string store, StoreOpening opening, CancellationToken cancellationToken)
    {
        if (IsNeo4j(store)) { return new MergedStore(await Graph.Neo4j.Neo4jStore.OpenAsync(store, null, cancellationToken)); }
        var (isNew, key) = (opening == StoreOpening.CreateIfMissing && EmbeddedStore.IsFree(store), KeyOf(store));
        var opened = await EmbeddedStore.OpenAsync(store, opening, key, cancellationToken);
        if (isNew && key is null) { Terminal.Progress($"{store} is made without encryption; for an encrypted store set {KeyVariable} to the file of a key (openssl rand -hex 32 > FILE) when it is made"); }
        return new MergedStore(opened);
    }

    /// <summary>The folder of a store that verbs about files mean.</summary>
    public static string FolderOf(string store, string verb) =>
        IsNeo4j(store) ? throw new UsageException($"'{verb}' is for a store in a folder: Neo4j has its own 'neo4j-admin database' check, dump, backup and load") : store;

    /// <summary>The master key that the environment names, or that lies beside the store's folder (<c>STORE.key</c>, as <c>demo</c> makes it); null for none.</summary>
    public static MasterKey? KeyOf(string store)
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } named) { return MasterKey.Read(named); }
        return File.Exists(KeyBeside(store)) ? MasterKey.Read(KeyBeside(store)) : null;
    }

    /// <summary>Makes a key beside the folder of a store that is yet to be made, unless there is one for it. Returns its file; null when none was made.</summary>
    public static string? MakeKey(string store)
    {
        if (IsNeo4j(store) || !EmbeddedStore.IsFree(store) || KeyOf(store) is not null) { return null; }
        Directory.CreateDirectory(Path.GetDirectoryName(KeyBeside(store))!);
        MasterKey.Create(KeyBeside(store));
        return KeyBeside(store);
    }

    private static string KeyBeside(string store) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(store)) + ".key";

    private static bool IsNeo4j(string store) => store.StartsWith(Neo4jScheme, StringComparison.Ordinal);
}
