namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>Frames that are stored as they are (PS3.5 section 8.1 and 8.2, A.1 and A.2).</summary>
internal static class NativeFrames
{
    public static DecodedFrame Read(DicomRecord record, DicomElement element, PixelForm form, int number)
    {
        var value = record.Content.Bytes.Span.Slice(element.Start, element.Length);
        if (form.BitsAllocated == 1) { return Bits(value, form, number); }
        var isHalved = IsHalved(form, value.Length);
        var stored = isHalved ? form.Pixels * 2 * form.SampleBytes : form.FrameBytes;
        var start = (long)stored * (number - 1);
        var there = (int)Math.Clamp(value.Length - start, 0, stored);
        // What is mostly missing is not made up.
        if (there < (stored + 1) / 2) { return new(null, "the pixel data end before this frame"); }
        var frame = new byte[stored];
        if (element is { IsBigEndian: true } && element.Vr == Vr.OW && form.SampleBytes == 1) { Exchanged(value, (int)start, frame.AsSpan(0, there)); }
        else
        {
            value.Slice((int)start, there).CopyTo(frame);
            if (element.IsBigEndian) { Swap(frame, form.SampleBytes); }
        }
        if (isHalved) { frame = Doubled(frame, form); }
        else if (form.IsPlanar && form.Samples > 1) { frame = Together(frame, form); }
        return new(frame, there == stored ? null : "the pixel data end within this frame: what is missing of it is zero");
    }

    /// <summary>Bits from the least significant one on, one sample a byte.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> bits, long firstBit, int count)
    {
        var samples = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var bit = firstBit + i;
            samples[i] = (byte)((bits[(int)(bit >> 3)] >> (int)(bit & 7)) & 1);
        }
        return samples;
    }

    /// <summary>Planes of samples put together pixel by pixel.</summary>
    public static byte[] Together(ReadOnlySpan<byte> planes, PixelForm form)
    {
        var (together, size, plane) = (new byte[planes.Length], form.SampleBytes, form.Pixels * form.SampleBytes);
        for (var sample = 0; sample < form.Samples; sample++)
        {
            for (var pixel = 0; pixel < form.Pixels; pixel++)
            {
                planes.Slice((sample * plane) + (pixel * size), size).CopyTo(together.AsSpan(((pixel * form.Samples) + sample) * size));
            }
        }
        return together;
    }

    // Frames of bits follow each other without a gap.
    private static DecodedFrame Bits(ReadOnlySpan<byte> value, PixelForm form, int number)
    {
        var count = form.FrameBytes;
        var first = (long)count * (number - 1);
        return (first + count + 7) / 8 <= value.Length ? new(Unpack(value, first, count), null) : new(null, "the pixel data end before the end of this frame");
    }

    // YBR_FULL_422 stores two luminances and one pair of chroma for two pixels; some writers say so and store all of them.
    private static bool IsHalved(PixelForm form, int length) =>
        form.Photometric == "YBR_FULL_422" && form.Samples == 3 && form.Columns % 2 == 0 && length < (long)form.FrameBytes * form.Frames;

    private static byte[] Doubled(ReadOnlySpan<byte> stored, PixelForm form)
    {
        var (all, size) = (new byte[form.FrameBytes], form.SampleBytes);
        for (var pair = 0; pair < form.Pixels / 2; pair++)
        {
            var four = stored.Slice(pair * 4 * size, 4 * size);
            var two = all.AsSpan(pair * 6 * size, 6 * size);
            for (var pixel = 0; pixel < 2; pixel++)
            {
                four.Slice(pixel * size, size).CopyTo(two[(pixel * 3 * size)..]);
                four[(2 * size)..].CopyTo(two[(((pixel * 3) + 1) * size)..]);
            }
        }
        return all;
    }

    // Single bytes in words of two, which may lie across frames of an odd length.
    private static void Exchanged(ReadOnlySpan<byte> value, int start, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++) { bytes[i] = value[Math.Min((start + i) ^ 1, value.Length - 1)]; }
    }

    private static void Swap(Span<byte> words, int size)
    {
        for (var at = 0; size > 1 && at + size <= words.Length; at += size) { words.Slice(at, size).Reverse(); }
    }
}
