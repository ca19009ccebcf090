using Ontotwin.Rdf;
using Ontotwin.Sparql.Algebra;
using Solution = System.Collections.Immutable.ImmutableSortedDictionary<string, Ontotwin.Rdf.Term>;

namespace Ontotwin.Sparql.Tests;

/// <summary>The algebra as section 18 defines it, bottom up and with nothing clever: what the planner's answers are compared with.</summary>
/// <param name="graph">The graph at hand.</param>
/// <param name="named">The graphs that GRAPH may name; null: none.</param>
internal sealed class NaiveEvaluator(IReadOnlyCollection<Triple> graph, IReadOnlyDictionary<Iri, List<Triple>>? named = null)
{
    private static readonly Solution Empty = Solution.Empty.WithComparers(StringComparer.Ordinal);

    public List<Solution> Of(Pattern pattern) => pattern switch
    {
        BasicPattern basic => basic.Triples.Aggregate(new List<Solution> { Empty }, (found, triple) => [.. found.SelectMany(s => Match(triple, s))]),
        JoinPattern { Left: var l, Right: var r } => [.. Of(l).SelectMany(_ => Of(r), (a, b) => (a, b)).Where(p => Fit(p.a, p.b)).Select(p => Merge(p.a, p.b))],
        LeftJoinPattern optional => LeftJoin(optional),
        UnionPattern union => [.. Of(union.Left), .. Of(union.Right)],
        MinusPattern minus => Minus(Of(minus.Left), Of(minus.Right)),
        FilterPattern filter => [.. Of(filter.Inner).Where(s => Holds(filter.Condition, s))],
        ExtendPattern extend => [.. Of(extend.Inner).Select(s => Value(extend.Value, s) is { } v ? s.SetItem(extend.Variable, v) : s)],
        ValuesPattern values => [.. values.Rows.Select(r => r.Select((t, i) => (t, i)).Where(c => c.t is not null).Aggregate(Empty, (s, c) => s.SetItem(values.Names[c.i], c.t!)))],
        PathPattern path => Path(path),
        GraphPattern { Graph.Term: { } name } one => name is Iri iri && named!.TryGetValue(iri, out var there) ? new NaiveEvaluator(there, named).Of(one.Inner) : [],
        GraphPattern each => [.. named!.SelectMany(g => new NaiveEvaluator(g.Value, named).Of(each.Inner).Select(s => Bind(s, each.Graph, g.Key))).OfType<Solution>()],
        ProjectPattern project => [.. Of(project.Inner).Select(s => s.RemoveRange(s.Keys.Except(project.Names)))],
        DistinctPattern distinct => [.. Of(distinct.Inner).DistinctBy(Shown)],
        _ => throw new NotSupportedException(pattern.GetType().Name),
    };

    public static string Shown(Solution solution) => string.Join(' ', solution.Select(b => $"{b.Key}={b.Value}"));

    private static bool Fit(Solution a, Solution b) => a.All(x => !b.TryGetValue(x.Key, out var y) || y.Equals(x.Value));

    private static Solution Merge(Solution a, Solution b) => a.SetItems(b);

    private static List<Solution> Minus(List<Solution> left, List<Solution> right) => [.. left.Where(a => !right.Exists(b => Fit(a, b) && a.Keys.Intersect(b.Keys).Any()))];

    private List<Solution> LeftJoin(LeftJoinPattern optional)
    {
        var right = Of(optional.Right);
        var result = new List<Solution>();
        foreach (var a in Of(optional.Left))
        {
            var joined = right.Where(b => Fit(a, b)).Select(b => Merge(a, b)).Where(s => optional.Condition is null || Holds(optional.Condition, s)).ToList();
            result.AddRange(joined.Count > 0 ? joined : [a]);
        }
        return result;
    }

    private IEnumerable<Solution> Match(TriplePattern pattern, Solution solution) =>
        from triple in graph
        let subject = Bind(solution, pattern.Subject, triple.Subject)
        where subject is not null
        let predicate = Bind(subject, pattern.Predicate, triple.Predicate)
        where predicate is not null
        let value = Bind(predicate, pattern.Object, triple.Object)
        where value is not null
        select value;

    private static Solution? Bind(Solution solution, Node node, Term term)
    {
        if (node.Term is { } constant) { return constant.Equals(term) ? solution : null; }
        return !solution.TryGetValue(node.Variable!, out var bound) ? solution.SetItem(node.Variable!, term) : bound.Equals(term) ? solution : null;
    }

    // Repeated links only: all pairs by closure.
    private List<Solution> Path(PathPattern path)
    {
        var repeated = (RepeatedPath)path.Path;
        var nodes = graph.SelectMany(t => new[] { t.Subject, t.Object }).Concat(new[] { path.Subject.Term, path.Object.Term }.OfType<Term>()).ToHashSet();
        var pairs = graph.Where(t => t.Predicate == ((LinkPath)repeated.Inner).Predicate).Select(t => (From: t.Subject, To: t.Object)).ToHashSet();
        for (var before = -1; repeated.IsUnbounded && before != pairs.Count;)
        {
            before = pairs.Count;
            pairs.UnionWith([.. from a in pairs from b in pairs where a.To.Equals(b.From) select (a.From, b.To)]);
        }
        if (repeated.IncludesZero) { pairs.UnionWith(nodes.Select(n => (n, n))); }
        return [.. pairs.Select(p => Bind(Empty, path.Subject, p.From) is { } s ? Bind(s, path.Object, p.To) : null).OfType<Solution>()];
    }

    private bool Holds(Expression condition, Solution solution) => Value(condition, solution) is Literal { Lexical: "true" };

    private Term? Value(Expression expression, Solution solution)
    {
        switch (expression)
        {
            case VariableExpression variable: return solution.GetValueOrDefault(variable.Name);
            case ConstantExpression constant: return constant.Term;
            case ExistsExpression exists: return Literal.Boolean(Of(Substitution.In(exists.Pattern, solution)).Count > 0);
            case CallExpression { Name: "BOUND" } bound: return Literal.Boolean(solution.ContainsKey(((VariableExpression)bound.Arguments[0]).Name));
            case CallExpression { Name: "!" } not: return Value(not.Arguments[0], solution) is Literal l ? Literal.Boolean(l.Lexical != "true") : null;
            case CallExpression { Name: "SAMETERM" } same: return Value(same.Arguments[0], solution) is { } a && Value(same.Arguments[1], solution) is { } b ? Literal.Boolean(a.Equals(b)) : null;
            // Names only: they are equal when they are the same.
            case CallExpression { Name: "IN" } one: return Value(one.Arguments[0], solution) is { } wanted ? Literal.Boolean(one.Arguments.Skip(1).Any(a => wanted.Equals(Value(a, solution)))) : null;
            case CallExpression { Name: "||" } or:
                var (x, y) = (Value(or.Arguments[0], solution) as Literal, Value(or.Arguments[1], solution) as Literal);
                return x?.Lexical == "true" || y?.Lexical == "true" ? Literal.Boolean(true) : x is null || y is null ? null : Literal.Boolean(false);
            case CallExpression { Name: "&&" } and:
                var (p, q) = (Value(and.Arguments[0], solution) as Literal, Value(and.Arguments[1], solution) as Literal);
                return p?.Lexical == "false" || q?.Lexical == "false" ? Literal.Boolean(false) : p is null || q is null ? null : Literal.Boolean(true);
            default: throw new NotSupportedException(expression.ToString());
        }
    }
}
