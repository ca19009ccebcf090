namespace Ontotwin.Causal;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Variables of one graph.</summary>
    public const int MaxVariables = 1000;

    /// <summary>Minimal adjustment sets that are listed.</summary>
    public const int MaxAdjustmentSets = 256;

    /// <summary>Paths that are listed between two variables.</summary>
    public const int MaxPaths = 64;

    /// <summary>Steps of one search for paths: beyond, the paths found so far are all that is told.</summary>
    public const int MaxPathSteps = 100_000;
}
