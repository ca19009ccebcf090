namespace Ontotwin.Sources;

/// <summary>How much of a DICOM document is read at most. What lies beyond is reported and not read.</summary>
public static class DicomLimits
{
    /// <summary>Sequences within each other. The deepest templates of structured reporting stay below 20.</summary>
    public const int MaxDepth = 64;

    /// <summary>Bytes that a deflated data set or gzip container may grow to, 512 MiB.</summary>
    public const int MaxInflatedBytes = 512 << 20;

    /// <summary>Bytes of a document that are held when it is read without its bulk data, 64 MiB.</summary>
    public const int MaxHeldBytes = 64 << 20;

    /// <summary>Values and items of one document.</summary>
    public const int MaxNodes = 1 << 25;

    /// <summary>Diagnostics kept for one document.</summary>
    public const int MaxDiagnostics = 100;

    /// <summary>Bytes of one decoded frame, 256 MiB.</summary>
    public const int MaxFrameBytes = 256 << 20;

    /// <summary>Decoded bytes for each coded one that a frame of the JPEG family is believed to have.</summary>
    public const int MaxJpegRatio = 4000;

    /// <summary>Bytes that a frame of JPEG 2000 may have however few bytes code it, 8 MiB: frames of one value take a hundred bytes.</summary>
    public const int MaxFrameBytesOfFew = 8 << 20;

    /// <summary>Code-blocks and precincts of a JPEG 2000 frame, beside one for each coded byte.</summary>
    public const int MaxCodeBlocks = 1 << 16;

    /// <summary>Coefficients that the passes of a JPEG 2000 frame visit, beside <see cref="MaxVisitsPerByte"/>: real frames take about a hundred for a byte.</summary>
    public const int MaxVisits = 1 << 24;

    /// <summary>Coefficients that passes visit for each coded byte of a JPEG 2000 frame.</summary>
    public const int MaxVisitsPerByte = 4096;

    /// <summary>Inflated bytes for each deflated one: RFC 1951 cannot give more.</summary>
    public const int MaxDeflateRatio = 1032;
}
