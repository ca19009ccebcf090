using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Cli;

/// <summary>A pattern of facts as a user writes it: three parts, <c>*</c> for any.</summary>
internal sealed class FactPattern
{
    private readonly string[] parts;

    private FactPattern(string[] parts) => this.parts = parts;

    /// <summary>The node asked about; null for any. <c>person</c> is the twin's subject.</summary>
    public Iri? Node(TwinId twin) => parts[0] switch { "*" => null, "person" => twin.Subject, var name => ToIri(name, TwinId.InstanceNamespace) };

    /// <summary>The property asked about; null for any.</summary>
    public Iri? Property => parts[1] switch { "*" => null, "a" or "rdf:type" => RdfTerms.Type, var name => ToIri(name, OntologyModel.Namespace) };

    public static FactPattern Parse(string text) => text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is { Length: 3 } parts
        ? new FactPattern(parts) : throw new UsageException("--fact takes three parts: 'S P O'; '*' stands for any");

    public bool Fits(Fact fact) => Fits(fact.Triple.Subject, parts[0]) && Fits(fact.Triple.Predicate, parts[1]) && Fits(fact.Triple.Object, parts[2]);

    private static Iri ToIri(string name, string space) =>
        new(name.StartsWith('<') ? name.Trim('<', '>') : name.Contains("://", StringComparison.Ordinal) ? name : space + (name.StartsWith("hdt:", StringComparison.Ordinal) ? name[4..] : name));

    private static bool Fits(Term term, string part) => part == "*" || term switch
    {
        Iri iri => iri.Value == part.Trim('<', '>') || iri.LocalName == part || "hdt:" + iri.LocalName == part,
        Literal literal => literal.Lexical == part.Trim('"'),
        _ => false,
    };
}
