using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Cli;

/// <summary>A pattern of facts as a user writes it: three parts, <c>*</c> for any. Numbers and times are met by value, however they are spelled.</summary>
internal sealed class FactPattern
{
    private readonly string[] parts;

    // The value as a literal of each kind that it can be read as; null where it cannot.
    private readonly Literal? number;
    private readonly Literal? instant;
    private readonly Literal? day;

    private FactPattern(string[] parts)
    {
        this.parts = parts;
        var value = parts[2].Trim('"');
        number = LiteralOf(value, Xsd.Decimal) ?? LiteralOf(value, Xsd.Double);
        (instant, day) = (LiteralOf(value, Xsd.DateTime), LiteralOf(value, Xsd.Date));
    }

    /// <summary>The node asked about; null for any. <c>person</c> is the twin's subject.</summary>
    public Iri? Node(TwinId twin) => parts[0] switch { "*" => null, "person" => twin.Subject, var name => ToIri(name, TwinId.InstanceNamespace) };

    /// <summary>The property asked about; null for any.</summary>
    public Iri? Property => parts[1] switch { "*" => null, "a" or "rdf:type" => RdfTerms.Type, var name => ToIri(name, OntologyModel.Namespace) };

    public static FactPattern Parse(string text) => text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is { Length: 3 } parts
        ? new FactPattern(parts) : throw new UsageException("--fact takes three parts: 'S P O'; '*' stands for any");

    public bool Fits(Fact fact) => Fits(fact.Triple.Subject, parts[0]) && Fits(fact.Triple.Predicate, parts[1]) && (Fits(fact.Triple.Object, parts[2]) || (fact.Triple.Object is Literal literal && HasValue(literal)));

    private static Iri ToIri(string name, string space) =>
        new(name.StartsWith('<') ? name.Trim('<', '>') : name.Contains("://", StringComparison.Ordinal) ? name : space + (name.StartsWith("hdt:", StringComparison.Ordinal) ? name[4..] : name));

    private static bool Fits(Term term, string part) => part == "*" || term switch
    {
        Iri iri => iri.Value == part.Trim('<', '>') || iri.LocalName == part || "hdt:" + iri.LocalName == part,
        Literal literal => literal.Lexical == part.Trim('"'),
        _ => false,
    };

    private static Literal? LiteralOf(string value, Iri datatype)
    {
        var literal = new Literal(value, datatype);
        return LiteralOrder.Compare(literal, literal) == 0 ? literal : null;
    }

    // A text has no value but its characters.
    private bool HasValue(Literal literal)
    {
        var asked = literal.Datatype == Xsd.DateTime ? instant : literal.Datatype == Xsd.Date ? day : literal.Datatype == Xsd.String ? null : number;
        return asked is not null && LiteralOrder.Compare(literal, asked) == 0;
    }
}
