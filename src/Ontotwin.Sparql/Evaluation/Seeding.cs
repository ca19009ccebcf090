using System.Collections.Immutable;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>
/// Whether a pattern may be run from rows that already bind some of its variables, instead of apart and then joined. The algebra evaluates bottom up, so that is
/// the same only where nothing inside could tell the difference: a filter, OPTIONAL or BIND that reads an outer variable which the pattern itself does not surely bind.
/// </summary>
internal static class Seeding
{
    public static bool IsSafe(Pattern pattern, ImmutableArray<string> outer) => pattern switch
    {
        BasicPattern or PathPattern or ValuesPattern => true,
        JoinPattern or UnionPattern => pattern.Inputs.All(i => IsSafe(i, outer)),
        FilterPattern filter => IsSafe(filter.Inner, outer) && Reads(filter.Condition.Variables, outer, filter.Inner),
        LeftJoinPattern optional => pattern.Inputs.All(i => IsSafe(i, outer))
            && Reads(optional.Right.Mentioned.Concat(optional.Condition?.Variables ?? []), outer, optional.Left),
        ExtendPattern extend => !outer.Contains(extend.Variable) && IsSafe(extend.Inner, outer) && Reads(extend.Value.Variables, outer, extend.Inner),
        GraphPattern { Graph.IsVariable: false } graph => IsSafe(graph.Inner, outer),
        _ => false,
    };

    private static bool Reads(IEnumerable<string> read, ImmutableArray<string> outer, Pattern inner) => read.All(v => !outer.Contains(v) || inner.Certain.Contains(v));
}
