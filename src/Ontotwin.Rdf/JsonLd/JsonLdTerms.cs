namespace Ontotwin.Rdf.JsonLd;

/// <summary>What RDF says directions of text and JSON by (JSON-LD 1.1, sections 10.2 and 10.3).</summary>
internal static class JsonLdTerms
{
    /// <summary>Before a language, <c>_</c> and a direction: the datatype of a text in both.</summary>
    public const string I18n = "https://www.w3.org/ns/i18n#";

    public static readonly Iri Json = new(RdfTerms.Namespace + "JSON");
    public static readonly Iri Value = new(RdfTerms.Namespace + "value");
    public static readonly Iri Language = new(RdfTerms.Namespace + "language");
    public static readonly Iri Direction = new(RdfTerms.Namespace + "direction");
    public static readonly Iri List = new(RdfTerms.Namespace + "List");
}
