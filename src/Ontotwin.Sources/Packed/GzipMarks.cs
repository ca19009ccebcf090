using System.IO.Compression;

namespace Ontotwin.Sources.Packed;

/// <summary>A place of a gzip's content at which its reading can begin.</summary>
/// <param name="At">The place, in bytes of the content.</param>
/// <param name="PackedAt">Where the container goes on, behind the bits.</param>
/// <param name="Bits">Bits that are not used up.</param>
/// <param name="BitCount">How many.</param>
/// <param name="Block">The block at hand.</param>
/// <param name="Window">What a match may reach, deflated.</param>
internal sealed record GzipMark(long At, long PackedAt, ulong Bits, int BitCount, BlockState Block, byte[] Window)
{
    /// <summary>Bytes of memory that it takes.</summary>
    public int Bytes => Window.Length + Block.Lengths.Length + 160;
}

/// <summary>The places at which the reading of one gzip can begin, in order: so many that they take no more memory than the limit.</summary>
internal sealed class GzipMarks
{
    private readonly List<GzipMark> marks = [];
    private long between = ContainerLimits.BytesBetweenMarks;
    private long bytes;

    /// <summary>Whether there is to be one at a place of the content that was reached.</summary>
    public bool Wants(long at) => at >= (marks.Count == 0 ? 0 : marks[^1].At) + between;

    /// <summary>The last one at or before a place; null where there is none.</summary>
    public GzipMark? Before(long at)
    {
        var (low, high) = (0, marks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (marks[middle].At <= at) { low = middle + 1; } else { high = middle; }
        }
        return low == 0 ? null : marks[low - 1];
    }

    /// <summary>Adds one behind all others.</summary>
    public void Add(GzipMark mark)
    {
        marks.Add(mark);
        bytes += mark.Bytes;
        if (bytes <= ContainerLimits.MaxMarkBytes) { return; }
        between *= 2;
        for (var i = marks.Count - 1; i >= 0; i -= 2) { marks.RemoveAt(i); }
        bytes = marks.Sum(m => (long)m.Bytes);
    }

    /// <summary>A window in few bytes.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> window)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true)) { deflate.Write(window); }
        return packed.ToArray();
    }

    /// <summary>The window that was packed.</summary>
    public static byte[] Unpack(byte[] packed)
    {
        using var stream = new MemoryStream(packed);
        using var deflate = new DeflateStream(stream, CompressionMode.Decompress);
        var window = new byte[Inflater.WindowBytes];
        return window[..deflate.ReadAtLeast(window, window.Length, throwOnEndOfStream: false)];
    }
}
