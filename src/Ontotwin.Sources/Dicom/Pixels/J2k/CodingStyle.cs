namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>How a component is coded (the part that COD and COC share, table A.15).</summary>
/// <param name="Levels">Halvings by the wavelet.</param>
/// <param name="BlockWidth">Exponent of a code-block's width.</param>
/// <param name="BlockHeight">Exponent of its height.</param>
/// <param name="Styles">How its passes are coded.</param>
/// <param name="IsReversible">5/3 in integers; else 9/7.</param>
/// <param name="Precincts">For each resolution the exponents of a precinct's height and width, in four bits each; empty where all are the largest.</param>
internal sealed record CodingStyle(int Levels, int BlockWidth, int BlockHeight, BlockStyles Styles, bool IsReversible, byte[] Precincts)
{
    private const int MaxLevels = 32, LargestPrecinct = 15, FixedBytes = 5;

    public int PrecinctWidth(int resolution) => Precincts.Length == 0 ? LargestPrecinct : Precincts[resolution] & 15;

    public int PrecinctHeight(int resolution) => Precincts.Length == 0 ? LargestPrecinct : Precincts[resolution] >> 4;

    /// <summary>Null where the segment is cut or says what the standard excludes.</summary>
    public static CodingStyle? Read(ReadOnlySpan<byte> segment, bool hasPrecincts)
    {
        if (segment.Length < FixedBytes) { return null; }
        var (levels, width, height, transform) = (segment[0], (segment[1] & 15) + 2, (segment[2] & 15) + 2, segment[4]);
        if (levels > MaxLevels || width > 10 || height > 10 || width + height > 12 || transform > 1) { return null; }
        if (!hasPrecincts) { return new(levels, width, height, (BlockStyles)segment[3], transform == 1, []); }
        if (segment.Length < FixedBytes + levels + 1) { return null; }
        var precincts = segment.Slice(FixedBytes, levels + 1).ToArray();
        // Only the lowest resolution, which is no half of another, may have precincts of one sample.
        for (var i = 1; i < precincts.Length; i++) { if ((precincts[i] & 15) == 0 || precincts[i] >> 4 == 0) { return null; } }
        return new(levels, width, height, (BlockStyles)segment[3], transform == 1, precincts);
    }
}
