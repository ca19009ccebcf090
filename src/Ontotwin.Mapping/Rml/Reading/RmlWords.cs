namespace Ontotwin.Mapping.Rml.Reading;

/// <summary>The words of the vocabularies, old and new, each under one short name: what R2RML, RML 1.1, FNML and the new modules call alike is alike.</summary>
internal static class RmlWords
{
    public const string New = "http://w3id.org/rml/";

    private static readonly (string Namespace, string Prefix)[] Known =
    [
        (New, ""), ("http://www.w3.org/ns/r2rml#", ""), ("http://semweb.mmlab.be/ns/rml#", ""), ("http://semweb.mmlab.be/ns/ql#", ""),
        ("http://semweb.mmlab.be/ns/fnml#", ""), ("http://www.w3.org/ns/csvw#", "csvw:"), ("http://www.w3.org/ns/formats/", "formats:"),
        ("https://w3id.org/function/ontology#", "fno:"), ("http://w3id.org/function/ontology#", "fno:"), ("http://www.w3.org/ns/dcat#", "dcat:"),
    ];

    /// <summary>The short name, or the IRI itself.</summary>
    public static string Short(string iri)
    {
        foreach (var (space, prefix) in Known)
        {
            if (iri.StartsWith(space, StringComparison.Ordinal)) { return prefix + iri[space.Length..]; }
        }
        return iri;
    }

    /// <summary>Whether an IRI is of R2RML or of RML before its new modules.</summary>
    public static bool IsOld(string iri) => iri.StartsWith("http://semweb.mmlab.be/ns/rml#", StringComparison.Ordinal) || iri.StartsWith("http://www.w3.org/ns/r2rml#", StringComparison.Ordinal);
}
