using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>
/// Keeps twins. One writer at a time a twin; readers see the twin before or after a change, never between. Nothing is overwritten: a closed fact stays,
/// readable as of an instant before. The same contract suite runs on every implementation.
/// </summary>
public interface IGraphStore : IAsyncDisposable
{
    /// <summary>All twins, by id.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<TwinId> TwinsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The twins that may fulfil a condition, by id: every one whose facts do or did at any time, closed ones together with those held now, is among them; others may be
    /// too. For who then loads them and looks. Cost: much less than to load the others.
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<TwinId>> CohortAsync(GraphCondition condition, CancellationToken cancellationToken);

    /// <summary>
    /// The change feed: every twin that was changed, joined to another, parted from it or erased behind a position, in the order of positions; a twin that changed several times
    /// stands at its last change alone. Who keeps the last position it saw, and asks again from there, misses no change, over restarts of both and with any number of
    /// writers; after the store was restored it is refused and begins again. A twin may be told though nothing of it is different. Cost: O(twins told).
    /// </summary>
    /// <param name="after">The last position that was seen.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="GraphStoreException">OT5023: the position is of another life of the store. Or the store cannot be read.</exception>
    IAsyncEnumerable<ChangeFeedEntry> ChangesAsync(FeedPosition after, CancellationToken cancellationToken);

    /// <summary>
    /// One twin: the facts held now, or at an instant of transaction time; null when there is no such twin. Cost: O(facts of the twin).
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<Twin?> LoadAsync(TwinId twin, DateTimeOffset? knownAt, CancellationToken cancellationToken);

    /// <summary>Every fact the twin ever held, closed ones too, by <see cref="Fact.KnownFrom"/>.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<Fact>> HistoryAsync(TwinId twin, CancellationToken cancellationToken);

    /// <summary>
    /// The samples of a twin's series in a stretch of time, without the rest of the twin: chunks as they were applied, cut to the stretch, without those that have no
    /// sample in it; in no order. Empty when there is no such twin or series. Cost: O(chunks of the twin and samples near the stretch).
    /// </summary>
    /// <param name="twin">Whose.</param>
    /// <param name="series">The series' node; null for all series.</param>
    /// <param name="from">The first instant; null: from ever.</param>
    /// <param name="until">The first instant behind the stretch; null: no end.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<SeriesChunk>> SeriesAsync(TwinId twin, Iri? series, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken);

    /// <summary>Applies a change atomically; it is on the disk when the task ends. False when its key had been applied before.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written; nothing was changed.</exception>
    Task<bool> ApplyAsync(TwinDelta delta, CancellationToken cancellationToken);

    /// <summary>The twin whose subject has this identifier; null when none has.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<TwinId?> FindAsync(Identifier key, CancellationToken cancellationToken);

    /// <summary>All documents that were read into the store, by when they were read first.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<KeptDocument> DocumentsAsync(CancellationToken cancellationToken);

    /// <summary>What is known of one document, by its name and content; null when it was never read.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<KeptDocument?> FindDocumentAsync(string name, string hash, CancellationToken cancellationToken);

    /// <summary>Keeps what is known of a document, in place of what was known of it before.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    Task KeepDocumentAsync(KeptDocument document, CancellationToken cancellationToken);

    /// <summary>Everything that was said of two twins being one person or not, by when it was learned.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<TwinLink>> LinksAsync(CancellationToken cancellationToken);

    /// <summary>Keeps what is said of two twins. False when the same place said the same before: then nothing changes.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    Task<bool> AddLinkAsync(TwinLink link, CancellationToken cancellationToken);

    /// <summary>Removes a twin with everything it ever held, its identifiers, what was said of it and others, and the documents that told of nobody else. False when there is no such twin.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    Task<bool> EraseAsync(TwinId twin, CancellationToken cancellationToken);

    /// <summary>
    /// A small setting of the store itself, such as the secret that its IRIs are made with; null when it was never set.
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    Task<byte[]?> GetSettingAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sets a setting if it is not set yet; returns the one that holds.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    Task<byte[]> SetSettingOnceAsync(string name, byte[] value, CancellationToken cancellationToken);
}
