namespace Ontotwin.Graph;

/// <summary>That a twin changed or was erased, at its place in the order of a store's changes.</summary>
/// <param name="Position">Its place: where to go on from.</param>
/// <param name="Twin">Whose.</param>
/// <param name="IsErased">Whether the twin was erased. It may hold something again: then a later change says so.</param>
public sealed record ChangeFeedEntry(FeedPosition Position, TwinId Twin, bool IsErased)
{
    /// <summary>The twin that stands for the person, where the store is read by person; otherwise the twin itself. Where it is another, the twin is no longer listed.</summary>
    public TwinId Person { get; init; } = Twin;
}
