namespace Ontotwin.Rdf;

/// <summary>What JSON-LD's direction of text is in RDF, which has none of its own (JSON-LD 1.1 API, <c>rdfDirection</c>). <c>default</c> is <see cref="None"/>.</summary>
public enum RdfDirection
{
    /// <summary>It is left out.</summary>
    None = 0,

    /// <summary>A datatype of language and direction, such as <c>https://www.w3.org/ns/i18n#ar-EG_rtl</c>.</summary>
    I18nDatatype,

    /// <summary>A blank node with rdf:value, rdf:language and rdf:direction.</summary>
    CompoundLiteral,
}
