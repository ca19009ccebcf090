using System.IO.Compression;
using Ontotwin.Values;

namespace Ontotwin.Sources.Dicom;

/// <summary>
/// The bytes a record lies in: those of the document, or inflated ones. An offset in inflated bytes has no counterpart in the document; its place
/// there is the whole compressed stream. Of a long document they are all but its bulk data.
/// </summary>
internal sealed record DicomContent(SourceDocument Document, ReadOnlyMemory<byte> Whole)
{
    /// <summary>A long document, of which bulk data are left out.</summary>
    public DicomContent(SourceDocument document, DicomHeldBytes held)
        : this(document, default(ReadOnlyMemory<byte>)) => Held = held;

    /// <summary>What is held of a long document; null of one that is whole.</summary>
    public DicomHeldBytes? Held { get; }

    /// <summary>The bytes, or what is held of them so far.</summary>
    public ReadOnlyMemory<byte> Bytes => Held?.Bytes ?? Whole;

    /// <summary>How many there are, those that are left out counted.</summary>
    public long Length => Held?.Length ?? Whole.Length;

    /// <summary>All of the document.</summary>
    public ByteRange Extent => new(0, Held?.Length ?? Document.Bytes.Length);

    /// <summary>First offset of <see cref="Bytes"/> that was inflated.</summary>
    public int InflatedFrom { get; init; } = int.MaxValue;

    /// <summary>The compressed stream in the document.</summary>
    public ByteRange Compressed { get; init; }

    /// <summary>Whether the compressed stream was damaged, cut, or larger than the limit.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Where a byte lies among all of them, those that are left out counted.</summary>
    public long PlaceOf(int at) => Held?.PlaceOf(at) ?? at;

    /// <summary>Where something that was read lies in the document; what of it was left out is part of it.</summary>
    public ByteRange InDocument(int start, int length) =>
        Held is not null ? new(Held.StartOf(start), Held.PlaceOf(start + length)) : start >= InflatedFrom ? Compressed : new(start, start + length);

    /// <summary>Where bytes from one on lie in the document.</summary>
    public ByteRange Following(int start, long length) => start >= InflatedFrom ? Compressed : new(PlaceOf(start), PlaceOf(start) + length);

    public static DicomContent Of(SourceDocument document)
    {
        if (!IsGzip(document.Bytes.Span)) { return new(document, document.Bytes); }
        using var source = new MemoryStream(document.Bytes.ToArray(), writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        var bytes = Inflate(gzip, [], document.Bytes.Length, out var isIncomplete);
        return new(document, bytes) { InflatedFrom = 0, Compressed = new(0, document.Bytes.Length), IsIncomplete = isIncomplete };
    }

    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, ..];

    /// <summary>The first bytes of a gzip container's content; those of the document where it is none.</summary>
    public static byte[] Head(ReadOnlySpan<byte> bytes, int length)
    {
        if (!IsGzip(bytes)) { return bytes[..Math.Min(length, bytes.Length)].ToArray(); }
        using var source = new MemoryStream(bytes[..Math.Min(1 << 16, bytes.Length)].ToArray(), writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        var head = new byte[length];
        try
        {
            return head[..gzip.ReadAtLeast(head, length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The content with what follows <paramref name="from"/> inflated (Deflated Explicit VR Little Endian, PS3.5 A.5).</summary>
    public DicomContent InflatedAfter(int from)
    {
        using var source = new MemoryStream(Bytes[from..].ToArray(), writable: false);
        using var deflate = new DeflateStream(source, CompressionMode.Decompress);
        var bytes = Inflate(deflate, Bytes.Span[..from], Bytes.Length - from, out var isIncomplete);
        var compressed = from >= InflatedFrom ? Compressed : new ByteRange(from, Document.Bytes.Length);
        return this with { Whole = bytes, InflatedFrom = Math.Min(from, InflatedFrom), Compressed = compressed, IsIncomplete = isIncomplete };
    }

    private static ReadOnlyMemory<byte> Inflate(Stream stream, ReadOnlySpan<byte> before, int packedBytes, out bool isIncomplete)
    {
        using var inflated = new MemoryStream();
        inflated.Write(before);
        var buffer = new byte[1 << 16];
        isIncomplete = false;
        try
        {
            int read;
            while ((read = stream.Read(buffer)) > 0 && !isIncomplete)
            {
                var total = inflated.Length + read;
                isIncomplete = total > DicomLimits.MaxInflatedBytes || (total > ContainerLimits.FreeBytes && total / ContainerLimits.MaxRatio > packedBytes);
                if (!isIncomplete) { inflated.Write(buffer, 0, read); }
            }
        }
        catch (InvalidDataException)
        {
            isIncomplete = true;
        }
        return inflated.GetBuffer().AsMemory(0, (int)inflated.Length);
    }
}
