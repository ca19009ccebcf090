namespace Ontotwin.Rdf;

/// <summary>How RDF is written as JSON-LD (JSON-LD 1.1 API, <c>JsonLdOptions</c>).</summary>
public sealed record JsonLdWriteOptions
{
    /// <summary>What is read as a direction of text.</summary>
    public RdfDirection Direction { get; init; }

    /// <summary>Whether booleans and numbers become those of JSON; a number may then lose its form.</summary>
    public bool UseNativeTypes { get; init; }

    /// <summary>Whether rdf:type stays a property, instead of <c>@type</c>.</summary>
    public bool UseRdfType { get; init; }

    /// <summary>Whether nodes, properties and graphs stand in the order of their names.</summary>
    public bool IsOrdered { get; init; }
}
