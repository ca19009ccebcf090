namespace Ontotwin.Graph.Neo4j;

/// <summary>What this room refuses to exceed, whatever its input or the server says.</summary>
public static class Limits
{
    /// <summary>Rows of one statement.</summary>
    public const int MaxRowsPerStatement = 5_000;

    /// <summary>Attempts at a change or a read that the server ends with a transient error, or whose connection is lost.</summary>
    public const int MaxAttempts = 6;

    /// <summary>Twins that one process reads or writes at the same moment.</summary>
    public const int MaxTwinsInUse = 256;

    /// <summary>Wait before the second attempt; doubled before each further one.</summary>
    public const int FirstRetryDelayMs = 50;

    /// <summary>Wait for one answer.</summary>
    public const int RequestTimeoutMs = 120_000;

    /// <summary>Justifications that a relationship of the readable copy shows, of all that its statement has.</summary>
    public const int MaxJustificationsShown = 16;

    /// <summary>Characters of a label or relationship type taken from an IRI.</summary>
    public const int MaxNameChars = 200;

    /// <summary>Readable names kept in memory; they are asked for anew beyond.</summary>
    public const int MaxNamesInMemory = 100_000;
}
