using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Graph.Embedded;
using Ontotwin.Values;
using RocksDbSharp;

namespace Ontotwin.Graph;

/// <summary>
/// The store without a server: a folder that one process at a time writes to (RocksDB inside). A change is on the disk before its task ends; a process
/// that is killed loses nothing that was acknowledged. Layout and figures: docs/decisions/0003-embedded-store-layout.md.
/// </summary>
public sealed class EmbeddedStore : IGraphStore
{
    private const string SecretName = "ontotwin.lookup-secret";
    private readonly SemaphoreSlim[] writers = [.. Enumerable.Range(0, Limits.MaxWriters).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly SemaphoreSlim settings = new(1, 1);
    private readonly HeldFactsCache cache = new();
    private readonly string folder;
    private readonly Database database;
    private readonly StoreKeys keys;
    private readonly bool isReadOnly;

    private EmbeddedStore(string folder, Database database, StoreKeys keys, bool isReadOnly)
    {
        this.folder = folder;
        this.database = database;
        this.keys = keys;
        this.isReadOnly = isReadOnly;
    }

    /// <summary>Opens the store in a folder. A folder that holds something else is refused before anything is written.</summary>
    /// <exception cref="GraphStoreException">OT5002 to OT5007: no store, not a store, in use, newer, damaged, or not to be read or written.</exception>
    public static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening, CancellationToken cancellationToken) =>
        OpenAsync(folder, opening, Compression.Lz4, cancellationToken);

