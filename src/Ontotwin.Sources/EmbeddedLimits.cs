namespace Ontotwin.Sources;

/// <summary>How much is taken of data embedded in records.</summary>
public static class EmbeddedLimits
{
    /// <summary>Decoded bytes of one datum, 512 MiB. What is larger is told and not kept.</summary>
    public const long MaxBytes = 512L << 20;
}
