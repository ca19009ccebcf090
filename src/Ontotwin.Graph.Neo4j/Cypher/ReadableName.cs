using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>Labels, relationship types and property names that a person reads: the ontology's local names, kept apart from the store's own.</summary>
internal static class ReadableName
{
    /// <summary>How rdf:type is called among the facts; in the graph it is a label.</summary>
    public const string Type = "rdf:type";

    private static readonly HashSet<string> OwnLabels = ["Twin", "Fact", "Alias", "Resource", "SeriesChunk", "AppliedKey", "OntotwinSetting"];
    private static readonly HashSet<string> OwnProperties = ["iri", "twin", Type];

    public static string OfProperty(Iri predicate) => predicate == RdfTerms.Type ? Type : Apart(predicate, OwnProperties);

    /// <summary>A class <c>hdt:Twin</c> becomes the label <c>Twin_</c>: <c>Twin</c> is the store's.</summary>
    public static string OfClass(Iri type) => Apart(type, OwnLabels);

    private static string Apart(Iri iri, HashSet<string> own)
    {
        var name = iri.LocalName.Length > 0 ? iri.LocalName : iri.Value;
        return own.Contains(name) ? name + "_" : name;
    }
}
