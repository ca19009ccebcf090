using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>How many rows a pattern gives for one row that binds some variables: a guess from counts of the graph.</summary>
/// <param name="query">The query being run.</param>
internal sealed class Estimates(QueryContext query)
{
    // A path is walked from node to node; how far is not known.
    private const double PathSteps = 16;
    private const double KeptByFilter = 0.5;
    private const double RowsPerGroup = 8;

    public double Of(Pattern pattern, TripleIndex graph, IReadOnlySet<string> bound) => pattern switch
    {
        BasicPattern { IsEmpty: true } => 1,
        BasicPattern basic => basic.Triples.Min(t => Of(t, graph, bound)),
        PathPattern path => Of(path, graph, bound),
        JoinPattern join => Math.Min(Of(join.Left, graph, bound), Of(join.Right, graph, bound)),
        UnionPattern union => Of(union.Left, graph, bound) + Of(union.Right, graph, bound),
        FilterPattern filter => Of(filter.Inner, graph, bound) * KeptByFilter,
        ValuesPattern values => values.Names.Any(bound.Contains) ? 1 : values.Rows.Length,
        GroupPattern group => group.Keys.IsEmpty ? 1 : Of(group.Inner, graph, bound) / RowsPerGroup,
        SlicePattern slice => Math.Min(slice.Limit ?? double.MaxValue, Of(slice.Inner, graph, bound)),
        GraphPattern named => Of(named.Inner, graph, bound) * (named.Graph.IsVariable ? Math.Max(1, query.Graphs.Named.Count) : 1),
        // Before anything else, and of two the greater: the first streams, the others are kept.
        SourcePattern source => 1.0 / (1 + source.Choice.Graphs.Count),
        { Inputs: [var first, ..] } => Of(first, graph, bound),
        _ => 1,
    };

    public double Of(TriplePattern triple, TripleIndex graph, IReadOnlySet<string> bound)
    {
        int Constant(Node node) => node.Term is { } term ? query.Terms.Intern(term) : 0;
        bool IsBound(Node node) => node.Variable is { } name && bound.Contains(name);
        double count = graph.Find(Constant(triple.Subject), Constant(triple.Predicate), Constant(triple.Object)).Count;
        if (count == 0) { return 0; }
        var figures = graph.FiguresOf(Constant(triple.Predicate));
        if (IsBound(triple.Subject)) { count /= Math.Max(1, figures.Subjects); }
        if (IsBound(triple.Object)) { count /= Math.Max(1, figures.Objects); }
        return count;
    }

    private static double Of(PathPattern path, TripleIndex graph, IReadOnlySet<string> bound)
    {
        bool IsFixed(Node node) => node.Term is not null || bound.Contains(node.Variable!);
        return IsFixed(path.Subject) || IsFixed(path.Object) ? PathSteps : graph.Count * PathSteps;
    }
}
