namespace Ontotwin.Sources.Dicom;

/// <summary>The bytes of a long document but for its bulk data, which stay where they lie: they are read as they are asked for, from the first to the last.</summary>
/// <param name="stream">The document, which can seek.</param>
/// <param name="skippedBytes">Bytes from which on bulk data are left out.</param>
internal sealed class DicomHeldBytes(Stream stream, int skippedBytes)
{
    private const int FirstBytes = 1 << 18;
    private readonly List<(int At, long Skipped)> gaps = [];
    private byte[] buffer = new byte[FirstBytes];
    private int held;

    /// <summary>Bytes of the document.</summary>
    public long Length { get; } = stream.Length;

    /// <summary>Bytes from which on bulk data are left out.</summary>
    public int SkippedBytes => skippedBytes;

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, held);

    private long Skipped => gaps.Count == 0 ? 0 : gaps[^1].Skipped;

    /// <summary>Where a byte that is held, or comes next, lies in the document.</summary>
    public long PlaceOf(int at) => at + SkippedBefore(at + 1);

    /// <summary>Where what begins at a byte that is held begins in the document: before what was left out there.</summary>
    public long StartOf(int at) => at + SkippedBefore(at);

    /// <summary>Holds bytes from a place on, behind all that were left out; false where they would be more than the limit, or the document has changed.</summary>
    public bool Load(int at, int count)
    {
        var wanted = Math.Min(count, Length - (at + Skipped));
        if (at + wanted <= held) { return true; }
        if (at + wanted > DicomLimits.MaxHeldBytes) { return false; }
        // Twice as many as are asked for: elements are small.
        var end = (int)Math.Min(Math.Min(at + (2L * count), Length - Skipped), DicomLimits.MaxHeldBytes);
        if (end > buffer.Length) { Array.Resize(ref buffer, Math.Max(end, Math.Min(buffer.Length * 2, DicomLimits.MaxHeldBytes))); }
        stream.Position = held + Skipped;
        held += stream.ReadAtLeast(buffer.AsSpan(held, end - held), end - held, throwOnEndOfStream: false);
        return at + wanted <= held;
    }

    /// <summary>Leaves out bytes that begin at a place.</summary>
    public void Skip(int at, long count)
    {
        if (count == 0) { return; }
        gaps.Add((at, Skipped + count));
        held = at;
    }

    /// <summary>Walks the fragments of encapsulated data that begin at a place: how many bytes they have, how many with their delimiter, and whether all of it is there.</summary>
    /// <param name="at">The place.</param>
    /// <param name="end">Where they end at the latest, in the document.</param>
    /// <param name="isBigEndian">The order of their bytes.</param>
    public (long Bytes, long WithEnd, bool IsWhole) WalkFragments(int at, long end, bool isBigEndian)
    {
        var start = at + Skipped;
        var place = start;
        Span<byte> header = stackalloc byte[DicomFragments.HeaderBytes];
        while (end - place >= header.Length)
        {
            stream.Position = place;
            if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) { break; }
            var (kind, length) = DicomFragments.ReadHeader(header, isBigEndian);
            if (kind == FragmentKind.Delimiter) { return (place - start, place + header.Length - start, true); }
            if (kind == FragmentKind.None || length > end - place - header.Length) { return (end - start, end - start, false); }
            place += header.Length + length;
        }
        return (place - start, end - start, false);
    }

    private long SkippedBefore(int at)
    {
        if (gaps.Count == 0 || gaps[0].At >= at) { return 0; }
        if (gaps[^1].At < at) { return Skipped; }
        var (low, high) = (0, gaps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (gaps[middle].At < at) { low = middle + 1; } else { high = middle; }
        }
        return gaps[low - 1].Skipped;
    }
}
