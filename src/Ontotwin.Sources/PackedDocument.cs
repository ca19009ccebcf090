using Ontotwin.Sources.Packed;

namespace Ontotwin.Sources;

/// <summary>
/// A document in a gzip or zip that is read in stretches, of any length. Where the container is damaged or cut, or the document grows to a hundred times what it takes in it, the
/// document ends, and its last item says so. In a gzip it can be read at any place, once it was read up to there; in a zip from its beginning only.
/// </summary>
/// <param name="path">The container's path.</param>
/// <param name="name">The document's name in it.</param>
/// <param name="open">Opens the container at its beginning, and can seek; each stream is disposed after use.</param>
public sealed class PackedDocument(string path, string name, Func<Stream> open)
{
    private readonly GzipMarks marks = new();
    private UnpackEnd? end;

    /// <summary>The document, to be read in stretches.</summary>
    public LargeDocument Document => new($"{path}/{name}", Open);

    /// <summary>Bytes that it takes in its container.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Open"/>.</exception>
    public long PackedBytes
    {
        get
        {
            using var content = OpenContent();
            return content.PackedBytes;
        }
    }

    /// <summary>Opens the content at its beginning.</summary>
    /// <exception cref="InvalidDataException">The container is a zip that is damaged, or the document is not in it, stands in it twice or is encrypted.</exception>
    public Stream Open() => OpenContent();

    private UnpackedStream OpenContent() => SourceContainer.IsGzip(path) ? new GzipContent(open(), marks, Take) : new ZipContent(open(), name, Take);

    /// <summary>The items, and what is wrong with the container: its end is known when they have been read.</summary>
    public IEnumerable<SourceItem> Checked(IEnumerable<SourceItem> items) => ContainerFlaw.Told(items, () => end is null ? null : ContainerFlaw.Of(path, name, end));

    private void Take(UnpackEnd why) => end ??= why;
}
