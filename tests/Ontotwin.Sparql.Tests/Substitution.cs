using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Tests;

/// <summary>A pattern with a solution's values in place of its variables (SPARQL 1.1, section 18.6).</summary>
internal static class Substitution
{
    public static Pattern In(Pattern pattern, IReadOnlyDictionary<string, Term> solution)
    {
        Node Of(Node node) => node.Variable is { } name && solution.TryGetValue(name, out var term) ? Node.Of(term) : node;
        Pattern Inner(Pattern inner) => In(inner, solution);
        return pattern switch
        {
            BasicPattern basic => new BasicPattern([.. basic.Triples.Select(t => new TriplePattern(Of(t.Subject), Of(t.Predicate), Of(t.Object)))]),
            PathPattern path => path with { Subject = Of(path.Subject), Object = Of(path.Object) },
            JoinPattern join => new JoinPattern(Inner(join.Left), Inner(join.Right)),
            LeftJoinPattern optional => new LeftJoinPattern(Inner(optional.Left), Inner(optional.Right), optional.Condition is { } c ? In(c, solution) : null),
            UnionPattern union => new UnionPattern(Inner(union.Left), Inner(union.Right)),
            FilterPattern filter => new FilterPattern(In(filter.Condition, solution), Inner(filter.Inner)),
            GraphPattern graph => new GraphPattern(Of(graph.Graph), Inner(graph.Inner)),
            _ => throw new NotSupportedException(pattern.GetType().Name),
        };
    }

    private static Expression In(Expression expression, IReadOnlyDictionary<string, Term> solution) => expression switch
    {
        VariableExpression variable when solution.TryGetValue(variable.Name, out var term) => new ConstantExpression(term),
        CallExpression { Name: "BOUND", Arguments: [VariableExpression v] } when solution.ContainsKey(v.Name) => new ConstantExpression(Literal.Boolean(true)),
        ExistsExpression exists => new ExistsExpression(In(exists.Pattern, solution)),
        _ => expression.With([.. expression.Parts.Select(p => In(p, solution))]),
    };
}
