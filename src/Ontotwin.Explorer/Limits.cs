namespace Ontotwin.Explorer;

/// <summary>What the pages refuse to exceed, whatever a twin holds.</summary>
public static class Limits
{
    /// <summary>Steps of a proof on one page; the rest is counted.</summary>
    public const int MaxProofSteps = 3000;

    /// <summary>Nesting of a proof on a page.</summary>
    public const int MaxProofDepth = 64;

    /// <summary>Boxes of a drawn proof; further steps are counted in the box above them.</summary>
    public const int MaxGraphNodes = 70;

    /// <summary>Source snippets that stand open when a page is loaded.</summary>
    public const int OpenSnippets = 8;

    /// <summary>Points of a drawn series: samples are averaged to so many.</summary>
    public const int MaxSeriesPoints = 240;

    /// <summary>Rows of a table of observations.</summary>
    public const int MaxObservationRows = 200;
}
