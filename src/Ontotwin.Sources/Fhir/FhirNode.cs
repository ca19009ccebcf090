namespace Ontotwin.Sources.Fhir;

/// <summary>What a node of a FHIR record is.</summary>
internal enum FhirNodeKind : byte
{
    /// <summary>JSON null, or a <c>_name</c> object whose children moved to the primitive it belongs to.</summary>
    Nothing = 0,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A string without escapes: its bytes are its text.</summary>
    PlainText,

    /// <summary>A string with at least one backslash.</summary>
    EscapedText,

    /// <summary>A number, true or false: its bytes are its text.</summary>
    Literal,

    /// <summary>An attribute's value in XML with references or white space that is normalised.</summary>
    XmlText,

    /// <summary>A primitive that has no value, only extensions.</summary>
    ExtensionOnly,
}

/// <summary>One node; 32 bytes. Links are indexes in the record's array, -1 for none.</summary>
internal struct FhirNode
{
    public int Name;
    public int Parent;
    public int FirstChild;
    public int NextSibling;
    public int Start;
    public int Length;

    /// <summary>Position in its JSON array from 1; 0 where the element is not in an array.</summary>
    public int Index;
    public FhirNodeKind Kind;
}
