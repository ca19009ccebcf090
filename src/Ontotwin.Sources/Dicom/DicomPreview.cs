using Ontotwin.Sources.Dicom;
using Ontotwin.Sources.Dicom.Pixels;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// A frame as a person may look at it, in eight bits: grey by the data set's first window, else between the least and the largest value; colour as RGB. It is
/// no diagnostic image.
/// </summary>
public static class DicomPreview
{
    /// <summary>Writes a frame as PNG. The stream stays open. Nothing is written where the frame cannot be decoded: the diagnostics say why.</summary>
    /// <param name="image">The image.</param>
    /// <param name="frame">Number of the frame, from 1.</param>
    /// <param name="stream">Where the PNG goes.</param>
    public static IReadOnlyList<Diagnostic> Write(DicomImage image, int frame, Stream stream)
    {
        var decoded = image.Frame(frame);
        if (!decoded.IsOk) { return decoded.Diagnostics; }
        var isColour = image.SamplesPerPixel == 3;
        var pixels = isColour ? Colour(image, decoded.Value) : Palette.Of(image) is { } palette ? palette.Colours(image, decoded.Value) : Grey(image, decoded.Value);
        Png.Write(stream, image.Columns, image.Rows, pixels.Length == image.Rows * image.Columns * 3, pixels);
        return decoded.Diagnostics;
    }

    private static byte[] Grey(DicomImage image, byte[] frame)
    {
        var values = new double[image.Rows * image.Columns];
        for (var i = 0; i < values.Length; i++) { values[i] = Sample.Read(frame, i * image.SamplesPerPixel * image.SampleBytes, image.Form); }
        var (low, high) = WindowOf(image, values);
        var grey = new byte[values.Length];
        var isInverted = image.Photometric == "MONOCHROME1";
        for (var i = 0; i < values.Length; i++)
        {
            var level = (byte)Math.Clamp(255 * (values[i] - low) / (high - low), 0, 255);
            grey[i] = isInverted ? (byte)(255 - level) : level;
        }
        return grey;
    }

    // In stored values: the window is of values after rescaling (PS3.3 C.11.2.1.2).
    private static (double Low, double High) WindowOf(DicomImage image, double[] values)
    {
        var root = image.Record.Root;
        var (slope, intercept) = ((double)(DicomFields.Number(root, "RescaleSlope") ?? 1), (double)(DicomFields.Number(root, "RescaleIntercept") ?? 0));
        if (slope > 0 && DicomFields.Number(root, "WindowCenter") is { } centre && DicomFields.Number(root, "WindowWidth") is > 1 and { } width)
        {
            return (((double)(centre - (width / 2)) - intercept) / slope, ((double)(centre + (width / 2)) - intercept) / slope);
        }
        var (low, high) = (values.Min(), values.Max());
        return high > low ? (low, high) : (low, low + 1);
    }

    private static byte[] Colour(DicomImage image, byte[] frame)
    {
        var colours = new byte[image.Rows * image.Columns * 3];
        var shift = Math.Max(0, image.BitsStored - 8);
        for (var i = 0; i < colours.Length; i++) { colours[i] = (byte)((int)Sample.Read(frame, i * image.SampleBytes, image.Form) >> shift); }
        if (image.Photometric.StartsWith("YBR_FULL", StringComparison.Ordinal)) { ToRgb(colours); }
        return colours;
    }

    // PS3.3 C.7.6.3.1.2.
    private static void ToRgb(Span<byte> pixels)
    {
        for (var at = 0; at + 2 < pixels.Length; at += 3)
        {
            double y = pixels[at], b = pixels[at + 1] - 128, r = pixels[at + 2] - 128;
            pixels[at] = (byte)Math.Clamp(y + (1.402 * r), 0, 255);
            pixels[at + 1] = (byte)Math.Clamp(y - (0.344136 * b) - (0.714136 * r), 0, 255);
            pixels[at + 2] = (byte)Math.Clamp(y + (1.772 * b), 0, 255);
        }
    }
}
