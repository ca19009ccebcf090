namespace Ontotwin.Reasoning;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Statements derived for one twin.</summary>
    public const int MaxDerivedFacts = 2_000_000;
}
