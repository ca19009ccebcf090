using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>RLE frames (PS3.5 annex G): up to fifteen segments, each one byte plane of one sample, the most significant byte first.</summary>
internal static class RunLength
{
    private const int HeaderBytes = 64;

    public static DecodedFrame Decode(ReadOnlySpan<byte> coded, PixelForm form)
    {
        if (coded.Length < HeaderBytes) { return new(null, "the RLE frame is shorter than its header"); }
        var isBits = form.BitsAllocated == 1;
        var segments = form.Samples * form.SampleBytes;
        if (BinaryPrimitives.ReadUInt32LittleEndian(coded) != segments) { return new(null, "the RLE frame has another number of segments than its samples have bytes"); }
        // Two bytes stand for 128 at most.
        if (form.FrameBytes / (isBits ? 8 : 1) > 64L * coded.Length) { return new(null, "the RLE frame is shorter than its image can be"); }
        var frame = new byte[form.FrameBytes];
        var plane = new byte[isBits ? (form.Pixels + 7) / 8 : form.Pixels];
        for (var i = 0; i < segments; i++)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(coded[(4 + (4 * i))..]);
            var end = i + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(coded[(8 + (4 * i))..]) : (uint)coded.Length;
            if (start < HeaderBytes || start > end || end > coded.Length || !Expand(coded[(int)start..(int)end], plane)) { return new(null, "a segment of the RLE frame is damaged or cut"); }
            Spread(isBits ? NativeFrames.Unpack(plane, 0, form.Pixels) : plane, form, i, frame);
        }
        return new(frame, null);
    }

    private static void Spread(ReadOnlySpan<byte> plane, PixelForm form, int segment, Span<byte> frame)
    {
        var (size, step) = (form.SampleBytes, form.Samples * form.SampleBytes);
        var at = (segment / size * size) + size - 1 - (segment % size);
        for (var pixel = 0; pixel < form.Pixels; pixel++) { frame[(pixel * step) + at] = plane[pixel]; }
    }

    private static bool Expand(ReadOnlySpan<byte> coded, Span<byte> plane)
    {
        var (from, to) = (0, 0);
        while (to < plane.Length && from + 1 < coded.Length)
        {
            int control = (sbyte)coded[from++];
            if (control == -128) { continue; }
            var count = Math.Min(control >= 0 ? control + 1 : 1 - control, plane.Length - to);
            if (control < 0) { plane.Slice(to, count).Fill(coded[from++]); }
            else
            {
                if (from + count > coded.Length) { return false; }
                coded.Slice(from, count).CopyTo(plane[to..]);
                from += control + 1;
            }
            to += count;
        }
        return to == plane.Length;
    }
}
