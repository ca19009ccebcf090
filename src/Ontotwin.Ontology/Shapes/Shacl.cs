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

    /// <summary>What SHACL Core says of a shape: its parameters, targets, and what only describes it.</summary>
    public static readonly IReadOnlySet<string> OfShapes = new HashSet<string>(StringComparer.Ordinal)
    {
        "path", "property", "deactivated", "severity", "message", "targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf", "name", "description", "order", "group", "defaultValue",
        "class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive", "maxInclusive", "minLength", "maxLength", "pattern", "flags", "languageIn",
        "uniqueLang", "equals", "disjoint", "lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node", "qualifiedValueShape", "qualifiedValueShapesDisjoint", "qualifiedMinCount",
        "qualifiedMaxCount", "closed", "ignoredProperties", "hasValue", "in",
        // Paths are nodes too, and so are the prefixes and the entailment of a shapes graph.
        "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath", "declare", "prefix", "namespace", "prefixes", "entailment", "shapesGraph", "suggestedShapesGraph",
    };

    public static Iri Of(string name) => new(Namespace + name);

    /// <summary>The local name of one of its terms; null for others.</summary>
    public static string? NameOf(Iri iri) => iri.Value.StartsWith(Namespace, StringComparison.Ordinal) ? iri.Value[Namespace.Length..] : null;
}
