using Ontotwin.Sources.Dicom;

namespace Ontotwin.Sources;

/// <summary>A region of interest of an RT structure set, with its contours (PS3.3 C.8.8.5 and C.8.8.6).</summary>
/// <param name="Number">ROI Number.</param>
/// <param name="Definition">The region's fields (Structure Set ROI Sequence item).</param>
/// <param name="Observation">What was observed of it (RT ROI Observations Sequence item); absent without one.</param>
/// <param name="Contours">Its contours in order.</param>
public sealed record DicomStructure(int Number, Field Definition, Field Observation, IReadOnlyList<DicomContour> Contours)
{
    /// <summary>ROI Name.</summary>
    public string Name => Definition.First("ROIName").Text;

    /// <summary>The areas of all closed planar contours in mm²; holes are not taken off. Null without such a contour.</summary>
    public decimal? AreaMm2 => Contours.Any(c => c.AreaMm2 is not null) ? Contours.Sum(c => c.AreaMm2 ?? 0) : null;

    /// <summary>Its volume in millilitres: <see cref="AreaMm2"/> times the least distance of two planes; null where it has only one.</summary>
    public decimal? VolumeMl
    {
        get
        {
            var planes = Contours.Where(c => c.AreaMm2 is not null).Select(c => Math.Round(c.Points[0].Z, 4)).Distinct().Order().ToList();
            const decimal CubicMillimetresPerMl = 1000;
            return planes.Count > 1 ? AreaMm2 * planes.Zip(planes.Skip(1), (a, b) => b - a).Min() / CubicMillimetresPerMl : null;
        }
    }

    /// <summary>The regions of a structure set in order; nothing for other records.</summary>
    public static IReadOnlyList<DicomStructure> In(SourceRecord record)
    {
        if (record is not DicomRecord) { return []; }
        var contours = ByRegion(record.Root, "ROIContourSequence", "ReferencedROINumber");
        var observations = ByRegion(record.Root, "RTROIObservationsSequence", "ReferencedROINumber");
        return [.. DicomFields.Items(record.Root, "StructureSetROISequence").Select(region => (Region: region, Number: DicomFields.Integer(region, "ROINumber") ?? 0)).Select(each =>
            new DicomStructure(each.Number, each.Region, observations.GetValueOrDefault(each.Number), DicomContour.In(contours.GetValueOrDefault(each.Number))))];
    }

    private static Dictionary<int, Field> ByRegion(Field root, string sequence, string number)
    {
        var found = new Dictionary<int, Field>();
        foreach (var item in DicomFields.Items(root, sequence)) { found.TryAdd(DicomFields.Integer(item, number) ?? 0, item); }
        return found;
    }
}
