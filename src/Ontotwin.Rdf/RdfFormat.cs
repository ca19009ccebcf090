namespace Ontotwin.Rdf;

/// <summary>A way of writing RDF down. <c>default</c> is <see cref="NQuads"/>.</summary>
public enum RdfFormat
{
    /// <summary>RDF 1.1 N-Quads.</summary>
    NQuads = 0,

    /// <summary>RDF 1.1 Turtle; graph names are dropped.</summary>
    Turtle,

    /// <summary>RDF 1.1 TriG.</summary>
    TriG,

    /// <summary>JSON-LD 1.1; written in expanded form.</summary>
    JsonLd,

    /// <summary>RDF 1.1 XML; graph names are dropped.</summary>
    RdfXml,

    /// <summary>RDF 1.1 JSON Alternate Serialization (RDF/JSON); graph names are dropped, and statements are kept in memory until the end.</summary>
    RdfJson,

    /// <summary>RDF 1.1 N-Triples; graph names are dropped.</summary>
    NTriples,
}
