using Ontotwin.Graph;
using Ontotwin.Mapping.Reading;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>Writes a code: the concept (or word) to its property, and the original coding beside it.</summary>
internal static class Codes
{
    private static readonly Iri CodeProperty = OntologyModel.Term("code");
    private static readonly Iri OriginalCode = OntologyModel.Term("originalCode");

    public static void Write(Frame frame, NodeUnderWay node, OntologyProperty property, Code mapped, Code original, Origin origin)
    {
        if (!property.IsObjectProperty)
        {
            node.Add(property.Iri, Literal.Text(mapped.Value), origin);
            return;
        }
        var concept = CodeReader.Concept(mapped, frame.Site?.Name ?? "elsewhere");
        node.Add(property.Iri, concept, origin);
        if (property.Iri == CodeProperty) { node.Concept = concept; }
        // The ontology's own individuals (Female …) name themselves; every other code keeps what the source wrote.
        if (mapped.System != OntologyModel.Namespace || property.Iri == CodeProperty) { node.Add(OriginalCode, Literal.Text(original.ToString()), origin); }
    }
}
