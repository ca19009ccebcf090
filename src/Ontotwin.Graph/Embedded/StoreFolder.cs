using System.Globalization;
using System.Text;
using Ontotwin.Durability;

namespace Ontotwin.Graph.Embedded;

/// <summary>The store's folder: one small file that says what it is, and the database beside it. Looks before it writes.</summary>
internal static class StoreFolder
{
    /// <summary>The layout that this code writes, and the newest it reads.</summary>
    public const int Format = 1;

    private const string MarkerName = "ontotwin-store";
    private const string FirstLine = "Ontotwin twin store";

    /// <summary>The database's folder within the store's.</summary>
    public static string Database(string folder) => Path.Combine(folder, "db");

    /// <summary>Whether the store has yet to be made here; refuses every folder that is not for us.</summary>
    public static bool MustBeMade(string folder, StoreOpening opening)
    {
        var marker = Path.Combine(folder, MarkerName);
        if (File.Exists(marker)) { return !IsReady(folder, marker) && MayMake(folder, opening); }
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())) { throw StoreFaults.NotAStore(folder); }
        return MayMake(folder, opening);
    }

    /// <summary>Says that a store is being made: a crash from here on leaves a folder that the next opening may begin again.</summary>
    public static void Begin(string folder)
    {
        Directory.CreateDirectory(folder);
        Mark(folder, "making");
    }

    /// <summary>Says that the store is complete: from here on a missing database is a loss, not a beginning.</summary>
    public static void Complete(string folder) => Mark(folder, "ready");

    private static bool MayMake(string folder, StoreOpening opening) => opening == StoreOpening.CreateIfMissing ? true : throw StoreFaults.NoStore(folder);

    private static void Mark(string folder, string state)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{FirstLine}\nformat {Format}\n{state}\n");
        AtomicFile.WriteAllBytes(Path.Combine(folder, MarkerName), Encoding.UTF8.GetBytes(text));
    }

    private static bool IsReady(string folder, string marker)
    {
        var lines = File.ReadAllLines(marker);
        if (lines.Length < 3 || lines[0] != FirstLine) { throw StoreFaults.NotAStore(folder); }
        if (!int.TryParse(lines[1].AsSpan(lines[1].LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var format)) { throw StoreFaults.NotAStore(folder); }
        if (format > Format) { throw StoreFaults.TooNew(folder, format); }
        if (lines[2] != "ready") { return false; }
        return File.Exists(Path.Combine(Database(folder), "CURRENT")) ? true : throw StoreFaults.Damaged(folder, "its database is missing", null);
    }
}
