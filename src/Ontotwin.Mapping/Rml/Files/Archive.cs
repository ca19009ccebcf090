using System.Formats.Tar;
using System.IO.Compression;
using Ontotwin.Mapping.Rml.Model;

namespace Ontotwin.Mapping.Rml.Files;

/// <summary>Packs and unpacks one file: gzip, zip, tar in gzip or xz. Of an archive the first file is read.</summary>
internal static class Archive
{
    private const int PieceBytes = 1 << 16;

    /// <summary>The content; null when it is not packed so, is damaged or grows over the limit.</summary>
    public static byte[]? Unpack(byte[] packed, RmlCompression compression)
    {
        try
        {
            return compression switch
            {
                RmlCompression.Gzip => Gunzip(packed),
                RmlCompression.Zip => FirstOfZip(packed),
                RmlCompression.TarGzip => Gunzip(packed) is { } tar ? FirstOfTar(tar) : null,
                RmlCompression.TarXz => XzReader.Unpack(packed, RmlLimits.MaxSourceBytes) is { } tar ? FirstOfTar(tar) : null,
                _ => packed,
            };
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or IOException)
        {
            return null;
        }
    }

    /// <summary>The packed form of a file.</summary>
    public static byte[] Pack(byte[] content, string name, RmlCompression compression)
    {
        var inner = Path.GetFileName(name);
        foreach (var extension in (string[])[".gz", ".zip", ".xz", ".tar"])
        {
            if (inner.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) { inner = inner[..^extension.Length]; }
        }
        return compression switch
        {
            RmlCompression.Gzip => Gzip(content),
            RmlCompression.Zip => Zip(content, inner),
            RmlCompression.TarGzip => Gzip(Tar(content, inner)),
            RmlCompression.TarXz => XzWriter.Store(Tar(content, inner)),
            _ => content,
        };
    }

    private static byte[]? Gunzip(byte[] packed)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return ReadBounded(stream);
    }

    private static byte[]? FirstOfZip(byte[] packed)
    {
        using var zip = new ZipArchive(new MemoryStream(packed), ZipArchiveMode.Read);
        if (zip.Entries.FirstOrDefault(e => e.Name.Length > 0) is not { } entry) { return null; }
        using var stream = entry.Open();
        return ReadBounded(stream);
    }

    private static byte[]? FirstOfTar(byte[] packed)
    {
        using var tar = new TarReader(new MemoryStream(packed));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile) { return entry.DataStream is { } data ? ReadBounded(data) : []; }
        }
        return null;
    }

    private static byte[]? ReadBounded(Stream stream)
    {
        using var content = new MemoryStream();
        var piece = new byte[PieceBytes];
        for (int read; (read = stream.Read(piece)) > 0;)
        {
            if (content.Length + read > RmlLimits.MaxSourceBytes) { return null; }
            content.Write(piece, 0, read);
        }
        return content.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) { stream.Write(content); }
        return packed.ToArray();
    }

    private static byte[] Zip(byte[] content, string name)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(name);
            // The same run gives the same bytes.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(content);
        }
        return packed.ToArray();
    }

    private static byte[] Tar(byte[] content, string name)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var data = new MemoryStream(content);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data, ModificationTime = DateTimeOffset.UnixEpoch });
        }
        return packed.ToArray();
    }
}
