using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Sparql.Algebra;
using Ontotwin.Sparql.Expressions;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>From the algebra to operators: each pattern is joined to an input, by looking up where that is safe and by hash elsewhere.</summary>
/// <param name="query">The query being run.</param>
internal sealed class Planner(QueryContext query)
{
    private readonly Estimates estimates = new(query);
    private int numbers;

    /// <summary>The plan of a pattern in the default graph.</summary>
    public Operator Plan(Pattern pattern) => Plan(pattern, new UnitOperator(), new ActiveGraph(query.Graphs.Default), substituted: null);

    /// <summary>The input joined with a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="input">What it is joined to.</param>
    /// <param name="graph">The graph that it is matched in.</param>
    /// <param name="substituted">In EXISTS: the solution whose values stand for its variables everywhere in the pattern, not only where it is joined.</param>
    public Operator Plan(Pattern pattern, Operator input, ActiveGraph graph, Substituted? substituted)
    {
        if (pattern is not JoinPattern && IsBegun(input, substituted) && !IsSafe(pattern, input, substituted)) { return Joined(pattern, input, graph, substituted); }
        if (pattern is BasicPattern or JoinPattern or FilterPattern or PathPattern) { return new GroupPlanner(this, query, estimates, graph, substituted).Plan(pattern, input); }
        return pattern switch
        {
            UnionPattern union => Union(union, input, graph, substituted),
            LeftJoinPattern optional => Optional(optional, input, graph, substituted),
            MinusPattern minus => Minus(minus, Plan(minus.Left, input, graph, substituted), graph),
            ExtendPattern extend when input is UnitOperator || !input.Variables.Contains(extend.Variable) => Extend(extend, input, graph, substituted),
            GraphPattern { Graph.IsVariable: false } named => Named(named, input, substituted),
            GraphPattern each when input is UnitOperator or SeedOperator => Each(each, substituted),
            // In EXISTS, where a filter before it may have left nothing to begin with.
            GraphPattern => Joined(pattern, input, graph, substituted),
            _ when input is not UnitOperator => Joined(pattern, input, graph, null),
            SourcePattern source => new SourceOperator(query, source),
            ValuesPattern values => new ValuesOperator(query, values),
            ServicePattern service => Service(service),
            GroupPattern group => Group(group, graph),
            OrderPattern order => Order(order, graph),
            ProjectPattern project => new ProjectOperator(Alone(project.Inner, graph), project.Names),
            DistinctPattern distinct => new DistinctOperator(query, Alone(distinct.Inner, graph)),
            SlicePattern slice => new SliceOperator(Alone(slice.Inner, graph), slice.Offset, slice.Limit),
            _ => throw new InvalidOperationException($"no plan for {pattern.GetType().Name}"),
        };
    }

    /// <summary>The input joined by hash with a pattern that is run apart.</summary>
    public JoinOperator Joined(Pattern pattern, Operator input, ActiveGraph graph, Substituted? substituted) =>
        new(query, graph, substituted, input, substituted is null ? Alone(pattern, graph) : Plan(pattern, substituted.Begin(), graph, substituted), JoinKind.Inner);

    /// <summary>Compiles expressions over columns.</summary>
    public ExpressionCompiler Compiler(ImmutableArray<string> variables, ActiveGraph graph) => new(query, variables, pattern => Exists(pattern, variables, graph));

    private Operator Alone(Pattern pattern, ActiveGraph graph) => Plan(pattern, new UnitOperator(), graph, substituted: null);

    // Whether the input binds more than what every part of the pattern begins with.
    private static bool IsBegun(Operator input, Substituted? substituted) => substituted is null ? input is not UnitOperator : input.Variables.Any(v => !substituted.Contains(v));

    private static bool IsSafe(Pattern pattern, Operator input, Substituted? substituted) =>
        Seeding.IsSafe(pattern, substituted is null ? input.Variables : [.. input.Variables.Where(v => !substituted.Contains(v))]);

    private Func<Row, bool> Exists(Pattern pattern, ImmutableArray<string> outer, ActiveGraph graph)
    {
        ImmutableArray<int> columns = [.. outer.Select((v, i) => (v, i)).Where(c => pattern.Mentioned.Contains(c.v)).Select(c => c.i)];
        // What a solution leaves unbound is not substituted: for each set of bound variables there is a plan of its own.
        var (masks, tests, mask) = (new KeyTable(columns.Length), new List<Func<Row, bool>>(), new int[columns.Length]);
        return row =>
        {
            for (var i = 0; i < mask.Length; i++) { mask[i] = row.Id(columns[i]) == 0 ? 0 : 1; }
            var number = masks.FindOrAdd(mask, out var isNew);
            if (isNew) { tests.Add(ExistsBinding(pattern, outer, [.. columns.Where((_, i) => mask[i] == 1)], graph)); }
            return tests[number](row);
        };
    }

    private Func<Row, bool> ExistsBinding(Pattern pattern, ImmutableArray<string> outer, int[] columns, ActiveGraph graph)
    {
        var solution = new Substituted([.. columns.Select(c => outer[c])]);
        var plan = Plan(pattern, solution.Begin(), graph, solution);
        return row =>
        {
            solution.Set(row, columns);
            plan.Reset();
            return plan.Next() is not null;
        };
    }

