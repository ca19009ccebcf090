using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Values;
using RocksDbSharp;

namespace Ontotwin.Graph.Embedded;

/// <summary>What can be wrong with a store's folder, in words that say what to do.</summary>
internal static partial class StoreFaults
{
    public const string DamagedCode = "OT5006";

    public static GraphStoreException NoStore(string folder) =>
        Fault("OT5003", $"there is no store in {folder}", "check the path, or make a store by ingesting into it");

    public static GraphStoreException NotAStore(string folder) =>
        Fault("OT5004", $"{folder} holds other files and is not a store", "name a new or an empty folder; nothing was written");

    public static GraphStoreException TooNew(string folder, int format) =>
        Fault("OT5005", string.Create(CultureInfo.InvariantCulture, $"the store in {folder} has format {format}, this program reads up to {StoreFolder.Format}"), "use the newer program");

    public static GraphStoreException TooOld(string folder, int format) =>
        Fault("OT5009", string.Create(CultureInfo.InvariantCulture, $"the store in {folder} has format {format}, this program reads {StoreFolder.Format}"), "ingest the documents into a new store, or use the program that made it");

    public static GraphStoreException Damaged(string folder, string what, Exception? cause) =>
        Fault(DamagedCode, $"the store in {folder} is damaged: {what}", "keep the folder as it is; 'ontotwin verify' tells what is damaged, 'ontotwin restore BACKUP --store NEW' makes a store of a backup", cause);

    public static GraphStoreException InUse(string folder) =>
        Fault("OT5002", $"the store in {folder} is open in another process", "end the other process (a running server?), or open the store for reading only");

    public static GraphStoreException KeyMissing(string folder) =>
        Fault("OT5010", $"{folder} is encrypted and no master key was given", "set ONTOTWIN_MASTER_KEY_FILE to the file of the key that the store was made with");

    public static GraphStoreException KeyWrong(string folder, Exception? cause) =>
        Fault("OT5010", $"{folder} was made with another master key", "set ONTOTWIN_MASTER_KEY_FILE to the file of the key that the store was made with", cause);

    public static GraphStoreException NotABackup(string file, string what, Exception? cause) =>
        Fault("OT5019", $"{file} is no whole backup: {what}", "use another backup; nothing was made of this one", cause);

    public static GraphStoreException NotEmpty(string folder) =>
        Fault("OT5020", $"{folder} is not empty", "name a new or an empty folder; nothing was written");

    public static GraphStoreException BackupWithin(string folder, string file) =>
        Fault("OT5022", $"the backup {file} would lie in the store that it is of ({folder})", "name a file elsewhere, best on another disk; nothing was written");

    public static GraphStoreException NoMasterKey(string file, Exception? cause) =>
        Fault("OT5021", $"{file} is no file of a master key, or cannot be used as one", "a master key is 64 hexadecimal digits in a file of its own that may be read: openssl rand -hex 32 > FILE", cause);

    public static GraphStoreException ReadOnly(string folder) =>
        Fault("OT5008", $"the store in {folder} was opened for reading only", "open it for writing");

    public static GraphStoreException Of(string folder, Exception cause) => cause switch
    {
        GraphStoreException known => known,
        InvalidDataException => Damaged(folder, cause.Message, cause),
        IOException or UnauthorizedAccessException => Fault("OT5007", $"the folder {folder} cannot be used", "check that it may be read and written and that the disk has room", cause),
        RocksDbException rocks => OfRocks(folder, rocks),
        _ => Fault("OT5001", $"the store in {folder} failed", null, cause),
    };

    /// <summary>The kinds of exception that the disk and the database answer with; anything else is a fault of this program and passes.</summary>
    public static bool IsStorage(Exception cause) =>
        cause is RocksDbException or IOException or UnauthorizedAccessException or InvalidDataException;

    // RocksDB's C interface gives only a text, which begins with the kind of its status.
    private static GraphStoreException OfRocks(string folder, RocksDbException cause)
    {
        var text = cause.Message;
        if (text.Contains("lock", StringComparison.OrdinalIgnoreCase) && text.Contains("LOCK", StringComparison.Ordinal))
        {
            return InUse(folder);
        }
        if (text.Contains("Corruption", StringComparison.Ordinal) || text.Contains("does not exist", StringComparison.Ordinal) || text.Contains("No such file", StringComparison.Ordinal))
        {
            return Damaged(folder, PlaceIn(text) ?? "its files do not fit their checksums or each other", cause);
        }
        var isDisk = text.Contains("space", StringComparison.Ordinal) || text.Contains("denied", StringComparison.Ordinal) || text.Contains("IO error", StringComparison.Ordinal);
        return isDisk
            ? Fault("OT5007", $"the folder {folder} cannot be used", "check that it may be read and written and that the disk has room", cause)
            : Fault("OT5001", $"the store in {folder} failed", null, cause);
    }

    /// <summary>Which file of RocksDB's is damaged and where, by what it says; null when it names none.</summary>
    public static string? PlaceIn(string message)
    {
        var match = TablePlace().Match(message);
        if (!match.Success) { return null; }
        return match.Groups[2].Success ? $"{match.Groups[1].Value} at byte {match.Groups[2].Value}" : match.Groups[1].Value;
    }

    [GeneratedRegex(@"([0-9]{6,}\.(?:sst|log)|MANIFEST-[0-9]+)(?:.{0,3} offset ([0-9]+))?")]
    private static partial Regex TablePlace();

    private static GraphStoreException Fault(string code, string message, string? hint, Exception? cause = null) =>
        new(new Diagnostic(code, Severity.Error, message) { Hint = hint }, cause);
}
