using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>One decoded sample.</summary>
internal static class Sample
{
    /// <summary>Writes it in little endian, extended by its sign where the image's samples have one.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="at">Offset of the sample.</param>
    /// <param name="value">Its bits.</param>
    /// <param name="precision">How many bits the codec gave.</param>
    /// <param name="form">The image.</param>
    public static void Write(Span<byte> frame, int at, int value, int precision, PixelForm form)
    {
        var bits = Math.Min(precision, form.BitsStored);
        if (form.IsSigned && bits < 32 && (value & (1 << (bits - 1))) != 0) { value |= -1 << bits; }
        switch (form.SampleBytes)
        {
            case 1: frame[at] = (byte)value; break;
            case 2: BinaryPrimitives.WriteUInt16LittleEndian(frame[at..], (ushort)value); break;
            default: BinaryPrimitives.WriteInt32LittleEndian(frame[at..], value); break;
        }
    }

    /// <summary>The value of a sample: its stored bits, the sign extended (PS3.5 8.1.1), or an IEEE number.</summary>
    public static double Read(ReadOnlySpan<byte> frame, int at, PixelForm form)
    {
        if (form.BitsAllocated == 1) { return frame[at]; }
        ulong word = form.SampleBytes switch
        {
            1 => frame[at],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(frame[at..]),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(frame[at..]),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(frame[at..]),
        };
        if (form.IsFloat) { return form.SampleBytes == 4 ? BitConverter.UInt32BitsToSingle((uint)word) : BitConverter.UInt64BitsToDouble(word); }
        var value = (long)(word >> (form.HighBit + 1 - form.BitsStored)) << (64 - form.BitsStored);
        return form.IsSigned ? value >> (64 - form.BitsStored) : (double)((ulong)value >> (64 - form.BitsStored));
    }
}
