using System.Buffers.Binary;
using System.IO.Compression;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>Frames in fragments (PS3.5 A.4): which fragments are a frame's, and what decodes them.</summary>
internal static class EncapsulatedFrames
{
    private const string Deflated = "1.2.840.10008.1.2.8.1", RunLengthSyntax = "1.2.840.10008.1.2.5";

    public static DecodedFrame Decode(DicomRecord record, DicomElement element, PixelForm form, int number)
    {
        var bytes = record.Content.Bytes.Span;
        var list = new List<(int Start, int Length)>();
        DicomFragments.Walk(bytes, element.Start, element.IsBigEndian, list);
        if (list.Count < 2) { return new(null, "the pixel data have no fragment"); }
        var fragments = FragmentsOf(bytes, list, ExtendedOffsets(record), form.Frames, number);
        if (fragments.Count == 0) { return new(null, "the fragments of this frame cannot be told from those of others"); }
        return Decode(Joined(bytes, fragments), form);
    }

    private static DecodedFrame Decode(byte[] coded, PixelForm form) => form.TransferSyntax switch
    {
        RunLengthSyntax => RunLength.Decode(coded, form),
        Deflated => Inflate(coded, form),
        "1.2.840.10008.1.2.4.80" or "1.2.840.10008.1.2.4.81" => JpegLs.Decode(coded, form),
        "1.2.840.10008.1.2.4.50" or "1.2.840.10008.1.2.4.51" or "1.2.840.10008.1.2.4.57" or "1.2.840.10008.1.2.4.70" or "1.2.840.10008.1.2.4.53" or "1.2.840.10008.1.2.4.55" =>
            Jpeg.Decode(coded, form),
        "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => Jpeg2000.Decode(coded, form),
        "" => ByBeginning(coded, form),
        var uid => new(null, $"frames of the transfer syntax {uid} ({NameOf(uid)}) are not decoded here"),
    };

    // A bare data set does not name its transfer syntax.
    private static DecodedFrame ByBeginning(byte[] coded, PixelForm form) => coded switch
    {
        [0xFF, 0xD8, 0xFF, 0xF7, ..] => JpegLs.Decode(coded, form),
        [0xFF, 0x4F, 0xFF, 0x51, ..] => Jpeg2000.Decode(coded, form),
        [0xFF, 0xD8, 0xFF, ..] => Jpeg.Decode(coded, form),
        _ => new(null, "the file names no transfer syntax, and the frame does not begin as JPEG or JPEG 2000"),
    };

    private static string NameOf(string uid) => uid switch
    {
        "1.2.840.10008.1.2.4.92" or "1.2.840.10008.1.2.4.93" => "JPEG 2000 of several components (part 2)",
        "1.2.840.10008.1.2.4.201" or "1.2.840.10008.1.2.4.202" or "1.2.840.10008.1.2.4.203" => "high-throughput JPEG 2000",
        _ when uid.StartsWith("1.2.840.10008.1.2.4.10", StringComparison.Ordinal) => "video",
        _ => "unknown",
    };

    private static List<(int Start, int Length)> FragmentsOf(ReadOnlySpan<byte> bytes, List<(int Start, int Length)> list, List<long> extended, int frames, int number)
    {
        var fragments = list[1..];
        if (frames == 1) { return fragments; }
        if (fragments.Count == frames) { return [fragments[number - 1]]; }
        var offsets = extended.Count == frames ? extended : BasicOffsets(bytes.Slice(list[0].Start, list[0].Length));
        return offsets.Count == frames ? ByOffset(fragments, offsets, number) : ByEnd(bytes, fragments, number);
    }

    // Offsets count from the first byte of the first fragment's item tag.
    private static List<(int Start, int Length)> ByOffset(List<(int Start, int Length)> fragments, List<long> offsets, int number)
    {
        var origin = fragments[0].Start - 8;
        var (from, to) = (offsets[number - 1], number < offsets.Count ? offsets[number] : long.MaxValue);
        return fragments.FindAll(f => f.Start - 8 - origin is var at && at >= from && at < to);
    }

    // Without a table a frame ends with the fragment that has JPEG's end of image.
    private static List<(int Start, int Length)> ByEnd(ReadOnlySpan<byte> bytes, List<(int Start, int Length)> fragments, int number)
    {
        var frame = new List<(int Start, int Length)>();
        foreach (var fragment in fragments)
        {
            if (number == 1) { frame.Add(fragment); }
            var tail = bytes.Slice(fragment.Start, fragment.Length).TrimEnd((byte)0);
            if (tail is not [.., 0xFF, 0xD9]) { continue; }
            if (--number == 0) { return frame; }
        }
        return [];
    }

    private static List<long> BasicOffsets(ReadOnlySpan<byte> table)
    {
        var offsets = new List<long>();
        for (; table.Length >= 4; table = table[4..]) { offsets.Add(BinaryPrimitives.ReadUInt32LittleEndian(table)); }
        return offsets;
    }

    // Extended Offset Table (7FE0,0001), PS3.3 C.7.6.3.1.8.
    private static List<long> ExtendedOffsets(DicomRecord record)
    {
        var offsets = new List<long>();
        if (record.FirstChild(0, "ExtendedOffsetTable") is >= 0 and var node)
        {
            for (var table = record.ValueOf(node); table.Length >= 8; table = table[8..]) { offsets.Add(BinaryPrimitives.ReadInt64LittleEndian(table)); }
        }
        return offsets;
    }

    private static byte[] Joined(ReadOnlySpan<byte> bytes, List<(int Start, int Length)> fragments)
    {
        var joined = new byte[fragments.Sum(f => f.Length)];
        var at = 0;
        foreach (var (start, length) in fragments)
        {
            bytes.Slice(start, length).CopyTo(joined.AsSpan(at));
            at += length;
        }
        return joined;
    }

    // Deflated Image Frame Compression: each frame is a stream of RFC 1951 of its own.
    private static DecodedFrame Inflate(byte[] coded, PixelForm form)
    {
        var stored = form.BitsAllocated == 1 ? (form.FrameBytes + 7) / 8 : form.FrameBytes;
        if (stored > DicomLimits.MaxDeflateRatio * (long)coded.Length) { return new(null, "the deflated frame is shorter than its image can be"); }
        using var source = new MemoryStream(coded, writable: false);
        using var deflate = new DeflateStream(source, CompressionMode.Decompress);
        var frame = new byte[stored];
        try
        {
            if (deflate.ReadAtLeast(frame, stored, throwOnEndOfStream: false) < stored) { return new(null, "the deflated frame is cut"); }
        }
        catch (InvalidDataException)
        {
            return new(null, "the deflated frame is damaged");
        }
        if (form.BitsAllocated == 1) { return new(NativeFrames.Unpack(frame, 0, form.FrameBytes), null); }
        return new(form.IsPlanar && form.Samples > 1 ? NativeFrames.Together(frame, form) : frame, null);
    }
}
