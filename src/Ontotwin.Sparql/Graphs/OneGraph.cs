using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Graphs;

/// <summary>
/// What is said of one graph in several places, said in one: <c>GRAPH ?g {A} GRAPH ?g {B}</c> is <c>GRAPH ?g {A B}</c>, and so for OPTIONAL, UNION, FILTER and BIND where they do
/// not read the graph's name. So more of a query is answered graph by graph.
/// </summary>
internal static class OneGraph
{
    public static Pattern Of(Pattern pattern) => pattern switch
    {
        JoinPattern join => Joined(join),
        LeftJoinPattern optional => Optional(optional with { Left = Of(optional.Left), Right = Of(optional.Right) }),
        UnionPattern union => United(union with { Left = Of(union.Left), Right = Of(union.Right) }),
        MinusPattern minus => minus with { Left = Of(minus.Left), Right = Of(minus.Right) },
        FilterPattern filter => Of(filter.Inner) is var inner && inner is GraphPattern g && IsFree(filter.Condition, g) ? g with { Inner = filter with { Inner = g.Inner } } : filter with { Inner = inner },
        ExtendPattern extend => Of(extend.Inner) is var inner && inner is GraphPattern g && IsFree(extend.Value, g) && extend.Variable != g.Graph.Variable
            ? g with { Inner = extend with { Inner = g.Inner } } : extend with { Inner = inner },
        GroupPattern group => group with { Inner = Of(group.Inner) },
        OrderPattern order => order with { Inner = Of(order.Inner) },
        ProjectPattern project => project with { Inner = Of(project.Inner) },
        DistinctPattern distinct => distinct with { Inner = Of(distinct.Inner) },
        SlicePattern slice => slice with { Inner = Of(slice.Inner) },
        _ => pattern,
    };

    private static Pattern Joined(JoinPattern join)
    {
        var operands = new List<Pattern>();
        Flatten(join, operands);
        foreach (var graphs in operands.OfType<GraphPattern>().GroupBy(g => g.Graph).Where(g => g.Skip(1).Any()).Select(g => g.ToList()).ToList())
        {
            operands[operands.IndexOf(graphs[0])] = graphs[0] with { Inner = graphs.Select(g => g.Inner).Aggregate(JoinPattern.Of) };
            foreach (var other in graphs.Skip(1)) { operands.RemoveAt(operands.FindLastIndex(o => ReferenceEquals(o, other))); }
        }
        return operands.Aggregate(JoinPattern.Of);
    }

    private static void Flatten(Pattern pattern, List<Pattern> operands)
    {
        if (pattern is JoinPattern join)
        {
            Flatten(join.Left, operands);
            Flatten(join.Right, operands);
        }
        else { operands.Add(Of(pattern)); }
    }

    private static Pattern Optional(LeftJoinPattern optional)
    {
        if (optional is not { Left: GraphPattern left, Right: GraphPattern right } || left.Graph != right.Graph || Reads(left.Inner, left) || Reads(right.Inner, left)) { return optional; }
        if (optional.Condition is { } condition && !IsFree(condition, left)) { return optional; }
        return new GraphPattern(left.Graph, optional with { Left = left.Inner, Right = right.Inner });
    }

    private static Pattern United(UnionPattern union)
    {
        if (union is not { Left: GraphPattern left, Right: GraphPattern right } || left.Graph != right.Graph) { return union; }
        return new GraphPattern(left.Graph, union with { Left = left.Inner, Right = right.Inner });
    }

    private static bool Reads(Pattern inner, GraphPattern graph) => graph.Graph.Variable is { } name && inner.Mentioned.Contains(name);

    // EXISTS would be asked in this graph, and no longer in the default graph.
    private static bool IsFree(Expression expression, GraphPattern graph) => !expression.HasPattern && !expression.Variables.Contains(graph.Graph.Variable);
}
