namespace Ontotwin.Sources.Xml;

/// <summary>How an XML document is read. <c>default</c>: the document is one record, the encoding the one it says. Change with <c>with</c>.</summary>
public readonly record struct XmlOptions
{
    /// <summary>Each match of this path is a record; null: the whole document (<c>/</c>).</summary>
    public XPath? At { get; init; }

    /// <summary>Name of the encoding, in place of what the document says; null: byte-order mark, zero bytes of UTF-16, XML declaration, else UTF-8.</summary>
    public string? Encoding { get; init; }
}
