using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Ontotwin.Graph.Embedded;

/// <summary>Appends numbers and texts in their shortest form: LEB128 for counts, zigzag for differences. Its memory serves others once it is released.</summary>
internal sealed class ByteWriter(int capacity = 1024)
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    /// <summary>Begins again, in the same memory.</summary>
    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();

    public void Byte(byte value)
    {
        if (Length == buffer.Length) { Grow(Length + 1); }
        buffer[Length++] = value;
    }

    public void Count(int value) => Unsigned((ulong)value);

    public void Unsigned(ulong value)
    {
        // Nearly all of them.
        if (value < 0x80)
        {
            Byte((byte)value);
            return;
        }
        var target = Reserve(10);
        var used = 0;
        while (value >= 0x80)
        {
            target[used++] = (byte)(value | 0x80);
            value >>= 7;
        }
        target[used++] = (byte)value;
        Length -= 10 - used;
    }

    public void Signed(long value) => Unsigned((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Reserve(value.Length));

    /// <summary>Characters in UTF-8, without their number.</summary>
    /// <returns>How many bytes they are.</returns>
    public int Utf8(ReadOnlySpan<char> value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var used = Encoding.UTF8.GetBytes(value, Reserve(most));
        Length -= most - used;
        return used;
    }

    public void Text(ReadOnlySpan<char> value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Count(bytes);
        Encoding.UTF8.GetBytes(value, Reserve(bytes));
    }

    /// <summary>Gives its memory back; what was written is no more. One that is not released is left to the collector.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        (buffer, Length) = ([], 0);
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, least));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private Span<byte> Reserve(int bytes)
    {
        if (Length + bytes > buffer.Length) { Grow(Length + bytes); }
        Length += bytes;
        return buffer.AsSpan(Length - bytes, bytes);
    }
}
