namespace Ontotwin.Sources.Xml;

/// <summary>How much of an XML document is read at most. What lies beyond is rejected with a diagnostic.</summary>
public static class XmlLimits
{
    /// <summary>Elements within each other.</summary>
    public const int MaxDepth = 256;

    /// <summary>Bytes of one document, 1 GiB: offsets inside it are 32-bit.</summary>
    public const int MaxDocumentBytes = 1 << 30;

    /// <summary>Elements, attributes and texts of one record; 32 bytes of memory each.</summary>
    public const int MaxNodes = 1 << 26;

    /// <summary>Attributes of one element: each is compared with those before it.</summary>
    public const int MaxAttributes = 1024;

    /// <summary>Different namespaces of one document.</summary>
    public const int MaxNamespaces = 65_000;

    /// <summary>Characters of an XPath.</summary>
    public const int MaxPathLength = 4096;

    /// <summary>Predicates, parentheses and functions within each other in an XPath.</summary>
    public const int MaxPathNesting = 16;
}
