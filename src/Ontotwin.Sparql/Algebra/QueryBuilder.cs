using System.Collections.Immutable;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Generated;

namespace Ontotwin.Sparql.Algebra;

/// <summary>What a query asks for.</summary>
internal enum QueryForm
{
    Select = 0,
    Ask,
    Construct,
    Describe,
}

/// <summary>A query as the algebra knows it.</summary>
/// <param name="Form">What is asked for.</param>
/// <param name="Pattern">Its solutions.</param>
/// <param name="Default">Graphs that make up the default graph (FROM).</param>
/// <param name="Named">Graphs that may be named (FROM NAMED).</param>
/// <param name="Template">What CONSTRUCT makes of a solution.</param>
/// <param name="Described">What DESCRIBE names; none: every variable.</param>
internal sealed record QueryAlgebra(
    QueryForm Form, Pattern Pattern, ImmutableArray<Iri> Default, ImmutableArray<Iri> Named, ImmutableArray<TriplePattern> Template, ImmutableArray<Node> Described);

/// <summary>A whole query to the algebra.</summary>
internal static class QueryBuilder
{
    public static QueryAlgebra Build(SparqlParser.QueryUnitContext unit, string file, string? baseIri)
    {
        var context = new BuildContext(file, baseIri);
        context.Prologue(unit.prologue());
        var patterns = new PatternBuilder(context);
        var selects = new SelectBuilder(context, patterns);
        var query = unit.query();
        if (query.selectQuery() is { } select)
        {
            var pattern = selects.Select(select.selectClause(), patterns.Group(select.whereClause().groupGraphPattern()), select.solutionModifier(), unit.valuesClause());
            return Made(QueryForm.Select, pattern, select.datasetClause(), context);
        }
        if (query.askQuery() is { } ask)
        {
            return Made(QueryForm.Ask, selects.Modify(patterns.Group(ask.whereClause().groupGraphPattern()), ask.solutionModifier(), unit.valuesClause()), ask.datasetClause(), context);
        }
        if (query.constructQuery() is { } construct)
        {
            var template = new TriplesBuilder(context).Template(construct.triplesTemplate());
            var where = construct.whereClause() is { } clause ? patterns.Group(clause.groupGraphPattern()) : new BasicPattern(template);
            return Made(QueryForm.Construct, selects.Modify(where, construct.solutionModifier(), unit.valuesClause()), construct.datasetClause(), context) with { Template = template };
        }
        var describe = query.describeQuery();
        Pattern described = describe.whereClause() is { } given ? patterns.Group(given.groupGraphPattern()) : BasicPattern.Empty;
        return Made(QueryForm.Describe, selects.Modify(described, describe.solutionModifier(), unit.valuesClause()), describe.datasetClause(), context) with
        {
            Described = [.. describe.varOrIri().Select(patterns.VariableOrIri)],
        };
    }

    private static QueryAlgebra Made(QueryForm form, Pattern pattern, SparqlParser.DatasetClauseContext[] clauses, BuildContext context)
    {
        var graphs = clauses.Select(c => (IsNamed: c.ChildCount == 3, Iri: context.Iri(c.iri()))).ToList();
        return new QueryAlgebra(form, pattern, [.. graphs.Where(g => !g.IsNamed).Select(g => g.Iri)], [.. graphs.Where(g => g.IsNamed).Select(g => g.Iri)], [], []);
    }
}
