using System.Buffers.Binary;

namespace Ontotwin.Sources.Packed;

/// <summary>The bits of a stream, the lowest of each byte first.</summary>
internal sealed class BitSource(Stream stream)
{
    private const int LeastPieceBytes = 64, PieceBytes = 1 << 16;

    // A container of many short documents has a reader for each.
    private readonly byte[] piece = new byte[stream.CanSeek ? (int)Math.Clamp(stream.Length, LeastPieceBytes, PieceBytes) : PieceBytes];
    private int at;
    private int end;
    private long read;

    /// <summary>Bits that were read of the stream and are not used up, the next one lowest.</summary>
    public ulong Bits { get; private set; }

    /// <summary>How many of them there are.</summary>
    public int Count { get; private set; }

    /// <summary>The byte of the stream that the next bit is of.</summary>
    public long UsedBytes => Position - (Count / 8);

    /// <summary>Where the stream goes on after them, in bytes.</summary>
    public long Position => read - (end - at);

    /// <summary>Goes to a place of the stream.</summary>
    public void GoTo(long position, ulong bits, int count)
    {
        stream.Position = read = position;
        (at, end, Bits, Count) = (0, 0, bits, count);
    }

    /// <summary>Has at least 48 bits at hand, or all that are left.</summary>
    public void Fill()
    {
        if (end - at >= sizeof(ulong) && Count < 56)
        {
            var bytes = (63 - Count) >> 3;
            Bits |= BinaryPrimitives.ReadUInt64LittleEndian(piece.AsSpan(at)) << Count;
            at += bytes;
            Count += bytes * 8;
            // What is above them is read again.
            Bits &= (1UL << Count) - 1;
            return;
        }
        while (Count <= 56 && HasMore())
        {
            Bits |= (ulong)piece[at++] << Count;
            Count += 8;
        }
    }

    /// <summary>Uses up bits that are at hand.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public void Skip(int bits)
    {
        if (bits > Count) { throw new EndOfStreamException(); }
        Bits >>= bits;
        Count -= bits;
    }

    /// <summary>The next bits as a number; at most 32.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public uint Take(int bits)
    {
        if (Count < bits) { Fill(); }
        var value = (uint)(Bits & ((1UL << bits) - 1));
        Skip(bits);
        return value;
    }

    /// <summary>Leaves out what is left of a byte.</summary>
    public void Align() => Skip(Count & 7);

    /// <summary>Copies whole bytes, as many as there are and fit; the bits are aligned.</summary>
    public int Copy(Span<byte> target)
    {
        var copied = 0;
        for (; Count > 0 && copied < target.Length; copied++) { target[copied] = (byte)Take(8); }
        if (copied < target.Length && HasMore())
        {
            var more = Math.Min(target.Length - copied, end - at);
            piece.AsSpan(at, more).CopyTo(target[copied..]);
            at += more;
            copied += more;
        }
        return copied;
    }

    private bool HasMore()
    {
        if (at < end) { return true; }
        (at, end) = (0, stream.Read(piece));
        read += end;
        return end > 0;
    }
}
