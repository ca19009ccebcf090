namespace Ontotwin.Sources.Tree;

/// <summary>What a node of a JSON or XML record is.</summary>
internal enum TreeKind : byte
{
    /// <summary>JSON null.</summary>
    Nothing = 0,

    /// <summary>JSON object.</summary>
    Object,

    /// <summary>JSON array. Fields look through it: its elements are repetitions of its name.</summary>
    Array,

    /// <summary>JSON string whose bytes are its text.</summary>
    PlainText,

    /// <summary>JSON string with at least one backslash.</summary>
    EscapedText,

    /// <summary>JSON number.</summary>
    Number,

    /// <summary>JSON true or false.</summary>
    Boolean,

    /// <summary>The XML document around its root element.</summary>
    Document,

    /// <summary>XML element with attributes or elements in it; its bytes begin and end with its tags.</summary>
    Element,

    /// <summary>XML element with nothing but text in it, its content's bytes being its text.</summary>
    PlainLeaf,

    /// <summary>XML element with nothing but text in it, its content written with references, CDATA sections or comments.</summary>
    MarkedLeaf,

    /// <summary>XML attribute whose bytes are its text.</summary>
    PlainAttribute,

    /// <summary>XML attribute with references or white space to be normalised.</summary>
    MarkedAttribute,

    /// <summary>Text of an XML element that also has attributes or elements.</summary>
    PlainContent,

    /// <summary>The same with references, CDATA sections or comments.</summary>
    MarkedContent,
}
