namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>The bits of a JPEG-LS scan: after a byte FF the next one has seven (ISO 14495-1, A.1).</summary>
internal ref struct LsBits(ReadOnlySpan<byte> bytes, int at)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at = at;
    private ulong held;
    private int count;
    private bool afterMark;

    /// <summary>Whether more bits were asked for than the scan has: what was read since is zero.</summary>
    public bool IsPastEnd { get; private set; }

    public int Read(int bits)
    {
        if (bits == 0) { return 0; }
        Fill(bits);
        count -= bits;
        return (int)((held >> count) & ((1UL << bits) - 1));
    }

    /// <summary>Zeros before the next one, which is used up too; at most <paramref name="most"/>.</summary>
    public int Zeros(int most)
    {
        var zeros = 0;
        while (zeros < most && Read(1) == 0 && !IsPastEnd) { zeros++; }
        return zeros;
    }

    /// <summary>The next marker after what was read.</summary>
    public readonly int NextMarker()
    {
        for (var i = Math.Max(2, at - 10); i + 1 < bytes.Length; i++)
        {
            if (bytes[i] == 0xFF && bytes[i + 1] >= 0x80) { return i; }
        }
        return bytes.Length;
    }

    private void Fill(int bits)
    {
        while (count < bits)
        {
            var isEnd = at >= bytes.Length || (bytes[at] == 0xFF && (at + 1 >= bytes.Length || bytes[at + 1] >= 0x80));
            if (isEnd) { IsPastEnd = true; held <<= 8; count += 8; continue; }
            var next = bytes[at++];
            var width = afterMark ? 7 : 8;
            held = (held << width) | (afterMark ? next & 0x7Fu : next);
            count += width;
            afterMark = next == 0xFF;
        }
    }
}
