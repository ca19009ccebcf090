namespace Ontotwin.Sources.Dicom.Pixels;

/// <summary>JPEG-LS frames, lossless and near-lossless (ISO 14495-1): reads the markers and hands each scan on.</summary>
internal static class JpegLs
{
    private const byte StartOfScan = 0xDA, Frame = 0xF7, Parameters = 0xF8;

    public static DecodedFrame Decode(ReadOnlySpan<byte> coded, PixelForm form)
    {
        if (form.FrameBytes > DicomLimits.MaxJpegRatio * (long)coded.Length) { return new(null, "the JPEG-LS frame is shorter than its image can be"); }
        var header = new LsHeader();
        var planes = new int[form.Samples][];
        var scanned = 0;
        for (var at = JpegMarkers.First; JpegMarkers.Next(coded, ref at, out var marker, out var segment);)
        {
            if (marker == Frame && !header.ReadFrame(segment)) { break; }
            if (marker == Parameters && !header.ReadParameters(segment)) { return new(null, "the JPEG-LS frame has a mapping table or a form of parameters that is not decoded here"); }
            if (marker != StartOfScan) { continue; }
            if (!header.Fits(form) || !header.ReadScan(segment)) { return new(null, "the JPEG-LS frame has another size or form than the data set says"); }
            for (var i = 0; i < header.ScanComponents.Length; i++) { planes[header.ScanComponents[i]] = new int[form.Pixels]; }
            scanned += header.ScanComponents.Length;
            if (!new LsScan(header, form.Columns, form.Rows).Decode(coded, ref at, [.. header.ScanComponents.Select(c => planes[c])])) { return new(null, "the JPEG-LS frame is damaged or cut"); }
        }
        return scanned < form.Samples || Array.Exists(planes, p => p is null) ? new(null, "the JPEG-LS frame is damaged or cut") : new(Together(planes, header.Precision, form), null);
    }

    private static byte[] Together(int[][] planes, int precision, PixelForm form)
    {
        var frame = new byte[form.FrameBytes];
        for (var sample = 0; sample < planes.Length; sample++)
        {
            for (var pixel = 0; pixel < form.Pixels; pixel++) { Sample.Write(frame, ((pixel * form.Samples) + sample) * form.SampleBytes, planes[sample][pixel], precision, form); }
        }
        return frame;
    }
}
