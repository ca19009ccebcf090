using GraphQL.Types;
using Ontotwin.Engine;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;

namespace Ontotwin.Api.Schema;

/// <summary>A property that sources differ on, with the ontology that names it.</summary>
internal sealed record Differing(DifferingValues Values, OntologyModel Ontology);

/// <summary>One of the values, with the ontology that names it.</summary>
internal sealed record Said(SaidValue Value, OntologyModel Ontology);

/// <summary>A property that has at most one value, and several sources.</summary>
internal sealed class DifferingType : DescribedType<Differing>
{
    public DifferingType()
        : base("DifferingValues", "A property that can have one value, and of which sources give several: which is right is not known.")
    {
        Always<StringGraphType>("property", "Local name of the property.", d => d.Values.Property.LocalName);
        Words("label", "Label of the property.", d => Labels.Of(d.Ontology, d.Values.Property));
        Words("text", "That sources differ, in words.", d => Text(d));
        Many<SaidType>("values", "All values, each once, in the order of their documents; at least two.", d => d.Values.Values.Select(v => new Said(v, d.Ontology)).ToList());
    }

    private static BilingualText Text(Differing differing)
    {
        var label = Labels.Of(differing.Ontology, differing.Values.Property);
        return new($"sources differ on {label.En}", $"来源不一致：{label.Zh}");
    }
}

/// <summary>A value that one source gives.</summary>
internal sealed class SaidType : DescribedType<Said>
{
    public SaidType()
        : base("SaidValue", "One of several values, and who says it.")
    {
        Always<StringGraphType>("value", "The value: a number, date or text as written, or the local name of a term.", s => s.Value.Value is Literal literal ? literal.Lexical : s.Value.Value is Iri term ? term.LocalName : s.Value.Value.ToString()!);
        MaybeWords("label", "Label of the term; null when the value is none.", s => s.Value.Value is Iri term ? Labels.Of(s.Ontology, term) : null);
        Maybe<StringGraphType>("unit", "UCUM unit that the same source gives; null for none.", s => s.Value.Unit);
        Always<OriginType>("origin", "Where it stands.", s => s.Value.Origin);
    }
}
