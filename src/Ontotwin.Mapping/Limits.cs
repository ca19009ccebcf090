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

    /// <summary>Bytes from which on <c>map</c> reads a document in stretches, where its format allows it, rather than whole.</summary>
    public const long LargeDocumentBytes = 16L << 20;

    /// <summary>Bytes of a file that is joined to another: it is held in memory, with an index of its rows.</summary>
    public const long MaxJoinedBytes = 256L << 20;

    /// <summary>Rejects of a document that is read by several paths, among which those are found that all of them meet.</summary>
    public const int MaxRejectsCompared = 10_000;

    /// <summary>Guards of a record that are remembered until it gives something, to tell which was the nearest to hold.</summary>
    public const int MaxMissedGuards = 64;

    /// <summary>Names in a message; of more the number is told.</summary>
    public const int MaxNamesTold = 3;

    /// <summary>Texts that a statement of a map remembers with what they gave; a power of two.</summary>
    public const int MemoEntries = 1024;

    /// <summary>People whose names are remembered; a power of two.</summary>
    public const int MemoPeople = 65_536;

    /// <summary>Bytes of a text that is worth remembering.</summary>
    public const int MemoTextBytes = 256;

    /// <summary>Paths of fields that <c>coverage</c> tells apart; what comes after is counted together.</summary>
    public const int MaxCoveragePaths = 200_000;

    /// <summary>Paths outside all that maps read of JSON and XML that <c>coverage</c> tells apart; what comes after is counted together.</summary>
    public const int MaxOutsidePaths = 2_000;

    /// <summary>Nodes of one document whose content is remembered, so as to tell records of one key apart: the last ones; twice as many at most.</summary>
    public const int MaxComparedNodes = 50_000;

    /// <summary>Occurrences of one key that a further record is compared with: the last ones.</summary>
    public const int MaxComparedOccurrences = 64;

    /// <summary>Kinds of records (format, type, version) of which it is remembered which maps read them.</summary>
    public const int MaxRecordKinds = 1_000;
}
