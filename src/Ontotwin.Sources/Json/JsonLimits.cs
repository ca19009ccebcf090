namespace Ontotwin.Sources.Json;

/// <summary>How much of a JSON document is read at most. What lies beyond is rejected with a diagnostic.</summary>
public static class JsonLimits
{
    /// <summary>Objects and arrays within each other.</summary>
    public const int MaxDepth = 256;

    /// <summary>Bytes of one document, 1 GiB: offsets inside it are 32-bit.</summary>
    public const int MaxDocumentBytes = 1 << 30;

    /// <summary>Values of one record; 32 bytes of memory each.</summary>
    public const int MaxNodes = 1 << 26;

    /// <summary>Characters of a JSONPath.</summary>
    public const int MaxPathLength = 4096;

    /// <summary>Parentheses and negations within each other in a JSONPath's filter.</summary>
    public const int MaxPathNesting = 16;
}
