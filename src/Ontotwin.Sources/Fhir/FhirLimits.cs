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

    /// <summary>Diagnostics kept for one record; further ones are left out.</summary>
    public const int MaxDiagnostics = 100;
}
