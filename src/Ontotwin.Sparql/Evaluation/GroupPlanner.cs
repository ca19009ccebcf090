using Ontotwin.Sparql.Algebra;

namespace Ontotwin.Sparql.Evaluation;

/// <summary>Plans what is joined in one group: the most selective first, then whatever is connected to it, and each filter as soon as it can be told.</summary>
/// <param name="planner">Plans what is no triple, path or filter.</param>
/// <param name="query">The query being run.</param>
/// <param name="estimates">Guesses of sizes.</param>
/// <param name="graph">The graph that is matched.</param>
/// <param name="substituted">In EXISTS: the solution whose values stand for its variables everywhere.</param>
internal sealed class GroupPlanner(Planner planner, QueryContext query, Estimates estimates, ActiveGraph graph, Substituted? substituted)
{
    // Choosing costs the square of the number of patterns: beyond this they are joined as written.
    private const int MostChosen = 200;
    private const double Unconnected = 1e9;
    private readonly List<Pattern> operands = [];
    private readonly List<Expression> conditions = [];

    public Operator Plan(Pattern pattern, Operator input)
    {
        var inner = pattern;
        while (inner is FilterPattern filter)
        {
            Split(filter.Condition);
            inner = filter.Inner;
        }
        inner = Pushed(inner);
        Flatten(inner);
        var certain = new HashSet<string>(StringComparer.Ordinal);
        var bound = new HashSet<string>(input.Variables, StringComparer.Ordinal);
        var result = Filtered(input, certain, inner, isLast: operands.Count == 0);
        while (operands.Count > 0)
        {
            var next = Choose(bound);
            result = Join(next, result);
            bound.UnionWith(result.Variables);
            certain.UnionWith(next.Certain);
            result = Filtered(result, certain, inner, isLast: operands.Count == 0);
        }
        return result;
    }

    // A filter above an OPTIONAL that reads only what the left side surely binds is a filter of the left side.
    private Pattern Pushed(Pattern pattern)
    {
        if (pattern is not LeftJoinPattern optional) { return pattern; }
        var (left, pushed) = (optional.Left, conditions.Where(c => c.Variables.All(optional.Left.Certain.Contains)).ToList());
        foreach (var condition in pushed) { left = new FilterPattern(condition, left); }
        conditions.RemoveAll(pushed.Contains);
        return optional with { Left = left };
    }

    private void Split(Expression condition)
    {
        if (condition is CallExpression { Name: "&&" } and)
        {
            Split(and.Arguments[0]);
            Split(and.Arguments[1]);
        }
        else { conditions.Add(condition); }
    }

    private void Flatten(Pattern pattern)
    {
        if (pattern is JoinPattern join)
        {
            Flatten(join.Left);
            Flatten(join.Right);
        }
        else if (pattern is BasicPattern basic) { operands.AddRange(basic.Triples.Select(t => new BasicPattern([t]))); }
        else { operands.Add(pattern); }
    }

    private Pattern Choose(HashSet<string> bound)
    {
        var (best, least) = (0, double.MaxValue);
        for (var i = 0; i < operands.Count && operands.Count <= MostChosen; i++)
        {
            var cost = estimates.Of(operands[i], graph.Index, bound);
            if (bound.Count > 0 && !operands[i].Variables.Any(bound.Contains) && operands[i].Variables.Length > 0) { cost = (cost + 1) * Unconnected; }
            if (cost < least) { (best, least) = (i, cost); }
        }
        var chosen = operands[best];
        operands.RemoveAt(best);
        return chosen;
    }

    private Operator Join(Pattern operand, Operator input)
    {
        if (operand is BasicPattern { Triples: [var triple] }) { return new ScanOperator(query, input, graph, triple); }
        if (operand is PathPattern path) { return new PathOperator(query, input, graph, path, substituted); }
        // Without a variable in common nothing is looked up: the other side is computed once.
        return input is UnitOperator || substituted is not null || operand.Variables.Any(input.Variables.Contains)
            ? planner.Plan(operand, input, graph, substituted) : planner.Joined(operand, input, graph, null);
    }

    private Operator Filtered(Operator input, HashSet<string> certain, Pattern pattern, bool isLast)
    {
        foreach (var condition in conditions.ToList())
        {
            // What it reads is surely bound by now, or will never be bound by this group.
            if (!isLast && !condition.Variables.All(v => certain.Contains(v) || !pattern.Variables.Contains(v))) { continue; }
            if (!isLast && input is UnitOperator) { continue; }
            conditions.Remove(condition);
            input = new FilterOperator(query, input, planner.Compiler(input.Variables, graph).Compile(condition), condition.ToString());
        }
        return input;
    }
}
