using System.Collections.Immutable;
using System.Globalization;
using Antlr4.Runtime;
using Ontotwin.Sparql.Generated;

namespace Ontotwin.Sparql.Algebra;

/// <summary>Grouping, projection and the modifiers of solutions (SPARQL 1.1, sections 18.2.4 and 18.2.5).</summary>
/// <param name="context">What builders share.</param>
/// <param name="patterns">Builds groups.</param>
internal sealed class SelectBuilder(BuildContext context, PatternBuilder patterns)
{
    public Pattern SubSelect(SparqlParser.SubSelectContext select) =>
        Select(select.selectClause(), patterns.Group(select.whereClause().groupGraphPattern()), select.solutionModifier(), select.valuesClause());

    /// <summary>A whole SELECT.</summary>
    public Pattern Select(SparqlParser.SelectClauseContext clause, Pattern where, SparqlParser.SolutionModifierContext modifiers, SparqlParser.ValuesClauseContext? values)
    {
        var grouping = new Grouping(context, patterns, modifiers);
        var items = clause.selectItem().Select(i => (Item: i, Name: BuildContext.Variable(i.var()), Value: i.expression() is { } e ? patterns.Expressions.Of(e) : null)).ToList();
        foreach (var item in items.Where(i => i.Value is not null)) { grouping.Find(item.Value!); }
        if (grouping.IsNeeded && items.Count == 0) { throw context.Error("OT9206", clause, "SELECT * of groups", "name the variables that you group by, and aggregates"); }
        var result = grouping.Apply(where);
        if (values?.dataBlock() is { } data) { result = JoinPattern.Of(result, patterns.Values(data)); }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, name, value) in items)
        {
            if (value is null)
            {
                if (grouping.IsNeeded) { grouping.RefuseUngrouped(new VariableExpression(name), item, seen); }
                seen.Add(name);
                continue;
            }
            if (result.Variables.Contains(name) || !seen.Add(name)) { throw context.Error("OT9204", item, $"SELECT … AS ?{name}, which is already a variable of the query", "take another name"); }
            if (grouping.IsNeeded) { grouping.RefuseUngrouped(value, item, seen); }
            result = context.Checked(new ExtendPattern(result, name, grouping.Replace(value)), item);
        }
        result = Order(result, modifiers, grouping);
        var names = items.Count > 0 ? items.Select(i => i.Name).Distinct() : where.Variables.Concat(result.Variables).Where(v => !Node.IsHidden(v)).Distinct();
        result = new ProjectPattern(result, [.. names]);
        var kind = clause.ChildCount > 1 ? clause.GetChild(1).GetText().ToUpperInvariant() : "";
        // REDUCED allows repetitions to be dropped and does not ask for it.
        return context.Checked(Slice(kind == "DISTINCT" ? new DistinctPattern(result) : result, modifiers), clause);
    }

    /// <summary>The modifiers of a query that projects nothing.</summary>
    public Pattern Modify(Pattern where, SparqlParser.SolutionModifierContext modifiers, SparqlParser.ValuesClauseContext values)
    {
        var grouping = new Grouping(context, patterns, modifiers);
        var result = grouping.Apply(where);
        if (values.dataBlock() is { } data) { result = JoinPattern.Of(result, patterns.Values(data)); }
        return context.Checked(Slice(Order(result, modifiers, grouping), modifiers), modifiers);
    }

    private Pattern Order(Pattern inner, SparqlParser.SolutionModifierContext modifiers, Grouping grouping) =>
        modifiers.orderClause() is not { } order ? inner : new OrderPattern(inner, [.. order.orderCondition().Select(c => (grouping.Replace(Key(c)), IsDescending(c)))]);

    private Expression Key(SparqlParser.OrderConditionContext condition) =>
        condition.expression() is { } e ? patterns.Expressions.Of(e)
        : condition.constraint() is { } c ? patterns.Expressions.Of(c)
        : new VariableExpression(BuildContext.Variable(condition.var()));

    private static bool IsDescending(SparqlParser.OrderConditionContext condition) => condition.GetChild(0).GetText().Equals("DESC", StringComparison.OrdinalIgnoreCase);

    private Pattern Slice(Pattern inner, SparqlParser.SolutionModifierContext modifiers)
    {
        if (modifiers.limitOffset() is not { } slice) { return inner; }
        var limit = slice.limitClause() is { } l ? Whole(l.INTEGER().GetText(), l) : (long?)null;
        return new SlicePattern(inner, slice.offsetClause() is { } o ? Whole(o.INTEGER().GetText(), o) : 0, limit);
    }

    private long Whole(string digits, ParserRuleContext at) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw context.Error("OT9201", at, "a number that no computer counts to", "leave it out");
}
