namespace Ontotwin.Sources;

/// <summary>Limits of reading large documents in stretches.</summary>
internal static class WindowLimits
{
    /// <summary>Bytes of a stretch, unless a record needs more.</summary>
    internal const int WindowBytes = 4 << 20;

    /// <summary>Bytes of the longest stretch, and so of the longest record of a large document.</summary>
    internal const int MaxWindowBytes = 256 << 20;
}
