using Ontotwin.Durability;
using Ontotwin.Graph.Embedded;
using RocksDbSharp;

namespace Ontotwin.Graph;

/// <summary>
/// An embedded store in one file, and back. The file holds the records as they are stored, so that those of an encrypted store stay encrypted, and the twins' keys
/// wrapped: without the master key it is of no use. Every block of it has a checksum, and the whole a hash.
/// </summary>
public static class StoreBackup
{
    private const byte Format = 1;
    private const byte About = (byte)'A', Keys = (byte)'K', Entries = (byte)'E';
    private static readonly byte[] Magic = "Ontotwin backup\n"u8.ToArray();

    /// <summary>Writes the store, as it is at one moment, into a file: whole or not at all. Others may read and write meanwhile. Needs no master key. Cost: O(bytes of the store).</summary>
    /// <returns>Number of records written.</returns>
    /// <exception cref="GraphStoreException">OT5022: the file would lie in the store's own folder. Or the store cannot be read, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task<long> WriteAsync(string folder, string file, CancellationToken cancellationToken) => Task.Run(() => Write(Path.GetFullPath(folder), file, DiskFiles.Instance, cancellationToken), cancellationToken);

    /// <summary>Makes a store of a backup, and says that it is there only after reading all of it once more.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="folder">Where the store shall be: missing or empty.</param>
    /// <param name="master">The master key of the store that was backed up; null when that was not encrypted.</param>
    /// <param name="cancellationToken">Ends it; the folder may then hold a store whose making did not end, which is as good as empty.</param>
    /// <returns>What was read in the new store.</returns>
    /// <exception cref="GraphStoreException">OT5019: the file is no whole backup. OT5020: the folder is not empty. OT5010: no master key, or another one.</exception>
    public static Task<StoreCheckReport> RestoreAsync(string file, string folder, MasterKey? master, CancellationToken cancellationToken) =>
        Task.Run(() => Restore(file, Path.GetFullPath(folder), master, cancellationToken), cancellationToken);

    internal static long Write(string folder, string file, IFileSystem files, CancellationToken cancellationToken)
    {
        if (StoreFolder.MustBeMade(folder, StoreOpening.ReadOnly)) { throw StoreFaults.NoStore(folder); }
        if (IsWithin(folder, Path.GetFullPath(file))) { throw StoreFaults.BackupWithin(folder, file); }
        try
        {
            StoreFolder.Check(folder);
            using var database = new Database(StoreFolder.Database(folder), make: false, StoreOpening.ReadOnly, Compression.Lz4);
            return database.Use(db => Write(db, folder, file, files, cancellationToken));
        }
        catch (RocksDbException cause)
        {
            throw StoreFaults.Of(folder, cause);
        }
    }

