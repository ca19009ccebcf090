namespace Ontotwin.Sources.Tree;

/// <summary>What the readers of JSON and XML by path refuse to exceed.</summary>
internal static class TreeLimits
{
    /// <summary>Different paths that are told apart of what lies outside all that was read of a document; what comes after is counted together.</summary>
    public const int MaxOutsidePaths = 1_000;
}
