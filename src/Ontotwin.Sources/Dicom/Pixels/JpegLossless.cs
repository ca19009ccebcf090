using System.Buffers.Binary;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>
/// JPEG frames of the lossless process with Huffman coding (ISO 10918-1, annex H). JpegLibrary decodes it too, but gives other samples than every other decoder
/// for the predictor 6.
/// </summary>
internal static class JpegLossless
{
    private const byte Frame = 0xC3, Tables = 0xC4, StartOfScan = 0xDA, Interval = 0xDD;

    /// <summary>Whether a stream is of this process: its frame header comes before any other one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> coded)
    {
        for (var at = 2; at + 4 <= coded.Length && coded[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(coded[(at + 2)..]))
        {
            if (coded[at + 1] == Frame) { return true; }
            if (coded[at + 1] is >= 0xC0 and <= 0xCF and not Tables and not 0xC8 and not 0xCC or StartOfScan) { return false; }
        }
        return false;
    }

    public static DecodedFrame Decode(ReadOnlySpan<byte> coded, PixelForm form)
    {
        var tables = new HuffmanTable?[4];
        var components = new List<byte>();
        var frame = new byte[form.FrameBytes];
        var (precision, interval, scanned) = (0, 0, 0);
        for (var at = JpegMarkers.First; JpegMarkers.Next(coded, ref at, out var marker, out var segment);)
        {
            if (marker == Tables && !ReadTables(segment, tables)) { break; }
            if (marker == Interval && segment.Length >= 2) { interval = BinaryPrimitives.ReadUInt16BigEndian(segment); }
            if (marker == Frame && (precision = ReadFrame(segment, form, components)) == 0) { return new(null, "the JPEG frame has another size or form than the data set says"); }
            if (marker != StartOfScan) { continue; }
            if (precision == 0 || LosslessScan.Of(segment, components, tables, precision, interval, form) is not { } scan) { return new(null, "the JPEG frame has a scan that is not decoded here"); }
            scanned += scan.Components;
            if (!scan.Decode(coded, ref at, frame)) { return new(null, "the JPEG frame is damaged or cut"); }
        }
        return scanned == form.Samples ? new(frame, null) : new(null, "the JPEG frame is damaged or cut");
    }

    private static int ReadFrame(ReadOnlySpan<byte> segment, PixelForm form, List<byte> components)
    {
        components.Clear();
        if (segment.Length < 6 + (3 * form.Samples) || segment[5] != form.Samples || segment[0] is < 2 or > 16 || segment[0] > form.BitsAllocated) { return 0; }
        if (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]) != form.Rows || BinaryPrimitives.ReadUInt16BigEndian(segment[3..]) != form.Columns) { return 0; }
        for (var i = 0; i < form.Samples; i++)
        {
            // Components of different sizes are nobody's lossless images.
            if (segment[7 + (3 * i)] != segment[7]) { return 0; }
            components.Add(segment[6 + (3 * i)]);
        }
        return segment[0];
    }

    private static bool ReadTables(ReadOnlySpan<byte> segment, HuffmanTable?[] tables)
    {
        while (segment.Length >= 17)
        {
            var count = 0;
            foreach (var each in segment.Slice(1, 16)) { count += each; }
            if (segment.Length < 17 + count || count > 256 || (segment[0] & 0x0F) > 3) { return false; }
            if (HuffmanTable.Of(segment.Slice(1, 16), segment.Slice(17, count)) is not { } table) { return false; }
            tables[segment[0] & 0x0F] = table;
            segment = segment[(17 + count)..];
        }
        return true;
    }
}
