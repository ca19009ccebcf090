using System.Buffers.Binary;
using Ontotwin.Sources.Dicom;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>The dose grid of an RT Dose object: stored value × Dose Grid Scaling (PS3.3 C.8.8.3).</summary>
/// <param name="Units">Dose Units: <c>GY</c> or <c>RELATIVE</c>.</param>
/// <param name="Most">The largest dose of the grid, in <paramref name="Units"/>.</param>
/// <param name="Mean">The mean of all voxels of the grid.</param>
/// <param name="MostAt">Where the largest dose is first: frame, row and column, from 1.</param>
public sealed record DicomDose(string Units, decimal Most, decimal Mean, (int Frame, int Row, int Column) MostAt)
{
    /// <summary>The dose grid of a record; a diagnostic where it has none, or a frame of it cannot be decoded. O(bytes of all frames).</summary>
    public static Outcome<DicomDose> Of(SourceRecord record)
    {
        var image = DicomImage.Of(record);
        if (!image.IsOk) { return Outcome<DicomDose>.Fail(image.Diagnostics); }
        if (DicomFields.Number(record.Root, "DoseGridScaling") is not { } scaling || image.Value.SamplesPerPixel != 1)
        {
            return Outcome<DicomDose>.Fail(new Diagnostic("OT3215", Severity.Error, "the data set has pixel data but no Dose Grid Scaling") { Place = record.Root.Place });
        }
        var (most, at, sum) = (long.MinValue, (1, 1, 1), (Int128)0);
        for (var number = 1; number <= image.Value.Frames; number++)
        {
            var frame = image.Value.Frame(number);
            // What is filled up where a frame is cut would lower the mean.
            if (!frame.Diagnostics.IsEmpty) { return Outcome<DicomDose>.Fail(frame.Diagnostics); }
            for (var pixel = 0; pixel < image.Value.Rows * image.Value.Columns; pixel++)
            {
                var value = ValueAt(frame.Value, pixel, image.Value);
                sum += value;
                if (value <= most) { continue; }
                (most, at) = (value, (number, (pixel / image.Value.Columns) + 1, (pixel % image.Value.Columns) + 1));
            }
        }
        var count = (decimal)image.Value.Rows * image.Value.Columns * image.Value.Frames;
        return DicomFields.Product(most, scaling) is { } largest && DicomFields.Product((decimal)sum / count, scaling) is { } mean
            ? Outcome<DicomDose>.Ok(new(record.Root.First("DoseUnits").Text, largest, mean, at))
            : Outcome<DicomDose>.Fail(new Diagnostic("OT3215", Severity.Error, "the Dose Grid Scaling makes doses of the grid that are larger than any") { Place = record.Root.First("DoseGridScaling").Place });
    }

    private static long ValueAt(ReadOnlySpan<byte> frame, int pixel, DicomImage image) => (image.SampleBytes, image.IsSigned) switch
    {
        (1, true) => (sbyte)frame[pixel],
        (1, false) => frame[pixel],
        (2, true) => BinaryPrimitives.ReadInt16LittleEndian(frame[(2 * pixel)..]),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(frame[(2 * pixel)..]),
        (4, true) => BinaryPrimitives.ReadInt32LittleEndian(frame[(4 * pixel)..]),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 * pixel)..]),
        _ => 0,
    };
}
