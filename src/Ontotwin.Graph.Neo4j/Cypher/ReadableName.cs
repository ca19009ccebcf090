using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Rdf;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>Labels, relationship types and property names that a person reads: the ontology's local names, kept apart from the store's own and from each other.</summary>
internal static class ReadableName
{
    /// <summary>How rdf:type is called among the facts; in the graph it is a label.</summary>
    public const string Type = "rdf:type";

    /// <summary>How many names a class or property may choose from; the last is one that no other has.</summary>
    public const int Choices = 10;

    private static readonly HashSet<string> OwnProperties = ["iri", "twin", Type];

    /// <summary>
    /// The names a class or property may have, the best first: <c>knows</c>, <c>knows_2</c> to <c>knows_9</c>, then one with a hash of its IRI. A class
    /// <c>hdt:Twin</c> begins with <c>Twin_</c>: <c>Twin</c> is the store's.
    /// </summary>
    public static string Choice(NameKind kind, Iri iri, int number)
    {
        if (kind == NameKind.Property && iri == RdfTerms.Type) { return Type; }
        var name = iri.LocalName.Length > 0 ? iri.LocalName : iri.Value;
        if (name.Length > Limits.MaxNameChars) { name = name[..(char.IsHighSurrogate(name[Limits.MaxNameChars - 1]) ? Limits.MaxNameChars - 1 : Limits.MaxNameChars)]; }
        if (kind == NameKind.Class ? OwnLabels.All.Contains(name) : OwnProperties.Contains(name)) { name += "_"; }
        return number switch
        {
            0 => name,
            Choices - 1 => $"{name}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(iri.Value)))}",
            _ => name + "_" + (number + 1).ToString(CultureInfo.InvariantCulture),
        };
    }
}
