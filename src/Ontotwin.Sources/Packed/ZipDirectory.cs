using System.IO.Compression;

namespace Ontotwin.Sources.Packed;

/// <summary>What documents a zip has: by the directory at its end, or, where that is cut off or damaged, by what stands before each of them.</summary>
internal sealed class ZipDirectory : IDisposable
{
    private readonly ZipArchive? archive;

    private ZipDirectory(ZipArchive? archive, IReadOnlyList<ZipItem> items, ZipCut? cut) => (this.archive, Items, Cut) = (archive, items, cut);

    /// <summary>The documents and folders in the order in which they are listed.</summary>
    public IReadOnlyList<ZipItem> Items { get; }

    /// <summary>Where what could be found ends; null where the zip has its directory.</summary>
    public ZipCut? Cut { get; }

    /// <summary>Looks.</summary>
    /// <param name="content">The zip, which can seek; stays open, and is to be so until its documents are read.</param>
    /// <exception cref="InvalidDataException">It is no zip, or nothing of it can be found.</exception>
    public static ZipDirectory Of(Stream content)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var listed = new ZipDirectory(archive, [.. archive.Entries.Select(e => new ZipItem(e.FullName, e.IsEncrypted, Math.Min(e.CompressedLength, content.Length), e.Crc32, _ => e.Open()))], null);
            archive = null;
            return listed;
        }
        catch (Exception fault) when (SourceContainer.IsDamage(fault))
        {
            var items = ZipScan.Of(content, out var cut);
            return items.Count > 0 ? new(null, items, cut) : throw new InvalidDataException("it is no zip, or is damaged", fault);
        }
        finally
        {
            archive?.Dispose();
        }
    }

    public void Dispose() => archive?.Dispose();
}

/// <summary>Where the documents that can be found in a zip without its directory end.</summary>
/// <param name="At">The byte of the zip.</param>
/// <param name="IsAtDirectory">Whether its directory begins there, so that nothing of the documents is lost.</param>
internal readonly record struct ZipCut(long At, bool IsAtDirectory);
