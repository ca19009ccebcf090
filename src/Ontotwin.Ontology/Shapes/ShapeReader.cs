using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>From a shapes graph to shapes (SHACL, section 2).</summary>
internal sealed class ShapeReader(GraphIndex graph)
{
    private static readonly Iri RdfsClass = new("http://www.w3.org/2000/01/rdf-schema#Class");
    private static readonly Iri OwlClass = new(Owl.Namespace + "Class");
    private readonly Dictionary<Term, Shape> read = [];

    /// <summary>What shapes say in words that SHACL Core does not have, which is not checked.</summary>
    public List<(Term Shape, string Name)> NotChecked { get; } = [];

    /// <summary>The shapes that have targets, in the order of the graph.</summary>
    public List<Shape> ReadAll() => [.. graph.Subjects.Where(MayHaveTargets).Select(Read).Where(s => s.Targets.Count > 0)];

    /// <summary>The shape of a node.</summary>
    /// <exception cref="ShapesException">It is not well-formed.</exception>
    public Shape Read(Term node)
    {
        if (read.TryGetValue(node, out var known)) { return known; }
        if (node is Literal) { throw new ShapesException($"{node} is a literal where a shape must stand"); }
        var shape = read[node] = new Shape(node);
        Describe(shape);
        foreach (var triple in graph.About(node))
        {
            if (Shacl.NameOf(triple.Predicate) is not { } name) { continue; }
            AddTarget(shape, name, triple.Object);
            if (!Shacl.OfShapes.Contains(name)) { NotChecked.Add((node, name)); }
        }
        if (IsClass(node)) { shape.Targets.Add(data => data.Instances(node)); }
        shape.Constraints.AddRange(new ConstraintReader(graph, this, shape).Read());
        return shape;
    }

    private bool MayHaveTargets(Term node) =>
        graph.About(node).Any(t => Shacl.NameOf(t.Predicate)?.StartsWith("target", StringComparison.Ordinal) == true || (t.Predicate == RdfTerms.Type && t.Object is Iri { } type && Shacl.NameOf(type) is "NodeShape" or "PropertyShape"));

    // A shape that is a class too has its instances as targets (section 2.1.3.3).
    private bool IsClass(Term node) =>
        node is Iri && (graph.IsInstance(node, RdfsClass) || graph.IsInstance(node, OwlClass));

    private void Describe(Shape shape)
    {
        var paths = graph.Objects(shape.Id, Shacl.Path).ToList();
        if (paths.Count > 1) { throw new ShapesException($"{shape.Id} has more than one sh:path"); }
        if (paths.Count == 1)
        {
            shape.PathTerm = paths[0];
            shape.Path = PropertyPath.Read(paths[0], graph) ?? throw new ShapesException($"sh:path of {shape.Id} is no property path");
        }
        shape.IsDeactivated = graph.Objects(shape.Id, Shacl.Of("deactivated")).Any(v => v is Literal { Lexical: "true" or "1" });
        if (graph.Objects(shape.Id, Shacl.Of("severity")).FirstOrDefault() is { } severity) { shape.Severity = severity as Iri ?? throw new ShapesException($"sh:severity of {shape.Id} is no IRI"); }
        shape.Messages.AddRange(graph.Objects(shape.Id, Shacl.Of("message")).OfType<Literal>());
    }

    private static void AddTarget(Shape shape, string name, Term value)
    {
        Iri Property() => value as Iri ?? throw new ShapesException($"sh:{name} of {shape.Id} is no property");
        switch (name)
        {
            case "targetNode": shape.Targets.Add(_ => [value]); break;
            case "targetClass": shape.Targets.Add(data => data.Instances(value)); break;
            case "targetSubjectsOf": var of = Property(); shape.Targets.Add(data => data.With(of).Select(t => t.Subject)); break;
            case "targetObjectsOf": var ofObjects = Property(); shape.Targets.Add(data => data.With(ofObjects).Select(t => t.Object)); break;
        }
    }
}
