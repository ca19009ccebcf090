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
    /// <returns>The report, or OT9101 for shapes that are not well-formed; with it OT9102 for what is not checked.</returns>
    public static Outcome<ValidationReport> Validate(IEnumerable<Triple> data, IEnumerable<Triple> shapes)
    {
        var (graph, shapesGraph) = (new GraphIndex(data), new GraphIndex(shapes));
        try
        {
            var (run, results) = (new Validation(graph), new List<ValidationResult>());
            var targeted = 0;
            var reader = new ShapeReader(shapesGraph);
            foreach (var shape in reader.ReadAll())
            {
                targeted += shape.Targets.Count > 0 ? 1 : 0;
                foreach (var focus in shape.Targets.SelectMany(target => target(graph)).Distinct()) { run.Check(focus, shape, results); }
            }
            return Outcome<ValidationReport>.Ok(new ValidationReport([.. results], shapesGraph) { TargetedShapes = targeted }, [.. reader.NotChecked.Distinct().Take(Limits.MaxRemarksOnShapes).Select(NotChecked)]);
        }
        catch (ShapesException fault)
        {
            return Outcome<ValidationReport>.Fail(new Diagnostic("OT9101", Severity.Error, fault.Message) { Hint = "nothing was validated: mend the shapes first" });
        }
    }

    private static Diagnostic NotChecked((Term Shape, string Name) said) => new("OT9102", Severity.Warning, $"sh:{said.Name} of {said.Shape} is not checked: SHACL Core has no such property")
    {
        Hint = "look at its spelling; constraints, targets and rules in SPARQL or JavaScript are not evaluated here",
    };
}
