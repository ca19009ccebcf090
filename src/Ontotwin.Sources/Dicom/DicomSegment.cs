using System.Globalization;
using Ontotwin.Sources.Dicom;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>A segment of a segmentation object, with its size (PS3.3 C.8.20).</summary>
/// <param name="Number">Segment Number.</param>
/// <param name="Definition">The segment's fields (Segment Sequence item).</param>
/// <param name="Frames">Numbers of its frames, from 1.</param>
/// <param name="Voxels">Voxels that belong to it; in a FRACTIONAL segmentation the sum of their fractions.</param>
/// <param name="VolumeMl">Its volume in millilitres; null where the distance of rows, columns or slices is not known.</param>
public sealed record DicomSegment(int Number, Field Definition, IReadOnlyList<int> Frames, decimal Voxels, decimal? VolumeMl)
{
    /// <summary>
    /// The segments of a segmentation; a diagnostic where a frame of it cannot be decoded, or not whole. The distance of slices is Spacing Between Slices, else the least step
    /// of the frames' positions along their normal, else Slice Thickness. O(bytes of all frames).
    /// </summary>
    public static Outcome<IReadOnlyList<DicomSegment>> In(SourceRecord record)
    {
        var image = DicomImage.Of(record);
        if (!image.IsOk) { return Outcome<IReadOnlyList<DicomSegment>>.Fail(image.Diagnostics); }
        var most = record.Root.First("SegmentationType").Text == "FRACTIONAL" ? DicomFields.Integer(record.Root, "MaximumFractionalValue") ?? 255 : 1;
        if (most < 1) { return Outcome<IReadOnlyList<DicomSegment>>.Fail(new Diagnostic("OT3215", Severity.Error, "the fractions have no Maximum Fractional Value that they could be of") { Place = record.Root.Place }); }
        var geometry = new SegmentGeometry(record.Root);
        var (voxels, frames) = (new Dictionary<int, long>(), new Dictionary<int, List<int>>());
        for (var number = 1; number <= Math.Min(image.Value.Frames, geometry.Frames); number++)
        {
            var frame = image.Value.Frame(number);
            // What is filled up where a frame is cut is no part of a segment, and no background either.
            if (!frame.Diagnostics.IsEmpty) { return Outcome<IReadOnlyList<DicomSegment>>.Fail(frame.Diagnostics); }
            var segment = geometry.SegmentOf(number);
            if (!frames.TryGetValue(segment, out var list)) { frames[segment] = list = []; }
            list.Add(number);
            voxels[segment] = voxels.GetValueOrDefault(segment) + Sum(frame.Value, most > 1);
        }
        return Outcome<IReadOnlyList<DicomSegment>>.Ok([.. DicomFields.Items(record.Root, "SegmentSequence").Select(definition => Of(definition, geometry, frames, voxels, most))]);
    }

    private static DicomSegment Of(Field definition, SegmentGeometry geometry, Dictionary<int, List<int>> frames, Dictionary<int, long> voxels, int most)
    {
        var number = int.TryParse(definition.First("SegmentNumber").Text, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        var own = frames.GetValueOrDefault(number) ?? [];
        var count = (decimal)voxels.GetValueOrDefault(number) / most;
        const decimal CubicMillimetresPerMl = 1000;
        return new(number, definition, own, count, DicomFields.Product(count, geometry.VoxelMm3(own)) / CubicMillimetresPerMl);
    }

    private static long Sum(ReadOnlySpan<byte> samples, bool isFractional)
    {
        var sum = 0L;
        foreach (var sample in samples) { sum += isFractional ? sample : sample == 0 ? 0 : 1; }
        return sum;
    }
}
