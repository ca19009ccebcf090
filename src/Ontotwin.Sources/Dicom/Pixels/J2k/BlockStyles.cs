namespace Ontotwin.Sources.Dicom.Pixels.J2k;

/// <summary>How code-blocks are coded (table A.19).</summary>
[Flags]
internal enum BlockStyles
{
    None = 0,
    Bypass = 1,
    Reset = 2,
    TerminateEach = 4,
    VerticallyCausal = 8,
    PredictableTermination = 16,
    SegmentationSymbols = 32,
    HighThroughput = 64,
}
