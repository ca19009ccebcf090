using Ontotwin.Graph;

namespace Ontotwin.Engine;

/// <summary>What is to be done with each of some documents: nothing, reading by the maps that differ from those it was read by, or reading for the first time.</summary>
/// <param name="Unread">Files that the store does not know, in the order given.</param>
/// <param name="Changed">Documents that some maps concern anew, by when they were read first.</param>
/// <param name="Unchanged">Number of documents that the same maps have read.</param>
internal sealed record DocumentsToRead(IReadOnlyList<string> Unread, IReadOnlyList<DocumentToReread> Changed, int Unchanged)
{
    private const string AnySetting = "documents-kept";

    /// <summary>Says that the store knows documents from here on.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    public static Task BeginAsync(IGraphStore store, CancellationToken cancellationToken) => store.SetSettingOnceAsync(AnySetting, [1], cancellationToken);

    /// <summary>Tells files apart by what the store knows of their content.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public static async Task<DocumentsToRead> OfAsync(IReadOnlyList<string> files, IGraphStore store, RuleSets rules, CancellationToken cancellationToken)
    {
        // A new store knows no document: nothing is opened just to ask.
        if (await store.GetSettingAsync(AnySetting, cancellationToken) is null) { return new DocumentsToRead(files, [], 0); }
        var (unread, changed, unchanged) = (new List<string>(), new List<DocumentToReread>(), 0);
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entry = InputFiles.Open(file, out _) is { } document ? await store.FindDocumentAsync(file, document.Hash, cancellationToken) : null;
            if (entry is null || rules.IsPartner(file)) { unread.Add(file); }
            else if (await rules.DifferingAsync(entry, cancellationToken) is { Count: > 0 } maps) { changed.Add(new DocumentToReread(entry, maps)); }
            else { unchanged++; }
        }
        return new DocumentsToRead(unread, [.. changed.OrderBy(c => c.Entry.FirstRead)], unchanged);
    }
}

/// <summary>A document, and the maps that are to read it again, in full names.</summary>
internal sealed record DocumentToReread(KeptDocument Entry, IReadOnlySet<string> Maps);
