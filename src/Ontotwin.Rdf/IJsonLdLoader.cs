namespace Ontotwin.Rdf;

/// <summary>Where JSON-LD's remote contexts come from. Nothing is fetched from a network unless a loader does so.</summary>
public interface IJsonLdLoader
{
    /// <summary>The JSON text of a document, in UTF-8.</summary>
    /// <param name="iri">Its absolute IRI.</param>
    /// <returns>Null: it is not at hand.</returns>
    byte[]? Load(string iri);
}
