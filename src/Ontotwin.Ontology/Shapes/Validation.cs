using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>One run over a data graph.</summary>
internal sealed class Validation(GraphIndex data)
{
    private int depth;

    public GraphIndex Data => data;

    public void Check(Term focus, Shape shape, List<ValidationResult> results)
    {
        if (shape.IsDeactivated) { return; }
        if (++depth > Limits.MaxShapeDepth) { throw new ShapesException($"{shape.Id} is checked within itself more than {Limits.MaxShapeDepth} times: shapes that refer to one another in circles have no meaning in SHACL"); }
        IReadOnlyList<Term> values = shape.Path is null ? [focus] : [.. shape.Path.From(focus, data)];
        foreach (var constraint in shape.Constraints) { constraint.Check(shape, focus, values, this, results); }
        depth--;
    }

    public bool Conforms(Term node, Shape shape)
    {
        var results = new List<ValidationResult>();
        Check(node, shape, results);
        return results.Count == 0;
    }
}
