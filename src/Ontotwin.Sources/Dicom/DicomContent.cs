using System.IO.Compression;
using System.Runtime.InteropServices;
using Ontotwin.Sources.Packed;
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

    /// <summary>Whether what was to be inflated is nothing deflated: the bytes are as they are in the document.</summary>
    public bool IsNotDeflated { get; init; }

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
        using var source = Stream(document.Bytes);
        var bytes = Inflate(onFault => new GzipContent(source, marks: null, onFault, leaveOpen: true), [], out var isIncomplete);
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

    /// <summary>
    /// The content with what follows <paramref name="from"/> inflated (Deflated Explicit VR Little Endian, PS3.5 A.5), also where a zlib header stands before it, which
    /// PS3.5 does not have and some write.
    /// </summary>
    public DicomContent InflatedAfter(int from)
    {
        var bytes = Inflate(from, from, out var isIncomplete);
        if (bytes.Length == from && HasZlibHeader(Bytes.Span[from..])) { bytes = Inflate(from, from + 2, out isIncomplete); }
        if (bytes.Length == from && isIncomplete) { return this with { IsNotDeflated = true, IsIncomplete = true }; }
        var compressed = from >= InflatedFrom ? Compressed : new ByteRange(from, Document.Bytes.Length);
        return this with { Whole = bytes, InflatedFrom = Math.Min(from, InflatedFrom), Compressed = compressed, IsIncomplete = isIncomplete };
    }

    // RFC 1950, 2.2: the method in the lower four bits of the first byte, and both a multiple of 31.
    private static bool HasZlibHeader(ReadOnlySpan<byte> bytes) => bytes.Length > 2 && (bytes[0] & 0xF) == 8 && ((bytes[0] << 8) | bytes[1]) % 31 == 0;

    private ReadOnlyMemory<byte> Inflate(int keep, int from, out bool isIncomplete)
    {
        using var source = Stream(Bytes[from..]);
        return Inflate(onFault => new DeflatedContent(source, onFault), Bytes.Span[..keep], out isIncomplete);
    }

    private static ReadOnlyMemory<byte> Inflate(Func<Action<UnpackEnd>, UnpackedStream> open, ReadOnlySpan<byte> before, out bool isIncomplete)
    {
        var hasFault = false;
        using var inflated = new MemoryStream();
        inflated.Write(before);
        using var stream = open(end => hasFault |= end.Why != UnpackFault.Followed);
        var buffer = new byte[1 << 16];
        for (int read; !hasFault && (read = stream.Read(buffer)) > 0;)
        {
            hasFault = inflated.Length + read > DicomLimits.MaxInflatedBytes;
            if (!hasFault) { inflated.Write(buffer, 0, read); }
        }
        isIncomplete = hasFault;
        return inflated.GetBuffer().AsMemory(0, (int)inflated.Length);
    }

    // Without a copy, where the bytes are an array's.
    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(bytes.ToArray(), writable: false);
}
