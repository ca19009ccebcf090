using System.Buffers.Binary;
using System.Text;

namespace Ontotwin.Graph.Embedded;

/// <summary>Appends numbers and texts in their shortest form: LEB128 for counts, zigzag for differences.</summary>
internal sealed class ByteWriter(int capacity = 1024)
{
    private byte[] buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    /// <summary>Begins again, in the same memory.</summary>
    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Count(int value) => Unsigned((ulong)value);

    public void Unsigned(ulong value)
    {
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

    public void Text(ReadOnlySpan<char> value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Count(bytes);
        Encoding.UTF8.GetBytes(value, Reserve(bytes));
    }

    private Span<byte> Reserve(int bytes)
    {
        if (Length + bytes > buffer.Length) { Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + bytes)); }
        Length += bytes;
        return buffer.AsSpan(Length - bytes, bytes);
    }
}
