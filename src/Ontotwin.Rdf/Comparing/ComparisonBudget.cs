namespace Ontotwin.Rdf.Comparing;

/// <summary>What is left of the limits of one comparison: nodes that look alike can have more pairings than anyone can try.</summary>
/// <param name="statements">How many statements with blank nodes are compared.</param>
internal sealed class ComparisonBudget(long statements)
{
    private readonly long mostSteps = Math.Max(Limits.MinIsomorphismSteps, statements * Limits.IsomorphismStepsPerStatement);
    private long steps;

    /// <summary>Counts statements that are looked at, or nodes that are copied.</summary>
    public void Spend(long more)
    {
        if ((steps += more) > mostSteps) { throw Ended(); }
    }

    /// <summary>Looks at how many pairs of nodes are taken for the same by trial.</summary>
    public static void CheckDepth(int trials)
    {
        if (trials > Limits.MaxIsomorphismDepth) { throw Ended(); }
    }

    private static BlankNodesAlikeException Ended() => new("too many blank nodes look alike to be compared", "name some of them with IRIs, or compare the files in parts");
}
