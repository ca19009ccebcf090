using Ontotwin.Sources.Dicom;

namespace Ontotwin.Sources;

/// <summary>A contour of a region of interest.</summary>
/// <param name="Type">Contour Geometric Type: <c>POINT</c>, <c>CLOSED_PLANAR</c> …</param>
/// <param name="Points">Its points in the patient's coordinates, in millimetres.</param>
public sealed record DicomContour(string Type, IReadOnlyList<(decimal X, decimal Y, decimal Z)> Points)
{
    /// <summary>The area inside a closed planar contour in mm²; null for any other.</summary>
    public decimal? AreaMm2
    {
        get
        {
            if (Type != "CLOSED_PLANAR" || Points.Count < 3) { return null; }
            double x = 0, y = 0, z = 0;
            for (var i = 0; i < Points.Count; i++)
            {
                var (a, b) = (Double(Points[i]), Double(Points[(i + 1) % Points.Count]));
                x += (a.Y * b.Z) - (a.Z * b.Y);
                y += (a.Z * b.X) - (a.X * b.Z);
                z += (a.X * b.Y) - (a.Y * b.X);
            }
            return (decimal)(Math.Sqrt((x * x) + (y * y) + (z * z)) / 2);
        }
    }

    /// <summary>The contours of a region (ROI Contour Sequence item); one whose coordinates are not whole points of numbers has none.</summary>
    internal static IReadOnlyList<DicomContour> In(Field region)
    {
        var contours = new List<DicomContour>();
        foreach (var item in DicomFields.Items(region, "ContourSequence")) { contours.Add(new(item.First("ContourGeometricType").Text, PointsOf(item))); }
        return contours;
    }

    private static List<(decimal X, decimal Y, decimal Z)> PointsOf(Field contour)
    {
        var (points, numbers) = (new List<(decimal, decimal, decimal)>(), new List<decimal>());
        foreach (var value in contour.All("ContourData"))
        {
            if (DicomFields.Number(value) is not { } number || Math.Abs(number) > MaxCoordinateMm) { return []; }
            numbers.Add(number);
        }
        if (numbers.Count % 3 != 0) { return []; }
        for (var i = 0; i < numbers.Count; i += 3) { points.Add((numbers[i], numbers[i + 1], numbers[i + 2])); }
        return points;
    }

    // A kilometre: what lies beyond is no patient, and its area would not be a decimal.
    private const decimal MaxCoordinateMm = 1_000_000;

    private static (double X, double Y, double Z) Double((decimal X, decimal Y, decimal Z) point) => ((double)point.X, (double)point.Y, (double)point.Z);
}
