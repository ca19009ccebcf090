using System.Globalization;
using System.Text;
using Ontotwin.Durability;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// The store's folder: one small file that says what it is, the database, the key ring, and the seal of the database's files while nobody writes to them. Looks before
/// it writes.
/// </summary>
internal static class StoreFolder
{
    /// <summary>The layout that this code writes.</summary>
    public const int Format = 4;

    /// <summary>The oldest that it reads; the first writer makes it the newest.</summary>
    public const int OldestFormat = 2;

    /// <summary>The first layouts with an index of cohorts and with a change feed.</summary>
    public const int FirstFormatWithCohorts = 3, FirstFormatWithFeed = 4;

    private const string MarkerName = "ontotwin-store", RingName = "ontotwin-keys", SealName = "ontotwin-seal", MarksName = "ontotwin-marks";
    private const string FirstLine = "Ontotwin twin store", FormatWord = "format ";
    private const string EncryptedWord = "encrypted", PlainWord = "plain";

    /// <summary>The database's folder within the store's.</summary>
    public static string Database(string folder) => Path.Combine(folder, "db");

    /// <summary>The key ring's file.</summary>
    public static string Ring(string folder) => Path.Combine(folder, RingName);

    /// <summary>The file of marks: how far the database came.</summary>
    public static string Marks(string folder) => Path.Combine(folder, MarksName);

    /// <summary>Whether the store has yet to be made here; refuses every folder that is not for us.</summary>
    public static bool MustBeMade(string folder, StoreOpening opening)
    {
        if (File.Exists(Path.Combine(folder, MarkerName))) { return !IsReady(folder, out _) && MayMake(folder, opening); }
        if (!IsFree(folder)) { throw IsOurs(folder) ? StoreFaults.Damaged(folder, MarkerName + " is missing", null) : StoreFaults.NotAStore(folder); }
        return MayMake(folder, opening);
    }

    /// <summary>Whether a folder is missing or empty, or holds a store whose making did not end.</summary>
    public static bool IsFree(string folder)
    {
        if (File.Exists(Path.Combine(folder, MarkerName))) { return !IsReady(folder, out _); }
        // A process that was killed before it said what it makes has left its lock, or what was to become the marker.
        return !File.Exists(folder) && (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(f => Path.GetFileName(f) is FolderLock.FileName or MarkerName + ".part"));
    }

    private static bool IsOurs(string folder) => Directory.Exists(Database(folder)) && (File.Exists(Path.Combine(folder, SealName)) || File.Exists(Marks(folder)) || File.Exists(Ring(folder)));

    /// <summary>Whether the records of a store that is there are encrypted.</summary>
    public static bool IsEncrypted(string folder)
    {
        IsReady(folder, out var about);
        return about.IsEncrypted;
    }

    /// <summary>The layout of a store that is there.</summary>
    public static int FormatOf(string folder)
    {
        IsReady(folder, out var about);
        return about.Format;
    }

    /// <summary>Says that a store is being made: a crash from here on leaves a folder that the next opening may begin again.</summary>
    public static void Begin(string folder, bool isEncrypted)
    {
        Directory.CreateDirectory(folder);
        if (Path.GetDirectoryName(folder) is { } above) { DiskFiles.Instance.FlushFolder(above); }
        Mark(folder, "making", isEncrypted);
        if (Directory.Exists(Database(folder))) { Directory.Delete(Database(folder), recursive: true); }
        DiskFiles.Instance.Delete(Ring(folder));
        DiskFiles.Instance.Delete(Marks(folder));
        Unseal(folder);
    }

    /// <summary>Says that the store is complete: from here on a missing database is a loss, not a beginning.</summary>
    public static void Complete(string folder, bool isEncrypted)
    {
        DiskFiles.Instance.FlushFolder(Database(folder));
        Mark(folder, "ready", isEncrypted);
    }

