namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>The bits of a JPEG scan: a byte FF is followed by a zero that does not count, unless it begins a marker (ISO 10918-1, F.1.2.3).</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> bytes, int at)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private uint held;
    private int count;

    /// <summary>Offset of the next byte.</summary>
    public int At { get; private set; } = at;

    /// <summary>Whether more bits were asked for than stand before the next marker: they were zero.</summary>
    public bool IsPastEnd { get; private set; }

    public int Read(int width)
    {
        while (count < width) { Fill(); }
        count -= width;
        return (int)((held >> count) & ((1u << width) - 1));
    }

    /// <summary>Goes over a restart marker; false when none is there.</summary>
    public bool Restart()
    {
        (held, count) = (0, 0);
        if (At + 1 >= bytes.Length || bytes[At] != 0xFF || bytes[At + 1] is < 0xD0 or > 0xD7) { return false; }
        At += 2;
        return true;
    }

    private void Fill()
    {
        var isMarker = At >= bytes.Length || (bytes[At] == 0xFF && (At + 1 >= bytes.Length || bytes[At + 1] != 0));
        var next = isMarker ? (byte)0 : bytes[At];
        IsPastEnd |= isMarker;
        if (!isMarker) { At += next == 0xFF ? 2 : 1; }
        held = (held << 8) | next;
        count += 8;
    }
}
