using Ontotwin.Sources.Dicom.Pixels.J2k;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>JPEG 2000 frames, lossless and lossy (ISO 15444-1). The high-throughput form (part 15) and packet headers that stand apart from packets are told.</summary>
internal static class Jpeg2000
{
    private static readonly byte[] Beginning = [0xFF, 0x4F, 0xFF, 0x51];

    private const string Damaged = "the JPEG 2000 frame is damaged";

    public static DecodedFrame Decode(byte[] coded, PixelForm form)
    {
        // Some writers leave the boxes of a file around the codestream.
        var start = coded.AsSpan().IndexOf(Beginning);
        if (start < 0) { return new(null, "the JPEG 2000 frame has no codestream"); }
        if (form.FrameBytes > Math.Max(DicomLimits.MaxFrameBytesOfFew, DicomLimits.MaxJpegRatio * (long)coded.Length)) { return new(null, "the JPEG 2000 frame is shorter than its image can be"); }
        if (Codestream.Read(coded.AsSpan(start)) is not { } stream) { return new(null, Damaged); }
        if (Excluded(stream, form) is { } problem) { return new(null, problem); }
        var decoder = new TileDecoder(stream.ImageSize, DicomLimits.MaxCodeBlocks + (long)coded.Length, DicomLimits.MaxVisits + (DicomLimits.MaxVisitsPerByte * (long)coded.Length));
        var (frame, pixels) = (new byte[form.FrameBytes], 0L);
        foreach (var (number, parameters, pieces) in stream.Tiles)
        {
            var tile = stream.ImageSize.TileOf(number);
            if (decoder.Decode(tile, parameters, Joined(coded, start, pieces)) is not { } components) { return new(null, Damaged); }
            for (var i = 0; i < components.Length; i++) { Place(frame, form, stream.ImageSize, i, tile, components[i].Component.Area, components[i].Samples); }
            pixels += (long)tile.Width * tile.Height;
        }
        var isCut = decoder.IsCut || (stream.IsCut && pixels < form.Pixels);
        return pixels == 0 || (pixels < form.Pixels && !isCut) ? new(null, Damaged) : new(frame, isCut ? "the JPEG 2000 frame is cut: what is missing of it was filled up, so its pixels are not those that were coded" : null);
    }

    private static string? Excluded(Codestream stream, PixelForm form)
    {
        var size = stream.ImageSize;
        if (size.IsHighThroughput || stream.Tiles.Any(t => t.Parameters.Coding.Any(c => c?.Styles.HasFlag(BlockStyles.HighThroughput) == true))) { return "high-throughput JPEG 2000 is not decoded here"; }
        if (stream.HasPackedHeaders) { return "JPEG 2000 with packet headers apart from packets is not decoded here"; }
        if (size.Image.Width != form.Columns || size.Image.Height != form.Rows || size.Components.Length != form.Samples) { return "the JPEG 2000 frame has another size than the data set says"; }
        return Array.Exists(size.Components, c => c.Depth > form.BitsAllocated) ? "the JPEG 2000 frame has more bits than the data set allocates" : null;
    }

    private static byte[] Joined(byte[] coded, int start, List<(int Start, int Length)> pieces)
    {
        var joined = new byte[pieces.Sum(p => p.Length)];
        var at = 0;
        foreach (var (from, length) in pieces)
        {
            coded.AsSpan(start + from, length).CopyTo(joined.AsSpan(at));
            at += length;
        }
        return joined;
    }

    // Components that have fewer samples than the grid stand at all the places that share one.
    private static void Place(byte[] frame, PixelForm form, ImageSize size, int index, Area tile, Area area, int[] samples)
    {
        if (area.IsEmpty) { return; }
        var component = size.Components[index];
        var shift = component.IsSigned ? 0 : 1 << (component.Depth - 1);
        var (least, most) = component.IsSigned ? (-(1 << (component.Depth - 1)), (1 << (component.Depth - 1)) - 1) : (0, (int)((1L << component.Depth) - 1));
        for (var y = tile.Y0; y < tile.Y1; y++)
        {
            var row = Math.Clamp((y / component.StepY) - area.Y0, 0, area.Height - 1) * area.Width;
            var at = ((((long)(y - size.Image.Y0) * form.Columns) + tile.X0 - size.Image.X0) * form.Samples) + index;
            for (var x = tile.X0; x < tile.X1; x++, at += form.Samples)
            {
                var sample = samples[row + Math.Clamp((x / component.StepX) - area.X0, 0, area.Width - 1)];
                Sample.Write(frame, (int)at * form.SampleBytes, (int)Math.Clamp((long)sample + shift, least, most), component.Depth, form);
            }
        }
    }
}
