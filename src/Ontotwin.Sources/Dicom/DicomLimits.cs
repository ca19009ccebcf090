namespace Ontotwin.Sources;

/// <summary>How much of a DICOM document is read at most. What lies beyond is reported and not read.</summary>
public static class DicomLimits
{
    /// <summary>Sequences within each other. The deepest templates of structured reporting stay below 20.</summary>
    public const int MaxDepth = 64;

    /// <summary>Bytes that a deflated data set or gzip container may grow to, 512 MiB.</summary>
    public const int MaxInflatedBytes = 512 << 20;

    /// <summary>Values and items of one document.</summary>
    public const int MaxNodes = 1 << 25;

    /// <summary>Diagnostics kept for one document.</summary>
    public const int MaxDiagnostics = 100;
}
