using System.IO.Compression;

namespace Ontotwin.Cli.Tests;

/// <summary>A document that is written as long as is wanted.</summary>
/// <param name="Name">Its file's name; in a container when that ends in <c>.gz</c> or <c>.zip</c>.</param>
internal abstract record LongDocument(string Name)
{
    /// <summary>Its name in a zip.</summary>
    public string InContainer { get; init; } = "";

    /// <summary>Folder of the maps it is read by; null: by a map of its own.</summary>
    public string? With { get; init; }

    /// <summary>Whether many records are read as one.</summary>
    public bool AreParts { get; init; }

    /// <summary>Writes it; returns how many records it has.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Bytes that it has at least, unpacked.</param>
    public async Task<long> WriteAsync(string path, long bytes)
    {
        await using var file = File.Create(path, 1 << 20);
        if (path.EndsWith(".gz", StringComparison.Ordinal))
        {
            await using var packed = new GZipStream(file, CompressionLevel.Fastest);
            return await WriteAsync(packed, bytes);
        }
        if (InContainer.Length == 0) { return await WriteAsync(file, bytes); }
        await using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        await using var entry = zip.CreateEntry(InContainer, CompressionLevel.Fastest).Open();
        return await WriteAsync(entry, bytes);
    }

    /// <summary>Writes its bytes; returns how many records they hold.</summary>
    protected abstract Task<long> WriteAsync(Stream output, long bytes);
}
