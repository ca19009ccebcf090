using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Graphs;

/// <summary>
/// For some variables the few values that they can have in a solution: what VALUES, BIND and filters say before anything is matched. A variable that is here is bound in
/// every solution, to one of its values.
/// </summary>
internal sealed class KnownValues
{
    /// <summary>Of no variable anything is known.</summary>
    public static readonly KnownValues None = new(ImmutableDictionary<string, ImmutableHashSet<Term>>.Empty);

    private readonly ImmutableDictionary<string, ImmutableHashSet<Term>> values;

    private KnownValues(ImmutableDictionary<string, ImmutableHashSet<Term>> values) => this.values = values;

    /// <summary>The values of a variable; null: anything.</summary>
    public ImmutableHashSet<Term>? this[string variable] => values.GetValueOrDefault(variable);

    /// <summary>What the solutions of a pattern have.</summary>
    public static KnownValues Of(Pattern pattern) => pattern switch
    {
        ValuesPattern given => given.Names.Select((name, i) => (name, i)).Where(n => given.Certain.Contains(n.name)).Aggregate(None, (known, n) => known.With(n.name, [.. given.Rows.Select(r => r[n.i]!)])),
        JoinPattern join => Of(join.Left).And(Of(join.Right)),
        FilterPattern filter => Of(filter.Inner).And(filter.Condition),
        ExtendPattern { Value: ConstantExpression { Term: Iri name } } extend => Of(extend.Inner).With(extend.Variable, [name]),
        ProjectPattern project => Of(project.Inner).Only(project.Names),
        UnionPattern union => Of(union.Left).Or(Of(union.Right)),
        ExtendPattern or LeftJoinPattern or MinusPattern or GraphPattern or DistinctPattern or OrderPattern or SlicePattern => Of(pattern.Inputs[0]),
        _ => None,
    };

    /// <summary>What solutions have that are of both.</summary>
    public KnownValues And(KnownValues other) => other.values.Aggregate(this, (known, v) => known.With(v.Key, v.Value));

    /// <summary>What is known of some variables: the others are hidden from here on.</summary>
    public KnownValues Only(IEnumerable<string> names) => new(values.Where(v => names.Contains(v.Key)).ToImmutableDictionary());

    // A filter lets through only what it is true for.
    private KnownValues And(Expression condition) => condition switch
    {
        CallExpression { Name: "&&" } and => And(and.Arguments[0]).And(and.Arguments[1]),
        CallExpression { Name: "=" or "SAMETERM" or "IN", Arguments: [VariableExpression v, .. var terms] } when Names(terms) is { } names => With(v.Name, names),
        CallExpression { Name: "=" or "SAMETERM", Arguments: [ConstantExpression term, VariableExpression v] } when Names([term]) is { } names => With(v.Name, names),
        _ => this,
    };

    private KnownValues Or(KnownValues other) => new(values.Where(v => other.values.ContainsKey(v.Key)).ToImmutableDictionary(v => v.Key, v => v.Value.Union(other.values[v.Key])));

    private KnownValues With(string variable, ImmutableHashSet<Term> some) => new(values.SetItem(variable, this[variable] is { } known ? known.Intersect(some) : some));

    // Two literals may be equal and not the same term; names are equal only to themselves.
    private static ImmutableHashSet<Term>? Names(IEnumerable<Expression> terms) =>
        terms.All(t => t is ConstantExpression { Term: Iri }) ? [.. terms.Select(t => ((ConstantExpression)t).Term)] : null;
}
