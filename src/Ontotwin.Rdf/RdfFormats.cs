namespace Ontotwin.Rdf;

/// <summary>What formats are called.</summary>
public static class RdfFormats
{
    /// <summary>The names that <see cref="OfName"/> knows.</summary>
    public const string Names = "nquads, ntriples, turtle, trig, jsonld, rdfxml, rdfjson";

    /// <summary>The format of a name as it is given on a command line; null: none.</summary>
    public static RdfFormat? OfName(string name) => name switch
    {
        "nquads" => RdfFormat.NQuads,
        "ntriples" => RdfFormat.NTriples,
        "turtle" => RdfFormat.Turtle,
        "trig" => RdfFormat.TriG,
        "jsonld" => RdfFormat.JsonLd,
        "rdfxml" => RdfFormat.RdfXml,
        "rdfjson" => RdfFormat.RdfJson,
        _ => null,
    };

    /// <summary>The format that a file's extension says; null: none.</summary>
    public static RdfFormat? OfFile(string path) => Path.GetExtension(path) switch
    {
        ".nt" => RdfFormat.NTriples,
        ".nq" => RdfFormat.NQuads,
        ".ttl" => RdfFormat.Turtle,
        ".trig" => RdfFormat.TriG,
        ".jsonld" => RdfFormat.JsonLd,
        ".rdf" or ".owl" or ".xml" => RdfFormat.RdfXml,
        ".rj" => RdfFormat.RdfJson,
        _ => null,
    };
}
