using Ontotwin.Sources.Dicom;
using Ontotwin.Sources.Dicom.Pixels;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// The pixel data of a DICOM record: how they are described, and each frame decoded when it is asked for. Native, run length (RLE), deflated, JPEG (baseline,
/// extended, progressive, lossless), JPEG-LS and JPEG 2000 frames are decoded; of any other the reason is told. Source: DICOM PS3.5 section 8 and annexes A and G.
/// </summary>
public sealed class DicomImage
{
    private readonly DicomRecord record;
    private readonly int pixels;

    private DicomImage(DicomRecord record, int pixels, PixelForm form) => (this.record, this.pixels, Form) = (record, pixels, form);

    /// <summary>Rows of a frame.</summary>
    public int Rows => Form.Rows;

    /// <summary>Columns of a frame.</summary>
    public int Columns => Form.Columns;

    /// <summary>Number of frames; 1 where the data set does not say it as a number.</summary>
    public int Frames => Form.Frames;

    /// <summary>Samples of a pixel: 1 for grey and palette, 3 for colour.</summary>
    public int SamplesPerPixel => Form.Samples;

    /// <summary>Bits of a stored sample.</summary>
    public int BitsAllocated => Form.BitsAllocated;

    /// <summary>Bits of a sample that mean something.</summary>
    public int BitsStored => Form.BitsStored;

    /// <summary>Whether samples are in two's complement.</summary>
    public bool IsSigned => Form.IsSigned;

    /// <summary>Photometric Interpretation: <c>MONOCHROME2</c>, <c>RGB</c>, <c>YBR_FULL</c> …</summary>
    public string Photometric => Form.Photometric;

    /// <summary>Transfer Syntax UID; empty where the file does not say it.</summary>
    public string TransferSyntax => Form.TransferSyntax;

    /// <summary>Bytes of a decoded sample: 1 for bits, else those of <see cref="BitsAllocated"/>.</summary>
    public int SampleBytes => Form.SampleBytes;

    internal PixelForm Form { get; }

    internal DicomRecord Record => record;

    /// <summary>The image of a record; a diagnostic when it has no pixel data, or not what is needed to know their shape.</summary>
    public static Outcome<DicomImage> Of(SourceRecord record)
    {
        if (record is not DicomRecord dicom) { return Outcome<DicomImage>.Fail(Told(record, 0, "the record is no DICOM data set")); }
        var pixels = PixelForm.NodeOf(dicom);
        if (pixels < 0) { return Outcome<DicomImage>.Fail(Told(dicom, 0, "the data set has no pixel data")); }
        return PixelForm.Of(dicom, pixels) is { } form
            ? Outcome<DicomImage>.Ok(new DicomImage(dicom, pixels, form))
            : Outcome<DicomImage>.Fail(Told(dicom, pixels, "Rows, Columns or Bits Allocated are missing, or say what no image has, or a frame is larger than the limit"));
    }

    /// <summary>
    /// A frame, counted from 1: rows one after another, the samples of a pixel together, each in <see cref="SampleBytes"/> bytes in little endian; bits as 0 and 1.
    /// Colour is as it was stored (YBR stays YBR; chroma that was stored once for two pixels stands at both). Words are whole, unused bits too; samples of JPEG,
    /// JPEG-LS and JPEG 2000 are extended by their sign; components that JPEG 2000 mixed come as RGB. A native or JPEG 2000 frame that is cut is filled up and told. O(bytes of the frame).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no frame of that number.</exception>
    public Outcome<byte[]> Frame(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Frames);
        var element = record.ElementOf(pixels)!;
        var decoded = element.IsUndefinedLength ? EncapsulatedFrames.Decode(record, element, Form, number) : NativeFrames.Read(record, element, Form, number);
        if (decoded.Samples is null) { return Outcome<byte[]>.Fail(Told(record, pixels, decoded.Problem!)); }
        return decoded.Problem is null ? Outcome<byte[]>.Ok(decoded.Samples) : Outcome<byte[]>.Ok(decoded.Samples, Told(record, pixels, decoded.Problem) with { Severity = Severity.Warning });
    }

    private static Diagnostic Told(SourceRecord record, int node, string problem) =>
        new("OT3215", Severity.Error, problem) { Place = new SourcePlace(record.Document.Name, record.PathOf(node), record.BytesOf(node)) };
}
