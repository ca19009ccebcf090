namespace Ontotwin.Durability;

/// <summary>What this room refuses to exceed, whatever a file says.</summary>
public static class Limits
{
    /// <summary>Bytes of one record of a journal.</summary>
    public const int MaxJournalRecordBytes = 1 << 20;

    /// <summary>Bytes of a journal, which is read whole.</summary>
    public const int MaxJournalBytes = 1 << 30;

    /// <summary>Bytes of one block of a file of blocks.</summary>
    public const int MaxBlockBytes = (1 << 30) + (1 << 16);
}
