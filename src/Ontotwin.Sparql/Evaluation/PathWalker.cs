using System.Runtime.InteropServices;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Where a path leads from a node, forwards or backwards.</summary>
internal abstract class PathWalker
{
    /// <summary>Adds every node that the path leads to; repeated and alternative paths inside may name one twice.</summary>
    public abstract void Walk(TripleIndex graph, int node, bool isForward, List<int> found);

    public static PathWalker Of(PathExpression path, QueryContext query) => path switch
    {
        LinkPath link => new LinkWalker(query.Terms.Intern(link.Predicate)),
        InversePath inverse => new InverseWalker(Of(inverse.Inner, query)),
        SequencePath sequence => new SequenceWalker(Of(sequence.First, query), Of(sequence.Second, query)),
        AlternativePath either => new AlternativeWalker(Of(either.First, query), Of(either.Second, query)),
        RepeatedPath repeated => new RepeatedWalker(Of(repeated.Inner, query), repeated.IncludesZero, repeated.IsUnbounded, query),
        NegatedPath negated => new NegatedWalker(negated, query),
        _ => throw new InvalidOperationException("a path of no known kind"),
    };
}

/// <summary>One property.</summary>
internal sealed class LinkWalker(int predicate) : PathWalker
{
    public override void Walk(TripleIndex graph, int node, bool isForward, List<int> found)
    {
        var range = isForward ? graph.Find(node, predicate, 0) : graph.Find(0, predicate, node);
        found.AddRange(range.Order.Column(isForward ? 2 : 0).Slice(range.Start, range.Count));
    }
}

/// <summary>The other direction.</summary>
internal sealed class InverseWalker(PathWalker inner) : PathWalker
{
    public override void Walk(TripleIndex graph, int node, bool isForward, List<int> found) => inner.Walk(graph, node, !isForward, found);
}

/// <summary>One after the other.</summary>
internal sealed class SequenceWalker(PathWalker first, PathWalker second) : PathWalker
{
    public override void Walk(TripleIndex graph, int node, bool isForward, List<int> found)
    {
        var middle = new List<int>();
        (isForward ? first : second).Walk(graph, node, isForward, middle);
        foreach (var next in middle) { (isForward ? second : first).Walk(graph, next, isForward, found); }
    }
}

/// <summary>Either.</summary>
internal sealed class AlternativeWalker(PathWalker first, PathWalker second) : PathWalker
{
    public override void Walk(TripleIndex graph, int node, bool isForward, List<int> found)
    {
        first.Walk(graph, node, isForward, found);
        second.Walk(graph, node, isForward, found);
    }
}

/// <summary>Again and again, each node found once (SPARQL 1.1, section 18.4).</summary>
internal sealed class RepeatedWalker(PathWalker inner, bool includesZero, bool isUnbounded, QueryContext query) : PathWalker
{
    public override void Walk(TripleIndex graph, int node, bool isForward, List<int> found)
    {
        var seen = new HashSet<int>();
        var start = found.Count;
        if (includesZero)
        {
            seen.Add(node);
            found.Add(node);
        }
        var step = new List<int>();
        inner.Walk(graph, node, isForward, step);
        Note(step, seen, found);
        // What is found is also what is still to be walked from; the start, where it counts, was walked from already.
        for (var next = includesZero ? start + 1 : start; isUnbounded && next < found.Count; next++)
        {
            query.Tick();
            step.Clear();
            inner.Walk(graph, found[next], isForward, step);
            Note(step, seen, found);
        }
    }

    private static void Note(List<int> step, HashSet<int> seen, List<int> found)
    {
        foreach (var node in CollectionsMarshal.AsSpan(step))
        {
            if (seen.Add(node)) { found.Add(node); }
        }
    }
}

/// <summary>Any property but some.</summary>
internal sealed class NegatedWalker : PathWalker
{
    private readonly HashSet<int>? forward;
    private readonly HashSet<int>? backward;

    public NegatedWalker(NegatedPath path, QueryContext query)
    {
        HashSet<int> Ids(IEnumerable<Iri> iris) => [.. iris.Select(i => query.Terms.Intern(i))];
        forward = path.WalksForward ? Ids(path.Forward) : null;
        backward = path.WalksBackward ? Ids(path.Backward) : null;
    }

    public override void Walk(TripleIndex graph, int node, bool isForward, List<int> found)
    {
        Along(graph, node, isForward, forward, found);
        Along(graph, node, !isForward, backward, found);
    }

    private static void Along(TripleIndex graph, int node, bool isForward, HashSet<int>? refused, List<int> found)
    {
        if (refused is null) { return; }
        var range = isForward ? graph.Find(node, 0, 0) : graph.Find(0, 0, node);
        var predicates = range.Order.Column(1);
        var ends = range.Order.Column(isForward ? 2 : 0);
        for (var i = range.Start; i < range.End; i++)
        {
            if (!refused.Contains(predicates[i])) { found.Add(ends[i]); }
        }
    }
}
