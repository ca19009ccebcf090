using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Graphs;

/// <summary>
/// How a query is asked of a source's graphs: graph by graph, where nothing but GRAPH reads them; else together, for the default graph is all of them. Either way those are left
/// out in which nothing can be found.
/// </summary>
internal sealed class GraphSplit
{
    private readonly List<GraphChoice> choices = [];

    private GraphSplit(QueryAlgebra algebra)
    {
        Algebra = algebra;
        if (algebra.Form == QueryForm.Describe) { Together = Chosen(GraphCondition.Always, null); }
        else if (!IsByGraph(algebra.Pattern)) { Together = Chosen(GraphNeeds.OfAny(algebra.Pattern, KnownValues.None), null); }
        else { Algebra = algebra with { Pattern = Split(OneGraph.Of(algebra.Pattern), KnownValues.None, Read(algebra)) }; }
    }

    /// <summary>The query, with a <see cref="SourcePattern"/> in place of each GRAPH unless all is loaded together.</summary>
    public QueryAlgebra Algebra { get; }

    /// <summary>The graphs to be loaded together; null: none.</summary>
    public GraphChoice? Together { get; }

    /// <summary>All graphs that are to be chosen.</summary>
    public IReadOnlyList<GraphChoice> Choices => choices;

    public static GraphSplit Of(QueryAlgebra algebra) => new(algebra);

    // The default graph is read by nothing, and no graph is asked once for each solution of another.
    private static bool IsByGraph(Pattern pattern) => pattern switch
    {
        BasicPattern basic => basic.IsEmpty,
        PathPattern => false,
        GraphPattern graph => IsOfOneGraph(graph.Inner),
        _ => pattern.Inputs.All(IsByGraph) && !pattern.Expressions.Any(e => e.HasPattern),
    };

    private static bool IsOfOneGraph(Pattern pattern) =>
        pattern is not GraphPattern && pattern.Inputs.All(IsOfOneGraph) && pattern.Expressions.SelectMany(GraphNeeds.Asked).All(IsOfOneGraph);

    private static ImmutableHashSet<string> Read(QueryAlgebra algebra) => algebra.Form switch
    {
        QueryForm.Ask => [],
        QueryForm.Construct => [.. algebra.Template.SelectMany(t => t.Nodes).Select(n => n.Variable).OfType<string>()],
        _ => [.. algebra.Pattern.Variables],
    };

    /// <summary>The pattern with its GRAPHs replaced.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="known">What solutions have that are not dropped later.</param>
    /// <param name="read">The variables that something outside reads.</param>
    private Pattern Split(Pattern pattern, KnownValues known, ImmutableHashSet<string> read)
    {
        var expressions = read.Union(pattern.Expressions.SelectMany(e => e.Variables));
        switch (pattern)
        {
            case GraphPattern graph: return Source(graph, known, read);
            case JoinPattern join:
                var both = known.And(KnownValues.Of(join));
                return new JoinPattern(Split(join.Left, both, read.Union(join.Right.Variables)), Split(join.Right, both, read.Union(join.Left.Variables)));
            case LeftJoinPattern optional:
                // A row of the right that does not fit what is known outside is still one that fits the left.
                return optional with { Left = Split(optional.Left, known, expressions.Union(optional.Right.Variables)), Right = Split(optional.Right, KnownValues.Of(optional.Left), expressions.Union(optional.Left.Variables)) };
            case MinusPattern minus: return minus with { Left = Split(minus.Left, known, read.Union(minus.Right.Variables)), Right = Split(minus.Right, KnownValues.Of(minus.Left), [.. minus.Left.Variables]) };
            case UnionPattern union: return union with { Left = Split(union.Left, known, read), Right = Split(union.Right, known, read) };
            case FilterPattern filter: return filter with { Inner = Split(filter.Inner, known.And(KnownValues.Of(filter)), expressions) };
            case ExtendPattern extend: return extend with { Inner = Split(extend.Inner, known, expressions) };
            case OrderPattern order: return order with { Inner = Split(order.Inner, known, expressions) };
            case ProjectPattern project: return project with { Inner = Split(project.Inner, known.Only(project.Names), [.. project.Names]) };
            case DistinctPattern distinct: return distinct with { Inner = Split(distinct.Inner, known, [.. distinct.Inner.Variables]) };
            // What is cut off or counted is so before it is joined with what is known outside.
            case SlicePattern slice: return slice with { Inner = Split(slice.Inner, KnownValues.None, read) };
            case GroupPattern group:
                var isWhole = group.Aggregates.Any(a => a.Value is { Argument: null, IsDistinct: true });
                return group with { Inner = Split(group.Inner, KnownValues.None, isWhole ? [.. group.Inner.Variables] : [.. group.Expressions.SelectMany(e => e.Variables)]) };
            default: return pattern;
        }
    }

    private SourcePattern Source(GraphPattern graph, KnownValues known, ImmutableHashSet<string> read)
    {
        var names = graph.Graph.Term is { } name ? [name] : known[graph.Graph.Variable!];
        return new SourcePattern(graph, [.. graph.Variables.Where(read.Contains)], Chosen(GraphNeeds.OfOne(graph.Inner, known), names?.OfType<Iri>().ToHashSet()));
    }

    private GraphChoice Chosen(GraphCondition condition, IReadOnlySet<Iri>? names)
    {
        var choice = new GraphChoice(condition, names);
        choices.Add(choice);
        return choice;
    }
}
