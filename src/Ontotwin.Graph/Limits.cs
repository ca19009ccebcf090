namespace Ontotwin.Graph;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Characters of a field's text kept in its origin.</summary>
    public const int MaxOriginTextChars = 256;
}
