using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Graph.Embedded;
using Ontotwin.Rdf;
using Ontotwin.Values;
using RocksDbSharp;

namespace Ontotwin.Graph;

/// <summary>
/// The store without a server: a folder that one process at a time writes to (RocksDB inside). A change is on the disk before its task ends; a process
/// that is killed loses nothing that was acknowledged. Layout and figures: docs/decisions/0003-embedded-store-layout.md.
/// </summary>
public sealed class EmbeddedStore : IGraphStore
{
    private readonly SemaphoreSlim[] writers = [.. Enumerable.Range(0, Limits.MaxWriters).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly SemaphoreSlim settings = new(1, 1);
    private readonly HeldFactsCache cache = new();
    private readonly string folder;
    private readonly Database database;
    private readonly StoreFiles files;
    private readonly KeyRing ring;
    private readonly StoreKeys keys;
    private readonly CohortKeys cohortKeys;
    private readonly bool isReadOnly;

    private EmbeddedStore(string folder, StoreFiles files, StoreKeys keys, bool isReadOnly)
    {
        this.folder = folder;
        this.files = files;
        this.keys = keys;
        cohortKeys = new CohortKeys(keys);
        this.isReadOnly = isReadOnly;
        (database, ring) = (files.Database, files.Ring);
    }

    /// <summary>Whether what the store holds of its twins is encrypted.</summary>
    public bool IsEncrypted => ring.IsEncrypted;

    /// <summary>Whether a folder is missing or empty, or holds a store whose making did not end: where <see cref="StoreOpening.CreateIfMissing"/> makes a new one.</summary>
    /// <exception cref="GraphStoreException">It holds a store of another format, or a damaged one.</exception>
    public static bool IsFree(string folder) => StoreFolder.IsFree(Path.GetFullPath(folder));

    /// <summary>Opens a store that is not encrypted, or makes one.</summary>
    /// <exception cref="GraphStoreException">OT5002 to OT5010: no store, not a store, in use, newer or older, damaged, not to be read or written, or encrypted.</exception>
    public static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening, CancellationToken cancellationToken) => OpenAsync(folder, opening, null, cancellationToken);