    /// <summary>
    /// Compares the database's files with their seal: lengths, and the bytes of all but the tables, which check themselves block by block. Without a seal (a process
    /// was killed, or writes now) the logs are looked through.
    /// </summary>
    /// <returns>The seal; null when there is none.</returns>
    /// <exception cref="GraphStoreException">OT5006: a file is missing, cut or changed.</exception>
    public static FolderSeal? Check(string folder)
    {
        var path = Path.Combine(folder, SealName);
        if (FolderSeal.Read(path) is not { } seal)
        {
            foreach (var log in Directory.EnumerateFiles(Database(folder)).Where(f => IsLog(Path.GetFileName(f))))
            {
                if (DamageOf(log) is { } at) { throw StoreFaults.Damaged(folder, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(log)} at byte {at}"), null); }
            }
            return null;
        }
        if (Differences(folder, seal, isWhole: false).FirstOrDefault() is not { } differing) { return seal; }
        // A writer that opened the store in the meantime has taken the seal away, or put another.
        if (FolderSeal.Read(path) is { } now && now.Files.SequenceEqual(seal.Files)) { throw StoreFaults.Damaged(folder, differing, null); }
        return Check(folder);
    }

    /// <summary>The seal; null when there is none.</summary>
    public static FolderSeal? SealOf(string folder) => FolderSeal.Read(Path.Combine(folder, SealName));

    /// <summary>What of the database's files is not as it was sealed; nothing where there is no seal.</summary>
    public static IEnumerable<string> Differences(string folder, FolderSeal? seal, bool isWhole) =>
        seal?.Differences(Database(folder), IsSealed, name => isWhole || !IsTable(name)) ?? [];

    /// <summary>Takes the seal away before the first write.</summary>
    public static void Unseal(string folder) => FolderSeal.Remove(Path.Combine(folder, SealName));

    /// <summary>Puts a seal back that was taken away for nothing.</summary>
    public static void Reseal(string folder, FolderSeal before) => before.Write(Path.Combine(folder, SealName));

    /// <summary>Seals the database's files, when it is closed.</summary>
    public static void Seal(string folder, FolderSeal? before)
    {
        var tables = before?.Files.Where(f => IsTable(f.Key)).ToDictionary() ?? [];
        FolderSeal.Of(Database(folder), IsSealed, tables).Write(Path.Combine(folder, SealName));
    }

    private static bool MayMake(string folder, StoreOpening opening) => opening == StoreOpening.CreateIfMissing ? true : throw StoreFaults.NoStore(folder);

    private static void Mark(string folder, string state, bool isEncrypted)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{FirstLine}\n{FormatWord}{Format}\n{state}\n{(isEncrypted ? EncryptedWord : PlainWord)}\n");
        AtomicFile.WriteAllBytes(Path.Combine(folder, MarkerName), Encoding.UTF8.GetBytes(text));
    }

    private static bool IsReady(string folder, out (int Format, bool IsEncrypted) about)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, MarkerName));
        if (lines.Length < 3 || lines[0] != FirstLine || !lines[1].StartsWith(FormatWord, StringComparison.Ordinal)) { throw StoreFaults.NotAStore(folder); }
        if (!int.TryParse(lines[1].AsSpan(FormatWord.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var format)) { throw StoreFaults.NotAStore(folder); }
        if (format > Format) { throw StoreFaults.TooNew(folder, format); }
        if (format < OldestFormat) { throw StoreFaults.TooOld(folder, format); }
        if (lines.Length != 4 || lines[2] is not ("ready" or "making") || lines[3] is not (EncryptedWord or PlainWord)) { throw StoreFaults.Damaged(folder, MarkerName + " holds other words than were written", null); }
        about = (format, lines[3] == EncryptedWord);
        if (lines[2] != "ready") { return false; }
        return File.Exists(Path.Combine(Database(folder), "CURRENT")) ? true : throw StoreFaults.Damaged(folder, "its database is missing", null);
    }

    private static long? DamageOf(string log)
    {
        try
        {
            // While another process writes, its end may be anywhere.
            using var file = DiskFiles.Instance.OpenRead(log);
            var bytes = new byte[file.Length];
            return LogCheck.Damage(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
        }
        catch (FileNotFoundException)
        {
            // That process had no more use for it.
            return null;
        }
    }

    private static bool IsTable(string name) => name.EndsWith(".sst", StringComparison.Ordinal);

    private static bool IsLog(string name) => name.EndsWith(".log", StringComparison.Ordinal) || name.StartsWith("MANIFEST-", StringComparison.Ordinal);

    // RocksDB's log of its own events and its lock hold nothing of the store, and files of other names (of a network's disk, of an editor) it does not look at.
    private static bool IsSealed(string name) => IsTable(name) || IsLog(name) || name is "CURRENT" or "IDENTITY" || name.StartsWith("OPTIONS-", StringComparison.Ordinal);
}
