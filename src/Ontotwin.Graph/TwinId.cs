using Ontotwin.Rdf;

namespace Ontotwin.Graph;

/// <summary>Names one twin: the unguessable part of its subject's IRI. Never an identifier that a hospital gave.</summary>
/// <param name="Value">26 characters of base32, lower case.</param>
public readonly record struct TwinId(string Value)
{
    /// <summary>What every instance's IRI begins with.</summary>
    public const string InstanceNamespace = "https://w3id.org/ontotwin/id/";

    /// <summary>What every twin graph's IRI begins with.</summary>
    public const string GraphNamespace = "https://w3id.org/ontotwin/twin/";

    /// <summary>The IRI of the twin's subject: the person.</summary>
    public Iri Subject => new(InstanceNamespace + Value);

    /// <summary>The IRI of the twin's graph.</summary>
    public Iri Graph => new(GraphNamespace + Value);

    /// <summary>The twin whose subject has this IRI.</summary>
    public static TwinId OfSubject(Iri subject) => new(subject.LocalName);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
