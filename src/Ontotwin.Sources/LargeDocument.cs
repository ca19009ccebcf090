using System.Security.Cryptography;

namespace Ontotwin.Sources;

/// <summary>
/// A document that is read in stretches, so that memory does not grow with its length. It is opened once to be read (a FHIR bundle twice), and once more when
/// somebody asks for its hash; it must not change meanwhile.
/// </summary>
/// <param name="name">Path as the user gave it; shown in every origin.</param>
/// <param name="open">Opens it at its beginning; each stream is disposed after use.</param>
public sealed class LargeDocument(string name, Func<Stream> open)
{
    private readonly int stretchBytes = WindowLimits.WindowBytes;
    private string? hash;

    /// <summary>Path as the user gave it.</summary>
    public string Name => name;

    /// <summary>Bytes of a stretch, unless a record needs more; at least 64.</summary>
    public int StretchBytes { get => stretchBytes; init => stretchBytes = Math.Clamp(value, 64, WindowLimits.MaxWindowBytes); }

    /// <summary>Whether its length is known and it can be read at any place at once, as a file can and what a container holds cannot.</summary>
    public bool IsFile { get; init; }

    /// <summary>SHA-256 of the whole content, lower-case hex. Computed once, on first use, by reading it all: O(length).</summary>
    /// <exception cref="IOException">It can no longer be read.</exception>
    public string Hash => hash ??= Compute();

    internal Stream Open() => open();

    /// <summary>All of it in memory; null where it has more bytes than that.</summary>
    internal SourceDocument? Hold(int maxBytes)
    {
        using var stream = open();
        using var bytes = new MemoryStream();
        var piece = new byte[1 << 16];
        for (int read; (read = stream.Read(piece)) > 0;)
        {
            if (bytes.Length + read > maxBytes) { return null; }
            bytes.Write(piece, 0, read);
        }
        return new SourceDocument(name, bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    private string Compute()
    {
        using var stream = open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
