using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// The ordered map on the disk. Every call is short and runs on its caller's thread; closing waits for the calls under way, because the native library
/// would otherwise read freed memory.
/// </summary>
internal sealed class Database : IDisposable
{
    private static readonly WriteOptions Durable = new WriteOptions().SetSync(true);
    private static readonly WriteOptions Bulk = new WriteOptions().DisableWal(1);

    // RocksDB's kBinarySearchWithFirstKey, which RocksDbSharp has no name for: a block that begins behind what is sought is not read, so that its damage harms
    // nobody else.
    private const BlockBasedTableIndexType FirstKeyIndex = (BlockBasedTableIndexType)3;
#pragma warning disable CA2213 // Never disposed: a caller that waits for it while the store closes must wake up and see that.
    private readonly ReaderWriterLockSlim use = new();
#pragma warning restore CA2213
    private readonly RocksDb db;
    private readonly string folder;
    private readonly StoreOpening opening;
    // A follower keeps its own log of events apart from the store, which it must not write to.
    private readonly DirectoryInfo? followersLog;
    private SequenceMarks? marks;
    private bool isClosed;

    /// <summary>Whether the disk refused something: what its files are is then not known.</summary>
    public bool IsFaulted { get; private set; }

    public Database(string folder, bool make, StoreOpening opening, Compression compression)
    {
        this.folder = folder;
        this.opening = opening;
        followersLog = opening == StoreOpening.Following ? Directory.CreateTempSubdirectory("ontotwin-") : null;
        var options = new DbOptions()
            .SetCreateIfMissing(make)
            .SetParanoidChecks(true)
            // A record at a log's end that was cut short was never acknowledged, and is left out. That it was cut short, and not changed later, has been looked at
            // before (LogCheck): RocksDB's own stricter ways do not tell the one from the other.
            .SetWalRecoveryMode(Recovery.PointInTime)
            .SetInfoLogLevel(InfoLogLevel.Warn)
            .SetKeepLogFileNum(4)
            .SetCompression(compression)
            .SetBlockBasedTableFactory(new BlockBasedTableOptions().SetIndexType(FirstKeyIndex));
        try
        {
            db = opening switch
            {
                // All files stay open: the writer may delete one that a reader here is about to need.
                StoreOpening.Following => RocksDb.OpenAsSecondary(options.SetMaxOpenFiles(-1), folder, followersLog!.FullName),
                StoreOpening.ReadOnly => OpenReadOnly(options, folder),
                _ => RocksDb.Open(options, folder),
            };
        }
        finally
        {
            if (db is null) { followersLog?.Delete(recursive: true); }
        }
    }