    private UnionOperator Union(UnionPattern union, Operator input, ActiveGraph graph, Substituted? substituted)
    {
        var branches = new List<Pattern>();
        Flatten(union, branches);
        var seeds = branches.Select(_ => new SeedOperator(input.Variables)).ToArray();
        return new UnionOperator(input, seeds, [.. branches.Select((b, i) => Plan(b, seeds[i], graph, substituted))]);
    }

    private static void Flatten(Pattern pattern, List<Pattern> branches)
    {
        if (pattern is UnionPattern union)
        {
            Flatten(union.Left, branches);
            Flatten(union.Right, branches);
        }
        else { branches.Add(pattern); }
    }

    private Operator Optional(LeftJoinPattern optional, Operator input, ActiveGraph graph, Substituted? substituted)
    {
        var left = Plan(optional.Left, input, graph, substituted);
        if (IsSafe(optional.Right, left, substituted))
        {
            var number = "#" + (numbers++).ToString(CultureInfo.InvariantCulture);
            var seed = new SeedOperator([.. left.Variables, number]);
            var right = Plan(optional.Right, seed, graph, substituted);
            return new OptionalOperator(query, left, seed, right, number, optional.Condition is { } c ? Compiler(right.Variables, graph).Compile(c) : null);
        }
        var apart = substituted is null ? Alone(optional.Right, graph) : Plan(optional.Right, substituted.Begin(), graph, substituted);
        return new JoinOperator(query, graph, substituted, left, apart, JoinKind.Left, optional.Condition is { } given ? Compiler(Operator.Joined(left.Variables, apart.Variables), graph).Compile(given) : null);
    }

    private Operator Minus(MinusPattern minus, Operator left, ActiveGraph graph) =>
        minus.Left.Variables.Any(minus.Right.Variables.Contains) ? new JoinOperator(query, graph, null, left, Alone(minus.Right, graph), JoinKind.Minus) : left;

    private ExtendOperator Extend(ExtendPattern extend, Operator input, ActiveGraph graph, Substituted? substituted)
    {
        var (chain, inner) = (new Stack<ExtendPattern>(), (Pattern)extend);
        for (; inner is ExtendPattern next && !input.Variables.Contains(next.Variable); inner = next.Inner) { chain.Push(next); }
        var source = Plan(inner, input, graph, substituted);
        ImmutableArray<string> names = [.. chain.Select(e => e.Variable)];
        var compiler = Compiler([.. source.Variables, .. names], graph);
        return new ExtendOperator(query, source, names, [.. chain.Select(e => compiler.Compile(e.Value))], string.Join(", ", chain.Select(e => $"?{e.Variable} = {e.Value}")));
    }

    private Operator Named(GraphPattern named, Operator input, Substituted? substituted) =>
        query.Graphs.Named.TryGetValue(query.Terms.Intern(named.Graph.Term!), out var graph) ? Plan(named.Inner, input, new ActiveGraph(graph), substituted)
        : new EmptyOperator(Operator.Joined(input.Variables, named.Variables));

    private GraphOperator Each(GraphPattern each, Substituted? substituted)
    {
        // Planned by the figures of the largest graph.
        var graph = new ActiveGraph(query.Graphs.Named.Values.MaxBy(g => g.Count) ?? TripleIndex.Empty);
        return new GraphOperator(query, substituted is null ? Alone(each.Inner, graph) : Plan(each.Inner, substituted.Begin(), graph, substituted), graph, each.Graph.Variable!);
    }

    private static UnitOperator Service(ServicePattern service) => service.IsSilent ? new UnitOperator()
        : throw QueryContext.Refused("OT9304", $"SERVICE {service.Server}: no other server is asked", "load the other server's data beside this, or write SERVICE SILENT to go on without it");

    private GroupOperator Group(GroupPattern group, ActiveGraph graph)
    {
        var source = Alone(group.Inner, graph);
        var compiler = Compiler(source.Variables, graph);
        int ColumnOf(Expression? e) => e is VariableExpression v ? source.Variables.IndexOf(v.Name) : -1;
        return new GroupOperator(
            query,
            source,
            group.Variables,
            [.. group.Keys.Select(k => compiler.Compile(k.Value))],
            [.. group.Keys.Select(k => ColumnOf(k.Value))],
            [.. group.Aggregates.Select(a => new AggregateColumn(query, a.Value, a.Value.Argument is { } e ? compiler.Compile(e) : null, ColumnOf(a.Value.Argument)))]);
    }

    private OrderOperator Order(OrderPattern order, ActiveGraph graph)
    {
        var source = Alone(order.Inner, graph);
        var compiler = Compiler(source.Variables, graph);
        return new OrderOperator(
            query, source, [.. order.Keys.Select(k => (compiler.Compile(k.Key), k.Key is not VariableExpression, k.IsDescending))], string.Join(", ", order.Keys.Select(k => $"{k.Key}{(k.IsDescending ? " descending" : "")}")));
    }
}
