using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Generated;

namespace Ontotwin.Sparql.Algebra;

/// <summary>Property paths, and their translation to patterns (SPARQL 1.1, section 18.2.2.4).</summary>
/// <param name="context">What builders share.</param>
internal sealed class PathBuilder(BuildContext context)
{
    /// <summary>What the names of nodes between two steps of a path begin with.</summary>
    public const string Between = "_:path-";

    public PathExpression Path(SparqlParser.PathContext path)
    {
        var result = path.pathSequence().Select(Sequence).Aggregate((a, b) => new AlternativePath(a, b));
        return path.pathSequence().Length <= Limits.MaxAlgebraDepth ? result
            : throw context.Error("OT9202", path, $"more than {Limits.MaxAlgebraDepth} alternatives in a path", "use a variable with VALUES as the property");
    }

    /// <summary>The patterns that together say that a path leads from one node to the other.</summary>
    public IEnumerable<Pattern> Connecting(Node subject, PathExpression path, Node value)
    {
        switch (path)
        {
            case LinkPath link:
                return [new BasicPattern([new TriplePattern(subject, Node.Of(link.Predicate), value)])];
            case InversePath inverse:
                return Connecting(value, inverse.Inner, subject);
            case SequencePath sequence:
                var middle = Node.Of(context.Fresh(Between));
                return [.. Connecting(subject, sequence.First, middle), .. Connecting(middle, sequence.Second, value)];
            case AlternativePath either:
                return [new UnionPattern(Joined(Connecting(subject, either.First, value)), Joined(Connecting(subject, either.Second, value)))];
            default:
                return [new PathPattern(subject, path, value)];
        }
    }

    private static Pattern Joined(IEnumerable<Pattern> patterns) => patterns.Aggregate(JoinPattern.Of);

    private PathExpression Sequence(SparqlParser.PathSequenceContext sequence)
    {
        if (sequence.pathElement().Length > Limits.MaxAlgebraDepth) { throw context.Error("OT9202", sequence, $"more than {Limits.MaxAlgebraDepth} steps in a path", "split it with variables"); }
        return sequence.pathElement().Select(Element).Aggregate((a, b) => new SequencePath(a, b));
    }

    private PathExpression Element(SparqlParser.PathElementContext element)
    {
        var first = element.GetChild(0).GetText();
        var last = element.GetChild(element.ChildCount - 1).GetText();
        var path = Primary(element.pathPrimary());
        if (element.ChildCount > 1 && last is "?" or "*" or "+") { path = new RepeatedPath(path, last != "+", last != "?"); }
        return first == "^" ? new InversePath(path) : path;
    }

    private PathExpression Primary(SparqlParser.PathPrimaryContext primary)
    {
        if (primary.path() is { } inner) { return Path(inner); }
        if (primary.pathNegatedSet() is not { } negated) { return new LinkPath(primary.iri() is { } iri ? context.Iri(iri) : RdfTerms.Type); }
        var ones = negated.pathOneInSet().Select(o => (IsInverse: o.GetChild(0).GetText() == "^", Iri: o.iri() is { } i ? context.Iri(i) : RdfTerms.Type)).ToList();
        var (forward, backward) = (Of(ones, false), Of(ones, true));
        return new NegatedPath(forward, backward, forward.Length > 0 || backward.Length == 0, backward.Length > 0);
    }

    private static ImmutableArray<Iri> Of(List<(bool IsInverse, Iri Iri)> ones, bool isInverse) => [.. ones.Where(o => o.IsInverse == isInverse).Select(o => o.Iri)];
}
