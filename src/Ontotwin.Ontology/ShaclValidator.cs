using Ontotwin.Ontology.Shapes;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Ontology;

/// <summary>Checks a graph against SHACL shapes: all of SHACL Core (W3C Recommendation of 20 July 2017), without SPARQL-based constraints.</summary>
public static class ShaclValidator
{
    /// <summary>Validates a data graph.</summary>
    /// <param name="data">The data graph; classes below others count where it says <c>rdfs:subClassOf</c>.</param>
    /// <param name="shapes">The shapes graph; may be the same.</param>
    /// <returns>The report, or OT9101 for shapes that are not well-formed.</returns>
    public static Outcome<ValidationReport> Validate(IEnumerable<Triple> data, IEnumerable<Triple> shapes)
    {
        var (graph, shapesGraph) = (new GraphIndex(data), new GraphIndex(shapes));
        try
        {
            var (run, results) = (new Validation(graph), new List<ValidationResult>());
            var targeted = 0;
            foreach (var shape in new ShapeReader(shapesGraph).ReadAll())
            {
                targeted += shape.Targets.Count > 0 ? 1 : 0;
                foreach (var focus in shape.Targets.SelectMany(target => target(graph)).Distinct()) { run.Check(focus, shape, results); }
            }
            return Outcome<ValidationReport>.Ok(new ValidationReport([.. results], shapesGraph) { TargetedShapes = targeted });
        }
        catch (ShapesException fault)
        {
            return Outcome<ValidationReport>.Fail(new Diagnostic("OT9101", Severity.Error, fault.Message) { Hint = "nothing was validated: mend the shapes first" });
        }
    }
}