    // RocksDB reads the manifest, then the logs. What a writer flushes between the two stands in a table that the one does not name yet, and in the other no more:
    // acknowledged changes would be missing. As long as the manifest has changed meanwhile, it is read again.
    private static RocksDb OpenReadOnly(DbOptions options, string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = Version(folder);
            RocksDb? opened = null;
            try
            {
                opened = RocksDb.OpenReadOnly(options, folder, false);
                if (Version(folder) == before) { return Interlocked.Exchange(ref opened, null); }
                if (attempt == Limits.MaxReadAttempts) { throw new IOException("the store is rewritten all the time by another process"); }
            }
            // A file that was about to be opened may be gone.
            catch (RocksDbException) when (attempt < Limits.MaxReadAttempts && Version(folder) != before) { }
            finally
            {
                opened?.Dispose();
            }
        }
    }

    private static string Version(string folder)
    {
        var current = Path.Combine(folder, "CURRENT");
        if (!File.Exists(current)) { return ""; }
        var name = File.ReadAllText(current).Trim();
        var manifest = new FileInfo(Path.Combine(folder, name));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} {(manifest.Exists ? manifest.Length : -1)}");
    }

    /// <summary>Reads or writes, turning what the disk answers into a fault that can be shown.</summary>
    public T Use<T>(Func<RocksDb, T> work)
    {
        CatchUp();
        use.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            var answer = work(db);
            // Every write is on the disk before its number is told.
            marks?.Keep(db.GetLatestSequenceNumber(), isForced: false);
            return answer;
        }
        catch (Exception cause) when (StoreFaults.IsStorage(cause))
        {
            IsFaulted |= cause is RocksDbException;
            throw StoreFaults.Of(Path.GetDirectoryName(folder)!, cause);
        }
        finally
        {
            use.ExitReadLock();
        }
    }

    /// <summary>Keeps from now on how far the database came.</summary>
    public void Mark(string path) => marks = SequenceMarks.Begin(path, db.GetLatestSequenceNumber());

    /// <summary>Keeps how far it came now.</summary>
    public void KeepMark() => marks?.Keep(db.GetLatestSequenceNumber(), isForced: true);

    // Alone, so that a read under way sees one state.
    private void CatchUp()
    {
        if (followersLog is null) { return; }
        use.EnterWriteLock();
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            // Again while the manifest changes under it, as at opening.
            for (var attempt = 1; attempt <= Limits.MaxReadAttempts; attempt++)
            {
                var before = Version(folder);
                db.TryCatchUpWithPrimary();
                if (Version(folder) == before) { break; }
            }
        }
        catch (Exception cause) when (StoreFaults.IsStorage(cause))
        {
            throw StoreFaults.Of(Path.GetDirectoryName(folder)!, cause);
        }
        finally
        {
            use.ExitWriteLock();
        }
    }

    /// <summary>Visits the entries whose key begins with a prefix, in order, as they are at this moment, from a key on, until the visitor says no.</summary>
    public static void Scan(RocksDb db, byte[] prefix, EntryVisitor visit, byte[]? from = null)
    {
        using var cursor = new Cursor(db, prefix);
        if (from is not null) { cursor.Seek(from); }
        for (; cursor.IsValid && visit(cursor.Key, cursor.Value); cursor.Next()) { }
    }

    /// <summary>Writes the batch and waits until it is on the disk.</summary>
    public static void Commit(RocksDb db, WriteBatch batch) => db.Write(batch, Durable);

    /// <summary>Writes the batch; it is on the disk after <see cref="Flush"/>.</summary>
    public static void Load(RocksDb db, WriteBatch batch) => db.Write(batch, Bulk);

    /// <summary>Waits until all that was written stands in tables on the disk.</summary>
    public static void Flush(RocksDb db) => db.Flush(new FlushOptions().SetWaitForFlush(true));

    /// <summary>Rewrites what lies between two keys, so that what was deleted there is in no file any more.</summary>
    public void Purge(IEnumerable<(byte[] From, byte[] Until)> ranges)
    {
        // Readers that began before the deletion hold the old state; once all have left, nobody needs it.
        use.EnterWriteLock();
        use.ExitWriteLock();
        Use(open =>
        {
            marks?.Keep(open.GetLatestSequenceNumber(), isForced: true);
            Flush(open);
            foreach (var (from, until) in ranges) { open.CompactRange(from, until, null); }
            return true;
        });
    }

    public void Dispose()
    {
        use.EnterWriteLock();
        if (!isClosed)
        {
            // So that nothing is left in the log, whose end no checksum knows.
            if (opening is StoreOpening.MustExist or StoreOpening.CreateIfMissing) { TryFlush(); }
            db.Dispose();
            marks?.Dispose();
            followersLog?.Delete(recursive: true);
        }
        isClosed = true;
        use.ExitWriteLock();
    }

    // What cannot be flushed stands in the log.
    private void TryFlush()
    {
        try
        {
            marks?.Keep(db.GetLatestSequenceNumber(), isForced: true);
            Flush(db);
        }
        catch (Exception cause) when (StoreFaults.IsStorage(cause)) { IsFaulted = true; }
    }
}

/// <summary>Sees one entry; false ends the visit.</summary>
internal delegate bool EntryVisitor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
