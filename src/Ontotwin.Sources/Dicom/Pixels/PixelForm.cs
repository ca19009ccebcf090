using System.Globalization;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>A decoded frame, or why there is none; both where a frame was filled up.</summary>
internal readonly record struct DecodedFrame(byte[]? Samples, string? Problem);

/// <summary>The shape of an image's pixels (PS3.3 C.7.6.3).</summary>
internal sealed record PixelForm(int Rows, int Columns, int Frames, int Samples, int BitsAllocated, int BitsStored, int HighBit, bool IsSigned, bool IsPlanar, string Photometric, string TransferSyntax)
{
    private static readonly string[] PixelNames = ["PixelData", "FloatPixelData", "DoubleFloatPixelData"];

    /// <summary>Whether samples are IEEE numbers (Float and Double Float Pixel Data).</summary>
    public bool IsFloat { get; private init; }

    public int SampleBytes => BitsAllocated == 1 ? 1 : BitsAllocated / 8;

    public int Pixels => Rows * Columns;

    /// <summary>Bytes of a decoded frame; at most <see cref="DicomLimits.MaxFrameBytes"/>.</summary>
    public int FrameBytes => Pixels * Samples * SampleBytes;

    /// <summary>The node of the pixel data at the data set's root; -1 without any.</summary>
    public static int NodeOf(DicomRecord record)
    {
        foreach (var name in PixelNames)
        {
            if (record.FirstChild(0, name) is >= 0 and var node) { return node; }
        }
        return -1;
    }

    public static PixelForm? Of(DicomRecord record, int pixels)
    {
        var name = record.NameOf(pixels);
        int rows = Number(record, "Rows"), columns = Number(record, "Columns"), samples = Math.Max(1, Number(record, "SamplesPerPixel"));
        var allocated = name == "FloatPixelData" ? 32 : name == "DoubleFloatPixelData" ? 64 : Number(record, "BitsAllocated");
        if (rows < 1 || columns < 1 || samples > 4 || allocated is not (1 or 8 or 16 or 32 or 64)) { return null; }
        if ((long)rows * columns * samples * Math.Max(1, allocated / 8) > DicomLimits.MaxFrameBytes) { return null; }
        var stored = Number(record, "BitsStored") is > 0 and var bits && bits <= allocated ? bits : allocated;
        var high = record.FirstChild(0, "HighBit") < 0 ? stored - 1 : Math.Clamp(Number(record, "HighBit"), stored - 1, allocated - 1);
        return new(rows, columns, Math.Max(1, Number(record, "NumberOfFrames")), samples, allocated, stored, high, Number(record, "PixelRepresentation") == 1,
            Number(record, "PlanarConfiguration") == 1, record.Root.First("PhotometricInterpretation").Text, record.Root.First("TransferSyntaxUID").Text) { IsFloat = name != "PixelData" };
    }

    private static int Number(DicomRecord record, string name) =>
        int.TryParse(record.Root.First(name).Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
