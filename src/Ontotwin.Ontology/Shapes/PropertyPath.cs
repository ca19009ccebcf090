using Ontotwin.Rdf;

namespace Ontotwin.Ontology.Shapes;

/// <summary>A SHACL property path (section 2.3.1): from a node to other nodes.</summary>
internal abstract class PropertyPath
{
    /// <summary>The nodes that it leads to, once each.</summary>
    public abstract IEnumerable<Term> From(Term node, GraphIndex graph);

    /// <summary>The path of a term; null: it is none.</summary>
    public static PropertyPath? Read(Term term, GraphIndex graph, int depth = 0)
    {
        if (term is Iri iri) { return new PredicatePath(iri); }
        if (term is not BlankNode || depth > Limits.MaxShapeDepth) { return null; }
        if (graph.Objects(term, RdfTerms.First).Any()) { return Of(graph.List(term), graph, depth) is { Count: > 1 } steps ? new SequencePath(steps) : null; }
        var parts = graph.About(term).Where(t => Shacl.NameOf(t.Predicate) is not null).ToList();
        if (parts.Count != 1) { return null; }
        if (Shacl.NameOf(parts[0].Predicate) == "alternativePath") { return Of(graph.List(parts[0].Object), graph, depth) is { Count: > 1 } branches ? new AlternativePath(branches) : null; }
        if (Read(parts[0].Object, graph, depth + 1) is not { } inner) { return null; }
        return Shacl.NameOf(parts[0].Predicate) switch
        {
            "inversePath" => parts[0].Object is Iri inverted ? new InversePath(inverted) : null,
            "zeroOrMorePath" => new RepeatedPath(inner, hasNone: true, hasMany: true),
            "oneOrMorePath" => new RepeatedPath(inner, hasNone: false, hasMany: true),
            "zeroOrOnePath" => new RepeatedPath(inner, hasNone: true, hasMany: false),
            _ => null,
        };
    }

    private static List<PropertyPath>? Of(List<Term>? members, GraphIndex graph, int depth)
    {
        var paths = members?.ConvertAll(m => Read(m, graph, depth + 1));
        return paths is null || paths.Contains(null) ? null : paths.ConvertAll(p => p!);
    }
}

internal sealed class PredicatePath(Iri predicate) : PropertyPath
{
    public override IEnumerable<Term> From(Term node, GraphIndex graph) => graph.Objects(node, predicate);
}

internal sealed class InversePath(Iri predicate) : PropertyPath
{
    public override IEnumerable<Term> From(Term node, GraphIndex graph) => graph.SubjectsOf(predicate, node);
}

internal sealed class SequencePath(List<PropertyPath> steps) : PropertyPath
{
    public override IEnumerable<Term> From(Term node, GraphIndex graph) =>
        steps.Aggregate((IEnumerable<Term>)[node], (nodes, step) => nodes.SelectMany(n => step.From(n, graph)).Distinct().ToList());
}

internal sealed class AlternativePath(List<PropertyPath> branches) : PropertyPath
{
    public override IEnumerable<Term> From(Term node, GraphIndex graph) => branches.SelectMany(b => b.From(node, graph)).Distinct();
}

internal sealed class RepeatedPath(PropertyPath step, bool hasNone, bool hasMany) : PropertyPath
{
    public override IEnumerable<Term> From(Term node, GraphIndex graph)
    {
        var found = new HashSet<Term>();
        if (hasNone) { found.Add(node); }
        var open = new Queue<Term>(step.From(node, graph));
        while (open.TryDequeue(out var next))
        {
            if (!found.Add(next) || !hasMany) { continue; }
            foreach (var further in step.From(next, graph)) { open.Enqueue(further); }
        }
        return found;
    }
}
