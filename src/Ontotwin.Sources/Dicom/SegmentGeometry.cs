namespace Ontotwin.Sources.Dicom;

/// <summary>Where the frames of a segmentation lie and how large their voxels are: functional groups of each frame, else those that all share.</summary>
internal sealed class SegmentGeometry(Field root)
{
    private readonly List<Field> frames = DicomFields.Items(root, "PerFrameFunctionalGroupsSequence");
    private readonly Field shared = DicomFields.Item(root, "SharedFunctionalGroupsSequence");

    public int Frames => frames.Count;

    public int SegmentOf(int frame) => DicomFields.Integer(Group(frame, "SegmentIdentificationSequence"), "ReferencedSegmentNumber") ?? 0;

    /// <summary>The volume of a voxel in cubic millimetres; null where it is not known.</summary>
    public decimal? VoxelMm3(List<int> own)
    {
        var measures = Group(own.Count > 0 ? own[0] : 1, "PixelMeasuresSequence");
        if (DicomFields.Numbers(measures, "PixelSpacing") is not { Count: 2 } spacing) { return null; }
        var slices = DicomFields.Number(measures, "SpacingBetweenSlices") ?? Step(own) ?? DicomFields.Number(measures, "SliceThickness");
        return DicomFields.Product(Decimal(spacing[0]), Decimal(spacing[1]), slices);
    }

    // The least distance of two frames' positions along the normal of their plane.
    private decimal? Step(List<int> own)
    {
        var places = new List<double>();
        foreach (var frame in own)
        {
            var position = DicomFields.Numbers(Group(frame, "PlanePositionSequence"), "ImagePositionPatient");
            var axes = DicomFields.Numbers(Group(frame, "PlaneOrientationSequence"), "ImageOrientationPatient");
            if (position is not { Count: 3 } || axes is not { Count: 6 }) { return null; }
            places.Add(((axes[1] * axes[5]) - (axes[2] * axes[4])) * position[0] + ((axes[2] * axes[3]) - (axes[0] * axes[5])) * position[1]
                + ((axes[0] * axes[4]) - (axes[1] * axes[3])) * position[2]);
        }
        places.Sort();
        const double Same = 1e-4;
        return places.Zip(places.Skip(1), (a, b) => b - a).Where(step => step > Same).DefaultIfEmpty().Min() is > 0 and var least ? Decimal(Math.Round(least, 4)) : null;
    }

    // What is no distance between two places of a patient would not even be a decimal.
    private static decimal? Decimal(double millimetres) => Math.Abs(millimetres) < 1e9 ? (decimal)millimetres : null;

    private Field Group(int frame, string name) =>
        frame >= 1 && frame <= frames.Count && DicomFields.Item(frames[frame - 1], name) is { IsAbsent: false } own ? own : DicomFields.Item(shared, name);
}
