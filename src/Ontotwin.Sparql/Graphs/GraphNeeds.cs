using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Graphs;

/// <summary>
/// What graphs must have for a pattern to find anything in them: one graph that it is matched in needs all of it; of many graphs that it is matched in at once, each matters that
/// has anything of it. Both ask for too little rather than too much.
/// </summary>
internal static class GraphNeeds
{
    /// <summary>What one graph must have for the pattern to have a solution in it that fits what is known of the solutions wanted.</summary>
    public static GraphCondition OfOne(Pattern pattern, KnownValues known)
    {
        switch (pattern)
        {
            case BasicPattern basic: return GraphCondition.All(basic.Triples.Select(t => Of(t, known)));
            case PathPattern path: return OfOne(path.Path);
            case JoinPattern join:
                var both = known.And(KnownValues.Of(join));
                return GraphCondition.All([OfOne(join.Left, both), OfOne(join.Right, both)]);
            case FilterPattern filter: return OfOne(filter.Inner, known.And(KnownValues.Of(filter)));
            case UnionPattern union: return GraphCondition.Any([OfOne(union.Left, known), OfOne(union.Right, known)]);
            case ProjectPattern project: return OfOne(project.Inner, known.Only(project.Names));
            case LeftJoinPattern or MinusPattern or ExtendPattern or OrderPattern or DistinctPattern or SlicePattern: return OfOne(pattern.Inputs[0], known);
            // Without keys there is a group of nothing.
            case GroupPattern group: return group.Keys.IsEmpty ? GraphCondition.Always : OfOne(group.Inner, KnownValues.None);
            // VALUES asks nothing of a graph; another graph is another condition.
            default: return GraphCondition.Always;
        }
    }

    /// <summary>What a graph has that matters to a pattern in the default graph, which is many graphs together, or to what GRAPH says in it.</summary>
    public static GraphCondition OfAny(Pattern pattern, KnownValues known)
    {
        switch (pattern)
        {
            case BasicPattern basic: return GraphCondition.Any(basic.Triples.Select(t => Of(t, known)));
            case PathPattern path: return OfAny(path);
            case GraphPattern graph: return GraphCondition.Any([OfOne(graph.Inner, known), .. Nested(graph.Inner)]);
            case ServicePattern: return GraphCondition.Never;
            case ProjectPattern project: return OfAny(project.Inner, known.Only(project.Names));
            case FilterPattern or JoinPattern:
                var all = known.And(KnownValues.Of(pattern));
                return Parts(pattern, all, all);
            case LeftJoinPattern or MinusPattern: return Parts(pattern, known, KnownValues.None);
            case UnionPattern or ExtendPattern or OrderPattern or DistinctPattern: return Parts(pattern, known, known);
            // What is counted, or cut off, is so before it is joined with what is known outside.
            default: return Parts(pattern, KnownValues.None, KnownValues.None);
        }
    }

    private static GraphCondition Parts(Pattern pattern, KnownValues ofFirst, KnownValues ofOthers) => GraphCondition.Any(
        [.. pattern.Inputs.Select((p, i) => OfAny(p, i == 0 ? ofFirst : ofOthers)), .. pattern.Expressions.SelectMany(Asked).Select(p => OfAny(p, KnownValues.None))]);

    /// <summary>The patterns of EXISTS within an expression.</summary>
    public static IEnumerable<Pattern> Asked(Expression expression) => expression is ExistsExpression exists ? [exists.Pattern] : expression.Parts.SelectMany(Asked);

    // GRAPH within GRAPH.
    private static IEnumerable<GraphCondition> Nested(Pattern pattern) =>
        pattern is GraphPattern ? [OfAny(pattern, KnownValues.None)] : pattern.Inputs.Concat(pattern.Expressions.SelectMany(Asked)).SelectMany(Nested);

    private static GraphCondition Of(TriplePattern triple, KnownValues known)
    {
        if (triple.Predicate.Term is not Iri property) { return GraphCondition.Always; }
        var values = triple.Object.Term is { } term ? [term] : known[triple.Object.Variable!];
        return values is null || values.Count > Limits.MaxValuesLookedUp ? new TripleCondition(property)
            : values.IsEmpty ? GraphCondition.Never
            : new TripleCondition(property, [.. values.OrderBy(v => v.ToString(), StringComparer.Ordinal)]);
    }

    private static GraphCondition OfOne(PathExpression path) => path switch
    {
        LinkPath link => new TripleCondition(link.Predicate),
        InversePath inverse => OfOne(inverse.Inner),
        SequencePath sequence => GraphCondition.All([OfOne(sequence.First), OfOne(sequence.Second)]),
        AlternativePath either => GraphCondition.Any([OfOne(either.First), OfOne(either.Second)]),
        RepeatedPath { IncludesZero: false } repeated => OfOne(repeated.Inner),
        // A path of no step leads from every node to itself; a negated one goes by almost any property.
        _ => GraphCondition.Always,
    };

    private static GraphCondition OfAny(PathPattern path) => path.Subject.IsVariable && path.Object.IsVariable && IsAnywhere(path.Path) ? GraphCondition.Always : OfAny(path.Path);

    private static GraphCondition OfAny(PathExpression path) => path switch
    {
        LinkPath link => new TripleCondition(link.Predicate),
        InversePath inverse => OfAny(inverse.Inner),
        SequencePath sequence => GraphCondition.Any([OfAny(sequence.First), OfAny(sequence.Second)]),
        AlternativePath either => GraphCondition.Any([OfAny(either.First), OfAny(either.Second)]),
        RepeatedPath repeated => OfAny(repeated.Inner),
        _ => GraphCondition.Always,
    };

    // Whether it may lead from a node to itself without any step.
    private static bool IsAnywhere(PathExpression path) => path switch
    {
        RepeatedPath repeated => repeated.IncludesZero || IsAnywhere(repeated.Inner),
        InversePath inverse => IsAnywhere(inverse.Inner),
        SequencePath sequence => IsAnywhere(sequence.First) || IsAnywhere(sequence.Second),
        AlternativePath either => IsAnywhere(either.First) || IsAnywhere(either.Second),
        _ => false,
    };
}
