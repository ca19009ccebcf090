namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>A code-block: where it lies in its band, and what packets gave of it.</summary>
internal sealed class CodeBlock(Area area)
{
    private const int FirstLengthBits = 3, PassesBeforeBypass = 10, AllPasses = 109;

    public Area Area { get; } = area;

    public bool IsIncluded { get; set; }

    /// <summary>Bit planes from the top that are all zero.</summary>
    public int ZeroPlanes { get; set; }

    public int LengthBits { get; set; } = FirstLengthBits;

    /// <summary>Codeword segments: passes that are decoded in one go.</summary>
    public List<CodeSegment> Segments { get; } = [];

    /// <summary>The segment that further passes go to.</summary>
    public CodeSegment Open(BlockStyles styles)
    {
        if (Segments.Count > 0 && Segments[^1] is { Passes: var passes, MaxPasses: var most } last && passes < most) { return last; }
        var room = styles.HasFlag(BlockStyles.TerminateEach) ? 1 : !styles.HasFlag(BlockStyles.Bypass) ? AllPasses
            : Segments.Count == 0 ? PassesBeforeBypass : Segments[^1].MaxPasses is 1 or PassesBeforeBypass ? 2 : 1;
        Segments.Add(new CodeSegment(room));
        return Segments[^1];
    }
}
