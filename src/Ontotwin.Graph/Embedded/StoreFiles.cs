using System.Security.Cryptography;
using Ontotwin.Durability;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>The files of an open store: database and key ring, and for who writes the folder's lock, with the seal taken away and put back in order.</summary>
internal sealed class StoreFiles : IDisposable
{
    private readonly string folder;
    private readonly FolderLock? folderLock;
    private readonly FolderSeal? before;
    private bool isClosed;

    // It only grows: who reads looks again until a writer has made what a newer one has.
    private int format;

    private StoreFiles(string folder, Database database, KeyRing ring, FolderLock? folderLock, FolderSeal? before, int format)
    {
        this.folder = folder;
        this.folderLock = folderLock;
        this.before = before;
        this.format = format;
        (Database, Ring) = (database, ring);
    }

    public Database Database { get; }

    public KeyRing Ring { get; }

    /// <summary>Whether the index of cohorts is whole.</summary>
    public bool HasCohorts => Has(StoreFolder.FirstFormatWithCohorts);

    /// <summary>Whether the change feed is whole.</summary>
    public bool HasFeed => Has(StoreFolder.FirstFormatWithFeed);

    /// <summary>The order of the changes that are written.</summary>
    public ChangeFeed Feed { get; } = new();

    /// <summary>Opens the files, or makes them.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="opening">What may be done to it.</param>
    /// <param name="master">The master key; null for none.</param>
    /// <param name="compression">How RocksDB packs its blocks; with none, records are not packed either.</param>
    /// <param name="fill">Fills a store that is being made, before it counts as made.</param>
    /// <param name="keys">The key ring of a store that is restored; null for a new one.</param>
    public static StoreFiles Open(string folder, StoreOpening opening, MasterKey? master, Compression compression, Action<StoreFiles> fill, IReadOnlyList<byte[]>? keys = null)
    {
        var isWriter = opening is StoreOpening.MustExist or StoreOpening.CreateIfMissing;
        var make = StoreFolder.MustBeMade(folder, opening);
        if (make) { Directory.CreateDirectory(folder); }
        var taken = isWriter ? FolderLock.TryTake(folder) ?? throw StoreFaults.InUse(folder) : null;
        KeyRing? ring = null;
        Database? database = null;
        try
        {
            if (make) { StoreFolder.Begin(folder, master is not null); }
            var before = make ? null : StoreFolder.Check(folder);
            // Before the database is opened: it has come at least as far.
            var format = make ? StoreFolder.Format : StoreFolder.FormatOf(folder);
            var reached = make || before is not null ? 0 : SequenceMarks.Newest(StoreFolder.Marks(folder));
            if (isWriter) { ring = OpenRing(folder, make, master, compression != Compression.No, keys); }
            database = OpenDatabase(folder, make, opening, compression, isWriter, before);
            var sequence = database.Use(db => db.GetLatestSequenceNumber());
            if (sequence < reached) { throw StoreFaults.Damaged(folder, "its newest changes are missing: a log or the manifest was cut", null); }
            if (isWriter) { database.Mark(StoreFolder.Marks(folder)); }
            // A reader's after the database: of every twin that it holds the key is there.
            ring ??= OpenRing(folder, make, master, compression != Compression.No, keys);
            if (isWriter) { ring.OpenForWriting(); }
            var files = new StoreFiles(folder, database, ring, taken, before, format);
            if (make)
            {
                fill(files);
                database.KeepMark();
                StoreFolder.Complete(folder, master is not null);
            }
            (database, ring, taken) = (null, null, null);
            return files;
        }
        finally
        {
            database?.Dispose();
            ring?.Dispose();
            taken?.Dispose();
        }
    }

    /// <summary>Says that the index of cohorts and the change feed are whole from now on.</summary>
    public void HaveAll()
    {
        StoreFolder.Complete(folder, Ring.IsEncrypted);
        format = StoreFolder.Format;
    }

    private bool Has(int first) => format >= first || (folderLock is null && (format = StoreFolder.FormatOf(folder)) >= first);

    /// <summary>Closes the files, after the reads and writes under way; who wrote seals them.</summary>
    public void Dispose()
    {
        if (isClosed) { return; }
        isClosed = true;
        Database.Dispose();
        Ring.Dispose();
        if (folderLock is not null && !Database.IsFaulted)
        {
            StoreFolder.Seal(folder, before);
            DiskFiles.Instance.Delete(StoreFolder.Marks(folder));
        }
        folderLock?.Dispose();
    }

    private static Database OpenDatabase(string folder, bool make, StoreOpening opening, Compression compression, bool isWriter, FolderSeal? before)
    {
        if (isWriter) { StoreFolder.Unseal(folder); }
        Database? database = null;
        try
        {
            return database = new Database(StoreFolder.Database(folder), make, opening, compression);
        }
        finally
        {
            // What does not open is not written to either.
            if (database is null && isWriter && before is not null) { StoreFolder.Reseal(folder, before); }
        }
    }

    private static KeyRing OpenRing(string folder, bool make, MasterKey? master, bool packs, IReadOnlyList<byte[]>? keys)
    {
        var path = StoreFolder.Ring(folder);
        if (make ? master is null : !StoreFolder.IsEncrypted(folder)) { return KeyRing.None(packs); }
        if (master is null) { throw StoreFaults.KeyMissing(folder); }
        try
        {
            if (!make && !File.Exists(path)) { throw StoreFaults.Damaged(folder, "its key ring is missing", null); }
            if (!make) { return KeyRing.Open(path, master, DiskFiles.Instance, packs); }
            return keys is null ? KeyRing.Create(path, master, DiskFiles.Instance, packs) : KeyRing.Create(path, master, keys, DiskFiles.Instance, packs);
        }
        catch (AuthenticationTagMismatchException cause)
        {
            throw StoreFaults.KeyWrong(folder, cause);
        }
    }
}