    internal static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening, Compression compression, CancellationToken cancellationToken) =>
        Task.Run(() => Open(Path.GetFullPath(folder), opening, compression), cancellationToken);

    private static EmbeddedStore Open(string folder, StoreOpening opening, Compression compression)
    {
        Database? database = null;
        try
        {
            var make = StoreFolder.MustBeMade(folder, opening);
            if (make) { StoreFolder.Begin(folder); }
            database = new Database(StoreFolder.Database(folder), make, opening, compression);
            if (make)
            {
                database.Use(db => SetOnce(db, SecretName, RandomNumberGenerator.GetBytes(32)));
                StoreFolder.Complete(folder);
            }
            var secret = database.Use(db => db.Get(StoreKeys.Setting(SecretName))) ?? throw StoreFaults.Damaged(folder, "its secret is missing", null);
            var store = new EmbeddedStore(folder, database, new StoreKeys(secret), opening is StoreOpening.ReadOnly or StoreOpening.Following);
            database = null;
            return store;
        }
        catch (Exception cause) when (StoreFaults.IsStorage(cause))
        {
            throw StoreFaults.Of(folder, cause);
        }
        finally
        {
            database?.Dispose();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TwinId> TwinsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var twins = database.Use(db =>
        {
            var all = new List<TwinId>();
            Database.Scan(db, StoreKeys.List, (key, _) =>
            {
                all.Add(StoreKeys.TwinOfListed(key));
                return !cancellationToken.IsCancellationRequested;
            });
            return all;
        });
        foreach (var twin in twins)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return twin;
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Twin?> LoadAsync(TwinId twin, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<Twin?>(cancellationToken); }
        if (!StoreKeys.IsUsable(twin)) { return Task.FromResult<Twin?>(null); }
        return Task.FromResult(database.Use(db =>
        {
            var reader = TwinReader.Read(db, twin, StoreKeys.Chunk);
            if (!reader.Exists) { return null; }
            var facts = ImmutableArray.CreateBuilder<Fact>(reader.Facts.Count);
            foreach (var fact in reader.Facts)
            {
                if (knownAt is { } at ? fact.IsKnownAt(at) : fact.KnownUntil is null) { facts.Add(fact); }
            }
            var aliases = reader.Aliases.Where(a => knownAt is { } at ? a.KnownFrom <= at && !(a.KnownUntil <= at) : a.KnownUntil is null);
            return new Twin(twin, facts.DrainToImmutable(), reader.Series.DrainToImmutable(), [.. aliases]);
        }));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Fact>> HistoryAsync(TwinId twin, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<IReadOnlyList<Fact>>(cancellationToken); }
        if (!StoreKeys.IsUsable(twin)) { return Task.FromResult<IReadOnlyList<Fact>>([]); }
        return Task.FromResult<IReadOnlyList<Fact>>([.. database.Use(db => TwinReader.Read(db, twin, StoreKeys.Facts)).Facts.OrderBy(f => f.KnownFrom)]);
    }

    /// <inheritdoc/>
    public async Task<bool> ApplyAsync(TwinDelta delta, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        if (!StoreKeys.IsUsable(delta.Twin)) { throw new ArgumentException("a twin's id is empty, too long or has a space or control character in it", nameof(delta)); }
        if (delta.IsEmpty && delta.Key is null) { return true; }
        var writer = WriterOf(delta.Twin);
        await writer.WaitAsync(cancellationToken);
        try
        {
            return database.Use(db => new TwinWriter(db, keys, cache).Apply(delta));
        }
        finally
        {
            writer.Release();
        }
    }

    /// <inheritdoc/>
    public Task<TwinId?> FindAsync(Identifier key, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<TwinId?>(cancellationToken); }
        return Task.FromResult(database.Use(db =>
        {
            (long At, TwinId Twin)? found = null;
            Database.Scan(db, StoreKeys.AliasIndex(keys.AliasHash(key)), (entry, value) =>
            {
                var at = BinaryPrimitives.ReadInt64BigEndian(value);
                if (found is null || at > found.Value.At) { found = (at, StoreKeys.TwinOfAlias(entry)); }
                return true;
            });
            return found?.Twin;
        }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptDocument> DocumentsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var document in database.Use(db => new DocumentRecord(db, keys).All()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return document;
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<KeptDocument?> FindDocumentAsync(string name, string hash, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<KeptDocument?>(cancellationToken) : Task.FromResult(database.Use(db => new DocumentRecord(db, keys).Find(name, hash)));

    /// <inheritdoc/>
    public async Task KeepDocumentAsync(KeptDocument document, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        await settings.WaitAsync(cancellationToken);
        try
        {
            database.Use(db =>
            {
                new DocumentRecord(db, keys).Keep(document);
                return true;
            });
        }
        finally
        {
            settings.Release();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TwinLink>> LinksAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<IReadOnlyList<TwinLink>>(cancellationToken) : Task.FromResult<IReadOnlyList<TwinLink>>(database.Use(db => new LinkRecord(db, keys).All()));

    /// <inheritdoc/>
    public async Task<bool> AddLinkAsync(TwinLink link, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        await settings.WaitAsync(cancellationToken);
        try
        {
            return database.Use(db => new LinkRecord(db, keys).Add(link));
        }
        finally
        {
            settings.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<bool> EraseAsync(TwinId twin, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        if (!StoreKeys.IsUsable(twin)) { return false; }
        var writer = WriterOf(twin);
        await writer.WaitAsync(cancellationToken);
        try
        {
            var erased = database.Use(db => Delete(db, twin));
            if (erased.Count == 0) { return false; }
            cache.Take(twin);
            await Task.Run(() => database.Purge(erased), CancellationToken.None);
            return true;
        }
        finally
        {
            writer.Release();
        }
    }

    // Returns the ranges to rewrite.
    private List<(byte[] From, byte[] Until)> Delete(RocksDb db, TwinId twin)
    {
        using var batch = new WriteBatch();
        var ranges = new List<(byte[] From, byte[] Until)>();
        var prefix = StoreKeys.Of(twin);
        Database.Scan(db, prefix, (key, _) =>
        {
            batch.Delete(key, null);
            if (key[prefix.Length] == StoreKeys.AliasOf)
            {
                var index = StoreKeys.AliasIndex(key.Slice(prefix.Length + 1, StoreKeys.HashBytes), twin);
                batch.Delete(index);
                ranges.Add((index, index));
            }
            if (key[prefix.Length] == StoreKeys.TwinLinkMark) { ranges.AddRange(new LinkRecord(db, keys).Forget(batch, twin, key[(prefix.Length + 1)..])); }
            if (key[prefix.Length] == StoreKeys.DocumentLink) { ranges.AddRange(new DocumentRecord(db, keys).Forget(batch, twin, key[(prefix.Length + 1)..])); }
            return true;
        });
        if (batch.Count() == 0) { return []; }
        var listed = StoreKeys.Listed(twin);
        batch.Delete(listed);
        ranges.Add((listed, listed));
        ranges.Add((prefix, StoreKeys.Of(twin, byte.MaxValue)));
        Database.Commit(db, batch);
        return ranges;
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetSettingAsync(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<byte[]?>(cancellationToken); }
        return Task.FromResult(database.Use(db => (byte[]?)db.Get(StoreKeys.Setting(name))));
    }

    /// <inheritdoc/>
    public async Task<byte[]> SetSettingOnceAsync(string name, byte[] value, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        await settings.WaitAsync(cancellationToken);
        try
        {
            return database.Use(db => SetOnce(db, name, value));
        }
        finally
        {
            settings.Release();
        }
    }

    private static byte[] SetOnce(RocksDb db, string name, byte[] value)
    {
        if (db.Get(StoreKeys.Setting(name)) is { } known) { return known; }
        using var batch = new WriteBatch();
        batch.Put(StoreKeys.Setting(name), value);
        Database.Commit(db, batch);
        return [.. value];
    }

    /// <summary>Closes the store, after the reads and writes under way.</summary>
    public ValueTask DisposeAsync()
    {
        database.Dispose();
        settings.Dispose();
        return ValueTask.CompletedTask;
    }

    private SemaphoreSlim WriterOf(TwinId twin)
    {
        uint hash = 0;
        foreach (var unit in Encoding.UTF8.GetBytes(twin.Value)) { hash = (hash * 31) + unit; }
        return writers[hash % (uint)writers.Length];
    }

    private void RefuseIfReadOnly()
    {
        if (isReadOnly) { throw StoreFaults.ReadOnly(folder); }
    }
}
