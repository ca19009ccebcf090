namespace Ontotwin.Sources;

/// <summary>How much of a FHIR document is read at most. What lies beyond is rejected with a diagnostic.</summary>
public static class FhirLimits
{
    /// <summary>Objects and arrays within each other. FHIR's deepest real documents (nested questionnaires, extensions) stay below 30.</summary>
    public const int MaxDepth = 64;

    /// <summary>Bytes of one document, 1 GiB: offsets inside it are 32-bit.</summary>
    public const int MaxDocumentBytes = 1 << 30;

    /// <summary>Nodes of one record. The largest patient bundles seen have 10^5.</summary>
    public const int MaxNodes = 1 << 26;

    /// <summary>Bytes of entries from which on a part of such a bundle has enough of them: what maps say of a part is held at once.</summary>
    public const int PartBytes = 1 << 20;

    /// <summary>Bytes of what stands around the entries of a bundle that is read in parts.</summary>
    public const int MaxBundleHeadBytes = 16 << 20;

    /// <summary>Entries of a bundle that is read in parts; 4 bytes of memory each.</summary>
    public const int MaxEntries = 1 << 26;

    /// <summary>Names of those entries (full URL, type and id, identifiers); 4 to 5 bytes of memory each.</summary>
    public const int MaxEntryNames = 1 << 28;

    /// <summary>Requests to delete that are remembered of a history that is read in parts.</summary>
    public const int MaxDeletions = 1 << 20;

    /// <summary>Entries of such a bundle that are held because entries of other parts refer to them.</summary>
    public const int MaxHeldEntries = 256;

    /// <summary>Names of which it is remembered which entry of such a bundle they lead to.</summary>
    public const int MaxHeldNames = 1 << 14;

    /// <summary>Diagnostics kept for one record; further ones are left out.</summary>
    public const int MaxDiagnostics = 100;
}
