using Ontotwin.Mapping.Reading;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>What a coding is written as.</summary>
/// <param name="Value">The concept, or the word where the property holds words.</param>
/// <param name="Original">The original coding beside it; null where the value says it.</param>
internal sealed record CodedTerms(Term Value, Literal? Original);

/// <summary>Writes a code: the concept (or word) to its property, and the original coding beside it.</summary>
internal static class Codes
{
    private static readonly Iri CodeProperty = OntologyModel.Term("code");
    private static readonly Iri OriginalCode = OntologyModel.Term("originalCode");

    public static CodedTerms TermsOf(Frame frame, OntologyProperty property, Code mapped, Code original)
    {
        if (!property.IsObjectProperty) { return new CodedTerms(Literal.Text(mapped.Value), null); }
        var concept = CodeReader.Concept(mapped, frame.Site?.Name ?? "elsewhere");
        // The ontology's own individuals (Female …) name themselves; every other code keeps what the source wrote.
        var namesItself = mapped.System == OntologyModel.Namespace && property.Iri != CodeProperty;
        return new CodedTerms(concept, namesItself ? null : Literal.Text(original.ToString()));
    }

    public static void Write(NodeChange node, OntologyProperty property, CodedTerms terms, LiftedFrom from)
    {
        node.Add(property.Iri, terms.Value, from);
        if (terms.Value is Iri concept && property.Iri == CodeProperty) { node.Concept = concept; }
        if (terms.Original is not null) { node.Add(OriginalCode, terms.Original, from); }
    }
}
