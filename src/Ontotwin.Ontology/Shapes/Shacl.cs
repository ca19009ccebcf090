using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>The vocabulary of SHACL (W3C Recommendation of 20 July 2017).</summary>
internal static class Shacl
{
    public const string Namespace = "http://www.w3.org/ns/shacl#";

    public static readonly Iri Path = Of("path");
    public static readonly Iri Property = Of("property");
    public static readonly Iri QualifiedValueShape = Of("qualifiedValueShape");
    public static readonly Iri Violation = Of("Violation");

    public static Iri Of(string name) => new(Namespace + name);

    /// <summary>The local name of one of its terms; null for others.</summary>
    public static string? NameOf(Iri iri) => iri.Value.StartsWith(Namespace, StringComparison.Ordinal) ? iri.Value[Namespace.Length..] : null;
}
