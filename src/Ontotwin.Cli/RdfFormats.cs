using Ontotwin.Rdf;

namespace Ontotwin.Cli;

/// <summary>Names of RDF formats on the command line.</summary>
internal static class RdfFormats
{
    public static RdfFormat Parse(string name) => name switch
    {
        "nquads" or "ntriples" => RdfFormat.NQuads,
        "turtle" => RdfFormat.Turtle,
        "trig" => RdfFormat.TriG,
        "jsonld" => RdfFormat.JsonLd,
        "rdfxml" => RdfFormat.RdfXml,
        "rdfjson" => RdfFormat.RdfJson,
        _ => throw new UsageException($"'{name}' is not a format that is written: nquads, turtle, trig, jsonld, rdfxml, rdfjson"),
    };
}
