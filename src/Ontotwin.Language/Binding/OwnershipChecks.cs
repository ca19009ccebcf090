using System.Collections.Immutable;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>
/// Finds nodes that can reach nobody: a record belongs to the twin of the person whom its links lead to, or the links of a record that points at it. What only
/// the data can tell (which of two people, a reference to another file's node) is left to the run. O(nodes × links of one shape).
/// </summary>
/// <param name="ontology">The ontology.</param>
/// <param name="diagnostics">Takes what is wrong.</param>
/// <param name="unsure">Where something of the program is not known.</param>
internal sealed class OwnershipChecks(OntologyModel ontology, ImmutableArray<Diagnostic>.Builder diagnostics, IReadOnlyList<TextSpan> unsure)
{
    private static readonly Iri Person = OntologyModel.Term("Person");
    private readonly LinkPlace somebody = new() { IsEnd = true };
    private readonly List<LinkPlace> all = [];
    private readonly Dictionary<ShapeBody, LinkBody> shapes = [];
    private readonly Dictionary<(Iri Class, SourceFormat Format), LinkPlace> elsewhere = [];
    private SourceFormat format;

    /// <summary>Tells of such nodes, each once. Where a node has an error of its own, its links are not known.</summary>
    public void Check(IReadOnlyCollection<MapDeclaration> maps)
    {
        // A statement that could not be read may have been the link; one outside all maps may be of any.
        if (unsure.Any(u => !maps.Any(m => IsIn(u, m.Span)))) { return; }
        var wrong = diagnostics.Where(d => d.Severity == Severity.Error && d.Span is not null).Select(d => d.Span!.Value).ToList();
        foreach (var map in maps)
        {
            format = map.Source.Format;
            Read(map.Body, new LinkBody());
        }
        var whole = maps.Where(m => !unsure.Any(u => IsIn(u, m.Span))).Select(m => m.Span).ToList();
        JoinElsewhere();
        var reached = WithPeople();
        foreach (var node in all.Where(p => p.Node is not null && !reached.Contains(p)).Select(p => p.Node!).DistinctBy(n => n.Span))
        {
            if (!wrong.Exists(w => IsIn(w, node.Span)) && (unsure.Count == 0 || whole.Exists(m => IsIn(node.Span, m)))) { Tell(node); }
        }
    }

    private void Tell(NodeStatement node) =>
        diagnostics.Add(new Diagnostic("OT1223", Severity.Error, $"'{node.Name}' leads to no person: whose record it is could not be told")
        {
            Span = node.Span,
            Hint = ontology.IsSubClass(node.Class.Iri, Person) ? $"a person whose twin it is has a key of two parts, the authority and the number" : "link it: subject <- pt, or partOf <- a node that has one",
        });

    private LinkBody Read(IEnumerable<MapStatement> statements, LinkBody body)
    {
        var list = statements.ToList();
        Declare(list, body);
        Link(list, body);
        all.AddRange(body.Places);
        return body;
    }

    private void Declare(IEnumerable<MapStatement> statements, LinkBody body)
    {
        foreach (var statement in statements)
        {
            if (statement is ForStatement loop) { Declare(loop.Body, body); }
            if (statement is not NodeStatement node) { continue; }
            body.Add(new LinkPlace(node) { IsEnd = IsTwin(node.Class.Iri, node.Key.Length) }, node.Name);
            Declare(node.Nested, body);
        }
    }

    private void Link(IEnumerable<MapStatement> statements, LinkBody body)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case ForStatement loop:
                    Link(loop.Body, body);
                    break;
                case NodeStatement node:
                    var place = body.ByName[node.Name].First(p => ReferenceEquals(p.Node, node));
                    foreach (var binding in node.Bindings) { place.To.AddRange(TargetsOf(binding.Source, body)); }
                    Link(node.Nested, body);
                    break;
                case UseStatement use:
                    Use(use, body);
                    break;
            }
        }
    }

    // What a shape makes may lead from one of its arguments to another.
    private void Use(UseStatement use, LinkBody body)
    {
        foreach (var (parameters, outside) in BodyOf(use.Shape).Summary)
        {
            var inside = new LinkPlace();
            foreach (var parameter in parameters) { inside.To.AddRange(TargetsOf(use.Arguments[parameter], body)); }
            inside.To.AddRange(outside);
            body.Add(inside, null);
        }
    }

    private LinkBody BodyOf(ShapeBody shape)
    {
        if (shapes.TryGetValue(shape, out var known)) { return known; }
        var body = new LinkBody();
        for (var i = 0; i < shape.Parameters.Length; i++) { body.Add(new LinkPlace { IsEnd = true, Parameter = i }, shape.Parameters[i]); }
        shapes.Add(shape, body);
        return Read(shape.Body, body);
    }

    private IEnumerable<LinkPlace> TargetsOf(Expression source, LinkBody body) => ExpressionWalk.All(source).SelectMany(e => e switch
    {
        // A node that did not compile is told elsewhere: nothing follows from its absence.
        NodeExpression node => body.ByName.TryGetValue(node.Node, out var places) ? places : [somebody],
        ReferenceExpression reference => [IsTwin(reference.Class, reference.Of is null ? reference.Key.Length : 2) ? somebody : Elsewhere(reference.Class)],
        _ => (IEnumerable<LinkPlace>)[],
    });

    private LinkPlace Elsewhere(Iri type)
    {
        if (unsure.Count > 0) { return somebody; }
        if (!elsewhere.TryGetValue((type, format), out var place)) { elsewhere.Add((type, format), place = new LinkPlace()); }
        return place;
    }

    // A reference finds a node of its class, or of one below or above it, that any map of the format makes.
    private void JoinElsewhere()
    {
        foreach (var ((type, _), place) in elsewhere)
        {
            place.To.AddRange(all.Where(p => p.Node is { Class.Iri: var made } && (ontology.IsSubClass(made, type) || ontology.IsSubClass(type, made))));
            all.Add(place);
        }
    }

    private bool IsTwin(Iri type, int keyParts) => keyParts == 2 && ontology.IsSubClass(type, Person);

    // Against the links from each person, then along the links of whatever was found.
    private HashSet<LinkPlace> WithPeople()
    {
        var sources = all.SelectMany(p => p.To.Select(t => (Source: p, Target: t))).ToLookup(l => l.Target, l => l.Source);
        var reached = Spread([somebody, .. all.Where(p => p.IsEnd)], p => sources[p]);
        return Spread(reached, p => p.To);
    }

    private static HashSet<LinkPlace> Spread(IEnumerable<LinkPlace> start, Func<LinkPlace, IEnumerable<LinkPlace>> next)
    {
        var found = start.ToHashSet();
        var queue = new Queue<LinkPlace>(found);
        while (queue.TryDequeue(out var place))
        {
            foreach (var other in next(place))
            {
                if (found.Add(other)) { queue.Enqueue(other); }
            }
        }
        return found;
    }

    private static bool IsIn(TextSpan inner, TextSpan outer) => inner.File == outer.File && inner.Start.CompareTo(outer.Start) >= 0 && inner.End.CompareTo(outer.End) <= 0;
}
