using System.Buffers.Binary;
using System.Text;

namespace Ontotwin.Graph.Embedded;

/// <summary>Reads what <see cref="ByteWriter"/> wrote; whatever does not fit is <see cref="InvalidDataException"/>, caught where the store's folder is known.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public byte Byte()
    {
        if (rest.IsEmpty) { throw Torn(); }
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    /// <summary>A number of things that follow, each of at least one byte: never more than there are bytes, so that nothing is allocated on a lie.</summary>
    public int Count()
    {
        var value = Unsigned();
        return value <= (ulong)rest.Length ? (int)value : throw Torn();
    }

    /// <summary>An index into a table of <paramref name="size"/> entries.</summary>
    public int Index(int size)
    {
        var value = Unsigned();
        return value < (ulong)size ? (int)value : throw Torn();
    }

    public ulong Unsigned()
    {
        // Nearly all of them.
        if (rest is [< 0x80 and var only, ..])
        {
            rest = rest[1..];
            return only;
        }
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) { return value; }
        }
        throw Torn();
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)rest.Length) { throw Torn(); }
        var value = rest[..count];
        rest = rest[count..];
        return value;
    }

    /// <summary>All that has not been read.</summary>
    public ReadOnlySpan<byte> Rest() => Bytes(rest.Length);

    public string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    /// <summary>An instant of UTC, written as ticks.</summary>
    public DateTimeOffset Instant()
    {
        var ticks = Unsigned();
        return ticks <= (ulong)DateTimeOffset.MaxValue.UtcTicks ? new((long)ticks, TimeSpan.Zero) : throw Torn();
    }

    public static InvalidDataException Torn() => new("a record ends early or points outside itself");
}
