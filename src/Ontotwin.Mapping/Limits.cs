namespace Ontotwin.Mapping;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Nodes lifted from one record.</summary>
    public const int MaxNodesPerRecord = 1_000_000;

    /// <summary>Links followed from a node to the person it belongs to.</summary>
    public const int MaxOwnershipHops = 8;

    /// <summary>Bytes of one document that is held in memory at once.</summary>
    public const long MaxDocumentBytes = 1L << 30;
}
