using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Generated;

namespace Ontotwin.Sparql.Algebra;

/// <summary>Group graph patterns to the algebra (SPARQL 1.1, section 18.2.2).</summary>
internal sealed class PatternBuilder
{
    private readonly BuildContext context;
    private readonly SelectBuilder selects;

    public PatternBuilder(BuildContext context)
    {
        this.context = context;
        Expressions = new ExpressionBuilder(context, Group);
        selects = new SelectBuilder(context, this);
    }

    public ExpressionBuilder Expressions { get; }

    public Pattern Group(SparqlParser.GroupGraphPatternContext group)
    {
        var inner = Unfiltered(group, out var conditions);
        return conditions.Aggregate(inner, (pattern, condition) => context.Checked(new FilterPattern(condition, pattern), group));
    }

    private Pattern Unfiltered(SparqlParser.GroupGraphPatternContext group, out List<Expression> conditions)
    {
        conditions = [];
        if (group.subSelect() is { } select) { return selects.SubSelect(select); }
        Pattern result = BasicPattern.Empty;
        var basicPattern = ++context.PatternsBegun;
        foreach (var child in group.children)
        {
            if (child is SparqlParser.TriplesBlockContext block) { result = context.Checked(JoinPattern.Of(result, new TriplesBuilder(context).Block(block, basicPattern)), group); }
            else if (child is SparqlParser.FilterContext filter) { conditions.Add(Condition(filter.constraint())); }
            else if (child is SparqlParser.GraphPatternNotTriplesContext element)
            {
                result = context.Checked(Add(result, element), element);
                // What is no filter ends a basic graph pattern.
                basicPattern = ++context.PatternsBegun;
            }
        }
        return result;
    }

    private Expression Condition(SparqlParser.ConstraintContext constraint)
    {
        var condition = Expressions.Of(constraint);
        return !ExpressionBuilder.HasAggregate(condition) ? condition
            : throw context.Error("OT9207", constraint, "an aggregate in a filter", "use HAVING, or a sub-select whose result the filter reads");
    }

    /// <summary>Rows of VALUES.</summary>
    public ValuesPattern Values(SparqlParser.DataBlockContext data)
    {
        if (data is SparqlParser.OneVariableContext one)
        {
            return new ValuesPattern([BuildContext.Variable(one.var())], [.. one.dataValue().Select(v => ImmutableArray.Create(Value(v)))]);
        }
        var many = (SparqlParser.ManyVariablesContext)data;
        var names = many.var().Select(BuildContext.Variable).ToImmutableArray();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Term?>>();
        var isInside = false;
        var row = ImmutableArray.CreateBuilder<Term?>();
        foreach (var child in many.children.SkipWhile(c => c.GetText() != "{"))
        {
            if (child is SparqlParser.DataValueContext value) { row.Add(Value(value)); }
            else if (child.GetText() == "(") { isInside = true; }
            else if (child.GetText() == ")" && isInside)
            {
                if (row.Count != names.Length) { throw context.Error("OT9210", many, $"a row of {row.Count} values for {names.Length} variables", "give each variable a value, or UNDEF"); }
                rows.Add(row.ToImmutable());
                row.Clear();
            }
        }
        return new ValuesPattern(names, rows.ToImmutable());
    }

    public Node VariableOrIri(SparqlParser.VarOrIriContext node) => node.var() is { } v ? Node.Of(BuildContext.Variable(v)) : Node.Of(context.Iri(node.iri()));

    private Pattern Add(Pattern before, SparqlParser.GraphPatternNotTriplesContext element)
    {
        switch (element)
        {
            case SparqlParser.OptionalContext optional:
                // Filters of the optional group itself, not of a group within, see the left side too (section 18.2.2.6).
                var inner = Unfiltered(optional.groupGraphPattern(), out var conditions);
                var condition = conditions.Aggregate((Expression?)null, (all, one) => all is null ? one : context.Checked(Expression.Call("&&", all, one), optional));
                return new LeftJoinPattern(before, inner, condition);
            case SparqlParser.MinusContext minus:
                return new MinusPattern(before, Group(minus.groupGraphPattern()));
            case SparqlParser.GroupOrUnionContext union:
                return JoinPattern.Of(before, union.groupGraphPattern().Select(Group).Aggregate((a, b) => context.Checked(new UnionPattern(a, b), union)));
            case SparqlParser.GraphContext graph:
                return JoinPattern.Of(before, new GraphPattern(VariableOrIri(graph.varOrIri()), Group(graph.groupGraphPattern())));
            case SparqlParser.ServiceContext service:
                return JoinPattern.Of(before, new ServicePattern(VariableOrIri(service.varOrIri()), Group(service.groupGraphPattern()), service.GetChild(1).GetText().Equals("SILENT", StringComparison.OrdinalIgnoreCase)));
            case SparqlParser.BindContext bind:
                var name = BuildContext.Variable(bind.var());
                if (before.Variables.Contains(name)) { throw context.Error("OT9204", bind, $"BIND to ?{name}, which the group before it already binds", "take another name, and compare the two in a filter"); }
                var bound = Expressions.Of(bind.expression());
                if (ExpressionBuilder.HasAggregate(bound)) { throw context.Error("OT9207", bind, "an aggregate in BIND", "compute it in a sub-select"); }
                return new ExtendPattern(before, name, bound);
            default:
                return JoinPattern.Of(before, Values(((SparqlParser.InlineDataContext)element).dataBlock()));
        }
    }

    private Term? Value(SparqlParser.DataValueContext value) =>
        value.iri() is { } iri ? context.Iri(iri)
        : value.rdfLiteral() is { } literal ? context.Literal(literal)
        : value.numericLiteral() is { } number ? BuildContext.Number(number)
        : value.booleanLiteral() is { } boolean ? BuildContext.Boolean(boolean) : null;
}
