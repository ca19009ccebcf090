using System.Collections.Immutable;
using System.Globalization;
using Antlr4.Runtime;
using Ontotwin.Sparql.Generated;

namespace Ontotwin.Sparql.Algebra;

/// <summary>The groups of one SELECT: its keys, and aggregates wherever they stand (SPARQL 1.1, section 18.2.4.1).</summary>
internal sealed class Grouping
{
    private readonly BuildContext context;
    private readonly ImmutableArray<(string Variable, Expression Value)> keys;
    private readonly List<Expression> having = [];
    private readonly List<(string Variable, AggregateExpression Value)> aggregates = [];
    private readonly bool hasClause;

    public Grouping(BuildContext context, PatternBuilder patterns, SparqlParser.SolutionModifierContext modifiers)
    {
        this.context = context;
        hasClause = modifiers.groupClause() is not null;
        keys = [.. (modifiers.groupClause()?.groupCondition() ?? []).Select(c => Key(c, patterns))];
        foreach (var constraint in modifiers.havingClause()?.constraint() ?? []) { having.Add(Noted(patterns.Expressions.Of(constraint))); }
        foreach (var condition in modifiers.orderClause()?.orderCondition() ?? [])
        {
            if (condition.expression() is { } e) { Find(patterns.Expressions.Of(e)); }
            else if (condition.constraint() is { } c) { Find(patterns.Expressions.Of(c)); }
        }
    }

    /// <summary>Whether there are groups at all.</summary>
    public bool IsNeeded => hasClause || aggregates.Count > 0 || having.Count > 0;

    /// <summary>Notes the aggregates of an expression.</summary>
    public void Find(Expression expression)
    {
        if (expression is AggregateExpression aggregate)
        {
            if (!aggregates.Exists(a => a.Value == aggregate)) { aggregates.Add((".agg" + aggregates.Count.ToString(CultureInfo.InvariantCulture), aggregate)); }
            return;
        }
        foreach (var part in expression.Parts) { Find(part); }
    }

    /// <summary>The expression over groups: aggregates are read from variables.</summary>
    public Expression Replace(Expression expression)
    {
        if (expression is AggregateExpression aggregate)
        {
            Find(aggregate);
            return new VariableExpression(aggregates.First(a => a.Value == aggregate).Variable);
        }
        return ExpressionBuilder.HasAggregate(expression) ? expression.With([.. expression.Parts.Select(Replace)]) : expression;
    }

    /// <summary>The groups of a pattern, filtered by HAVING.</summary>
    public Pattern Apply(Pattern where)
    {
        if (!IsNeeded) { return where; }
        Pattern result = new GroupPattern(where, keys, [.. aggregates]);
        return having.Aggregate(result, (inner, condition) => new FilterPattern(Replace(condition), inner));
    }

    /// <summary>Refuses a variable that is neither a key nor read by an aggregate nor named before it.</summary>
    public void RefuseUngrouped(Expression expression, ParserRuleContext at, HashSet<string> named)
    {
        if (expression is VariableExpression variable && !named.Contains(variable.Name) && !keys.Any(k => k.Variable == variable.Name))
        {
            throw context.Error("OT9206", at, $"?{variable.Name} is not what the groups are made by", $"add it to GROUP BY, or take one of its values: SAMPLE(?{variable.Name})");
        }
        if (expression is AggregateExpression) { return; }
        foreach (var part in expression.Parts) { RefuseUngrouped(part, at, named); }
    }

    private Expression Noted(Expression expression)
    {
        Find(expression);
        return expression;
    }

    private (string Variable, Expression Value) Key(SparqlParser.GroupConditionContext condition, PatternBuilder patterns)
    {
        var value = condition.expression() is { } e ? patterns.Expressions.Of(e)
            : condition.builtInCall() is { } b ? patterns.Expressions.Of(b)
            : condition.functionCall() is { } f ? patterns.Expressions.Of(f)
            : new VariableExpression(BuildContext.Variable(condition.var()));
        if (ExpressionBuilder.HasAggregate(value)) { throw context.Error("OT9207", condition, "an aggregate in GROUP BY", "groups are made before aggregates: compute it in a sub-select"); }
        return (condition.var() is { } v ? BuildContext.Variable(v) : context.Fresh(".key"), value);
    }
}
