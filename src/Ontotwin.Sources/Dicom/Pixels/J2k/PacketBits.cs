namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>Bits of a packet's header: a byte after FF has seven (B.10.1).</summary>
internal ref struct PacketBits(ReadOnlySpan<byte> data, int at)
{
    private readonly ReadOnlySpan<byte> data = data;
    private int at = at, left;
    private byte current;

    /// <summary>Whether bits were read that are not there; they are zeros.</summary>
    public bool IsPastEnd { get; private set; }

    public bool Read()
    {
        if (left == 0)
        {
            left = current == 0xFF ? 7 : 8;
            IsPastEnd |= at >= data.Length;
            current = at < data.Length ? data[at++] : (byte)0;
        }
        return ((current >> --left) & 1) != 0;
    }

    public int Read(int bits)
    {
        var value = 0;
        while (bits-- > 0) { value = (value << 1) | (Read() ? 1 : 0); }
        return value;
    }

    /// <summary>Where the header ends: at a whole byte, and behind what is stuffed.</summary>
    public readonly int End => current == 0xFF ? Math.Min(at + 1, data.Length) : at;
}
