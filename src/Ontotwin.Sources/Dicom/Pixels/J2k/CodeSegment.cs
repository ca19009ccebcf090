namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A codeword segment: its passes and its bytes, which may lie in several packets.</summary>
internal sealed class CodeSegment(int maxPasses)
{
    public int MaxPasses { get; } = maxPasses;

    public int Passes { get; set; }

    /// <summary>Where its bytes lie in the tile's data.</summary>
    public List<(int Start, int Length)> Pieces { get; } = [];
}
