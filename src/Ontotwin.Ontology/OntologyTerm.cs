using Ontotwin.Rdf;

namespace Ontotwin.Ontology;

/// <summary>A named term with its words in English and Chinese.</summary>
/// <param name="Iri">Its name.</param>
/// <param name="Labels">Language → label.</param>
/// <param name="Definitions">Language → definition.</param>
public record OntologyTerm(Iri Iri, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Definitions)
{
    /// <summary>The local name, as programs write it.</summary>
    public string Name => Iri.LocalName;

    /// <summary>Its label in a language, else in English, else null.</summary>
    public string? Label(string language) => Labels.TryGetValue(language, out var label) ? label : Labels.GetValueOrDefault("en");
}
