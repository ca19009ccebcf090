namespace Ontotwin.Graph;

/// <summary>What this room refuses to exceed, whatever its input says.</summary>
public static class Limits
{
    /// <summary>Twins whose records are written together when an index of the store is made.</summary>
    public const int TwinsPerBatch = 256;

    /// <summary>Entries of the change feed that are read at once; more are read in parts.</summary>
    public const int ChangesPerRead = 1024;

    /// <summary>Characters of a field's text kept in its origin.</summary>
    public const int MaxOriginTextChars = 256;

    /// <summary>Bytes of a twin's id in UTF-8.</summary>
    public const int MaxTwinIdBytes = 128;

    /// <summary>Deltas of one twin that are merged into one block at a time; at this number's square, once more.</summary>
    public const int DeltasMergedPerBlock = 32;

    /// <summary>Held facts, over all twins, that the embedded store's writer remembers between changes.</summary>
    public const int MaxRememberedFacts = 250_000;

    /// <summary>Properties and names that the embedded store's index of cohorts lists of one twin; one with more is taken to hold anything.</summary>
    public const int MaxCohortKeysPerTwin = 16_384;

    /// <summary>Hashes of properties and names that the embedded store remembers.</summary>
    public const int MaxRememberedCohortKeys = 65_536;

    /// <summary>Twins that can be written to at the same moment.</summary>
    public const int MaxWriters = 256;

    /// <summary>Rejects of one document that are kept one by one; all of them are counted.</summary>
    public const int MaxRejectsPerDocument = 100_000;

    /// <summary>Samples of one record of the embedded store; a chunk of more is kept in parts.</summary>
    public const int SamplesPerPart = 4096;

    /// <summary>Records written to the embedded store before it keeps in a second file how far it came.</summary>
    public const int WritesPerMark = 64;

    /// <summary>Bytes of records in one block of a backup, unless one record is longer.</summary>
    public const int BackupBlockBytes = 1 << 20;

    /// <summary>Damaged places that a check of a store lists one by one.</summary>
    public const int MaxDamagesListed = 1000;

    /// <summary>Times that a reader begins again because a writer rewrote the store's files meanwhile.</summary>
    public const int MaxReadAttempts = 50;

    /// <summary>Bytes of one record of the embedded store: a block of facts or a chunk of samples.</summary>
    public const int MaxRecordBytes = 1 << 30;
}