    /// <summary>
    /// Opens the store in a folder. A folder that holds something else is refused before anything is written. A store that is made with a master key is encrypted, and
    /// wants that key ever after.
    /// </summary>
    /// <exception cref="GraphStoreException">OT5002 to OT5010: no store, not a store, in use, newer or older, damaged, not to be read or written, or under another key.</exception>
    public static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening, MasterKey? master, CancellationToken cancellationToken) =>
        OpenAsync(folder, opening, master, Compression.Lz4, cancellationToken);

    internal static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening, MasterKey? master, Compression compression, CancellationToken cancellationToken) =>
        Task.Run(() => Open(Path.GetFullPath(folder), opening, master, compression), cancellationToken);

    private static EmbeddedStore Open(string folder, StoreOpening opening, MasterKey? master, Compression compression)
    {
        StoreFiles? files = null;
        try
        {
            files = StoreFiles.Open(folder, opening, master, compression, file =>
            {
                file.Database.Use(db =>
                {
                    StoreSettings.SetOnce(db, file.Ring, StoreSettings.Secret, RandomNumberGenerator.GetBytes(32));
                    ChangeFeed.BeginEpoch(db, file.Ring);
                    // In a table: a log that is cut to nothing later must not take the store's secret with it.
                    Database.Flush(db);
                    return true;
                });
            });
            var secret = files.Database.Use(db => StoreSettings.Find(db, files.Ring, StoreSettings.Secret)) ?? throw StoreFaults.Damaged(folder, "its secret is missing", null);
            var store = new EmbeddedStore(folder, files, new StoreKeys(secret), opening is StoreOpening.ReadOnly or StoreOpening.Following);
            if (!store.isReadOnly)
            {
                store.FinishErasures();
                store.MakeIndexes();
            }
            files = null;
            return store;
        }
        catch (Exception cause) when (StoreFaults.IsStorage(cause))
        {
            throw StoreFaults.Of(folder, cause);
        }
        finally
        {
            files?.Dispose();
        }
    }

    // What a process that was killed had begun.
    private void FinishErasures()
    {
        foreach (var twin in ring.Pending)
        {
            database.Purge(database.Use(db => Delete(db, twin)));
            ring.Finish(twin);
        }
    }

    // Of a store that was made before there was an index of cohorts, or a change feed; a program of that time refuses it from then on, for it would not keep them.
    private void MakeIndexes()
    {
        if (files.HasCohorts && files.HasFeed) { return; }
        database.Use(db =>
        {
            if (!files.HasCohorts) { new CohortIndex(db, cohortKeys, ring).Build(); }
            if (!files.HasFeed) { files.Feed.Restart(db, ring); }
            return true;
        });
        files.HaveAll();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TwinId> TwinsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var twin in Listed(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return twin;
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TwinId>> CohortAsync(GraphCondition condition, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<IReadOnlyList<TwinId>>(cancellationToken); }
        // A reader may have an older store before it, without the index.
        return Task.FromResult<IReadOnlyList<TwinId>>(files.HasCohorts ? database.Use(db => new CohortIndex(db, cohortKeys, ring).Find(condition, cancellationToken)) : Listed(cancellationToken));
    }

    private List<TwinId> Listed(CancellationToken cancellationToken) => database.Use(db =>
    {
        var all = new List<TwinId>();
        Database.Scan(db, StoreKeys.List, (key, value) =>
        {
            RecordSeal.Plain.Open(key, value);
            var twin = StoreKeys.TwinOfListed(key);
            if (!ring.IsErased(twin)) { all.Add(twin); }
            return !cancellationToken.IsCancellationRequested;
        });
        return all;
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChangeFeedEntry> ChangesAsync(FeedPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A reader may have an older store before it, without the feed: there anything may have changed.
        List<ChangeFeedEntry> part = files.HasFeed ? Part(after) : [.. Listed(cancellationToken).Select(t => new ChangeFeedEntry(FeedPosition.Start, t, IsErased: false))];
        while (part.Count > 0)
        {
            foreach (var entry in part)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
            part = files.HasFeed ? Part(part[^1].Position) : [];
        }
        await Task.CompletedTask;

        List<ChangeFeedEntry> Part(FeedPosition behind) => database.Use(db => ChangeFeed.Read(db, ring, behind, Limits.ChangesPerRead));
    }

    /// <inheritdoc/>
    public Task<Twin?> LoadAsync(TwinId twin, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<Twin?>(cancellationToken); }
        if (!StoreKeys.IsUsable(twin)) { return Task.FromResult<Twin?>(null); }
        return Task.FromResult(database.Use(db =>
        {
            var reader = TwinReader.Read(db, ring, twin, StoreKeys.Chunk);
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
        return Task.FromResult<IReadOnlyList<Fact>>([.. database.Use(db => TwinReader.Read(db, ring, twin, StoreKeys.Facts)).Facts.OrderBy(f => f.KnownFrom)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SeriesChunk>> SeriesAsync(TwinId twin, Iri? series, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<IReadOnlyList<SeriesChunk>>(cancellationToken); }
        if (!StoreKeys.IsUsable(twin)) { return Task.FromResult<IReadOnlyList<SeriesChunk>>([]); }
        return Task.FromResult<IReadOnlyList<SeriesChunk>>(database.Use(db => TwinReader.ReadSeries(db, ring, twin, series, from, until)));
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
            return database.Use(db => new TwinWriter(db, keys, cohortKeys, ring, cache, files.Feed).Apply(delta));
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
                var at = BinaryPrimitives.ReadInt64BigEndian(RecordSeal.Plain.Open(entry, value));
                if (found is null || at > found.Value.At) { found = (at, StoreKeys.TwinOfAlias(entry)); }
                return true;
            });
            return found?.Twin;
        }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptDocument> DocumentsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var document in database.Use(db => new DocumentRecord(db, keys, ring).All()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return document;
        }
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<KeptDocument?> FindDocumentAsync(string name, string hash, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<KeptDocument?>(cancellationToken) : Task.FromResult(database.Use(db => new DocumentRecord(db, keys, ring).Find(name, hash)));

    /// <inheritdoc/>
    public async Task KeepDocumentAsync(KeptDocument document, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        await settings.WaitAsync(cancellationToken);
        try
        {
            database.Use(db =>
            {
                new DocumentRecord(db, keys, ring).Keep(document);
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
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<IReadOnlyList<TwinLink>>(cancellationToken) : Task.FromResult<IReadOnlyList<TwinLink>>(database.Use(db => new LinkRecord(db, keys, ring).All()));

    /// <inheritdoc/>
    public async Task<bool> AddLinkAsync(TwinLink link, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        await settings.WaitAsync(cancellationToken);
        try
        {
            return database.Use(db => new LinkRecord(db, keys, ring).Add(link, files.Feed));
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
            // First the key: from there on nobody reads the twin, whatever becomes of this process and of its bytes.
            ring.Destroy(twin);
            var erased = database.Use(db => Delete(db, twin));
            cache.Take(twin);
            if (erased.Count > 0) { await Task.Run(() => database.Purge(erased), CancellationToken.None); }
            ring.Finish(twin);
            return erased.Count > 0;
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
        var linked = new HashSet<TwinId>();
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
            if (key[prefix.Length] == StoreKeys.TwinLinkMark)
            {
                var (forgotten, other) = new LinkRecord(db, keys, ring).Forget(batch, twin, key[(prefix.Length + 1)..]);
                ranges.AddRange(forgotten);
                if (other is { } joined) { linked.Add(joined); }
            }
            if (key[prefix.Length] == StoreKeys.DocumentLink) { ranges.AddRange(new DocumentRecord(db, keys, ring).Forget(batch, twin, key[(prefix.Length + 1)..])); }
            return true;
        });
        if (batch.Count() == 0) { return []; }
        foreach (var entry in (byte[][])[StoreKeys.Listed(twin), StoreKeys.CohortOf(twin)])
        {
            batch.Delete(entry);
            ranges.Add((entry, entry));
        }
        ranges.Add((prefix, StoreKeys.Of(twin, byte.MaxValue)));
        files.Feed.Commit(db, batch, [.. linked.Where(t => t != twin).Select(t => (t, false)), (twin, true)]);
        return ranges;
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetSettingAsync(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) { return Task.FromCanceled<byte[]?>(cancellationToken); }
        return Task.FromResult(database.Use(db => StoreSettings.Find(db, ring, name)));
    }

    /// <inheritdoc/>
    public async Task<byte[]> SetSettingOnceAsync(string name, byte[] value, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        await settings.WaitAsync(cancellationToken);
        try
        {
            return database.Use(db => StoreSettings.SetOnce(db, ring, name, value));
        }
        finally
        {
            settings.Release();
        }
    }

    /// <summary>Closes the store, after the reads and writes under way.</summary>
    public ValueTask DisposeAsync()
    {
        files.Dispose();
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
