using System.Buffers;
using JpegLibrary;

namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>JPEG frames (ISO 10918-1): the DCT processes by JpegLibrary, the lossless one by <see cref="JpegLossless"/>.</summary>
internal static class Jpeg
{
    public static DecodedFrame Decode(byte[] coded, PixelForm form)
    {
        // The least that a coded block can be; a header that promises more would only have memory set aside.
        if (form.FrameBytes > DicomLimits.MaxJpegRatio * (long)coded.Length) { return new(null, "the JPEG frame is shorter than its image can be"); }
        if (JpegLossless.IsOne(coded)) { return JpegLossless.Decode(coded, form); }
        try
        {
            var decoder = new JpegDecoder();
            decoder.SetInput(coded);
            decoder.Identify();
            if (decoder.Width != form.Columns || decoder.Height != form.Rows || decoder.NumberOfComponents != form.Samples) { return new(null, "the JPEG frame has another size than the data set says"); }
            if (decoder.Precision > form.BitsAllocated) { return new(null, "the JPEG frame has more bits than the data set allocates"); }
            var frame = new byte[form.FrameBytes];
            decoder.SetOutputWriter(new Samples(frame, form, decoder.Precision));
            decoder.Decode();
            return new(frame, null);
        }
        // What the library throws at streams that are damaged, cut, or of a process it does not know.
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or NotSupportedException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            return new(null, "the JPEG frame is damaged, cut, or of a process that is not decoded here");
        }
    }

    private sealed class Samples(byte[] frame, PixelForm form, int precision) : JpegBlockOutputWriter
    {
        private const int Side = 8;
        private readonly int most = (1 << precision) - 1;

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            var block = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side);
            for (var row = 0; row < Side && y + row < form.Rows; row++)
            {
                for (var column = 0; column < Side && x + column < form.Columns; column++)
                {
                    Write((((y + row) * form.Columns) + x + column) * form.Samples, componentIndex, block[(row * Side) + column]);
                }
            }
        }

        // Samples of sixteen bits fill the whole short; others may lie a little outside after the transform.
        private void Write(int pixel, int component, short value)
        {
            var sample = precision >= 16 ? (ushort)value : Math.Clamp((int)value, 0, most);
            Sample.Write(frame, (pixel + component) * form.SampleBytes, sample, precision, form);
        }
    }
}