    // By the real names of both: a link may lead into the folder.
    private static bool IsWithin(string folder, string file)
    {
        return (Real(file) + Path.DirectorySeparatorChar).StartsWith(Real(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

        static string Real(string path)
        {
            var here = Directory.Exists(path) ? Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
            return Path.GetDirectoryName(here) is { } above ? Path.Combine(Real(above), Path.GetFileName(here)) : here;
        }
    }

    private static long Write(RocksDb db, string folder, string path, IFileSystem files, CancellationToken cancellationToken)
    {
        // After the database was opened: of every twin that it holds the key is there, or the twin was erased since.
        var isEncrypted = StoreFolder.IsEncrypted(folder);
        var keys = isEncrypted ? Journal.Read(StoreFolder.Ring(folder), DiskFiles.Instance, out _) : [];
        using var file = AtomicFile.Create(path, files, isPrivate: true);
        using var blocks = new BlockFileWriter(file.Stream, Magic);
        blocks.Append([About, Format, (byte)StoreFolder.FormatOf(folder), isEncrypted ? (byte)1 : (byte)0]);
        foreach (var key in keys) { blocks.Append([Keys, .. key]); }
        var records = 0L;
        var block = new ByteWriter(Limits.BackupBlockBytes);
        using var cursor = new Cursor(db, [], isWhole: true);
        var erased = KeyRing.ErasedIn(keys);
        for (; cursor.IsValid; cursor.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (erased.Count > 0 && StoreKeys.TwinOf(cursor.Key) is { } twin && erased.Contains(twin)) { continue; }
            records++;
            if (block.Length == 0) { block.Byte(Entries); }
            block.Count(cursor.Key.Length);
            block.Bytes(cursor.Key);
            block.Count(cursor.Value.Length);
            block.Bytes(cursor.Value);
            if (block.Length < Limits.BackupBlockBytes) { continue; }
            blocks.Append(block.Written);
            block.Clear();
        }
        if (block.Length > 0) { blocks.Append(block.Written); }
        blocks.Finish();
        file.Commit();
        return records;
    }

    private static StoreCheckReport Restore(string path, string folder, MasterKey? master, CancellationToken cancellationToken)
    {
        if (!StoreFolder.IsFree(folder)) { throw StoreFaults.NotEmpty(folder); }
        // Once for nothing: a backup that is not whole makes no store.
        var (format, isEncrypted, keys) = Examine(path, cancellationToken);
        if (isEncrypted && master is null) { throw StoreFaults.KeyMissing(path); }
        if (isEncrypted && !KeyRing.IsUnder(keys, master!)) { throw StoreFaults.KeyWrong(path, null); }
        StoreCheckReport? report = null;
        using (StoreFiles.Open(folder, StoreOpening.CreateIfMissing, isEncrypted ? master : null, Compression.Lz4, files => report = Fill(path, format, files, cancellationToken), isEncrypted ? keys : null)) { }
        return report!;
    }

    private static StoreCheckReport Fill(string path, int format, StoreFiles files, CancellationToken cancellationToken)
    {
        files.Database.Use(db =>
        {
            using var source = DiskFiles.Instance.OpenRead(path);
            foreach (var block in BlockFileReader.Read(source, Magic).Where(b => b[0] == Entries))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var batch = new WriteBatch();
                foreach (var (key, value) in EntriesOf(block)) { batch.Put(key, value); }
                Database.Load(db, batch);
            }
            // That of the store that was backed up, if it had one.
            if (format < StoreFolder.FirstFormatWithCohorts && StoreSettings.Find(db, files.Ring, StoreSettings.Secret) is { } secret) { new CohortIndex(db, new CohortKeys(new StoreKeys(secret)), files.Ring).Build(); }
            files.Feed.Restart(db, files.Ring);
            Database.Flush(db);
            return true;
        });
        var check = files.Database.Use(db => RecordCheck.Run(db, files.Ring, (files.HasCohorts, files.HasFeed), cancellationToken));
        if (check.Damages.Count > 0) { throw StoreFaults.NotABackup(path, $"{check.Damages[0].What} is damaged in it", null); }
        return new StoreCheckReport(check.Twins, check.Records, check.Bytes, false, []);
    }

    private static (int Format, bool IsEncrypted, IReadOnlyList<byte[]> Keys) Examine(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var source = DiskFiles.Instance.OpenRead(path);
            var (format, isEncrypted, keys, number) = (0, false, new List<byte[]>(), 0L);
            foreach (var block in BlockFileReader.Read(source, Magic))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if ((number++ == 0) != (block[0] == About)) { throw new InvalidDataException("it says at a wrong place what it is"); }
                switch (block[0])
                {
                    case About when block.Length == 4 && block[1] == Format && block[2] is >= StoreFolder.OldestFormat and <= StoreFolder.Format: (format, isEncrypted) = (block[2], block[3] != 0); break;
                    case About: throw new InvalidDataException("it is of another format");
                    case Keys: keys.Add(block[1..]); break;
                    case Entries: break;
                    default: throw new InvalidDataException("it holds blocks of an unknown kind");
                }
            }
            return number > 0 ? (format, isEncrypted, keys) : throw new InvalidDataException("it is empty");
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw StoreFaults.NotABackup(path, cause.Message, cause);
        }
    }

    private static IEnumerable<(byte[] Key, byte[] Value)> EntriesOf(byte[] block)
    {
        var at = 1;
        while (at < block.Length)
        {
            var reader = new ByteReader(block.AsSpan(at));
            var key = reader.Bytes(reader.Count()).ToArray();
            var value = reader.Bytes(reader.Count()).ToArray();
            at = block.Length - reader.Rest().Length;
            yield return (key, value);
        }
    }
}
