using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>A document in a gzip that is read in stretches. Where the gzip is damaged or cut the document ends, and its last item says so.</summary>
/// <param name="path">The container's path.</param>
/// <param name="name">The document's name in it.</param>
/// <param name="open">Opens the container at its beginning; each stream is disposed after use.</param>
public sealed class GzipDocument(string path, string name, Func<Stream> open)
{
    private Diagnostic? flaw;

    /// <summary>The document, to be read in stretches.</summary>
    public LargeDocument Document => new($"{path}/{name}", Open);

    /// <summary>Opens the content at its beginning.</summary>
    public Stream Open() => new GzipMembers(open(), ended => flaw ??= ContainerFlaw.Of(path, name, ended));

    /// <summary>The items, and what is wrong with the container: its end is known when they have been read.</summary>
    public IEnumerable<SourceItem> Checked(IEnumerable<SourceItem> items) => ContainerFlaw.Told(items, () => flaw);
}
