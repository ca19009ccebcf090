namespace Ontotwin.Rdf;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Nested brackets and collections in one Turtle statement.</summary>
    public const int MaxNesting = 256;

    /// <summary>Times that a comparison of datasets tells blank nodes apart by trial.</summary>
    public const int MaxIsomorphismTrials = 10_000;
}
