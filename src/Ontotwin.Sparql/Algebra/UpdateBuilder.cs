using System.Collections.Immutable;
using Antlr4.Runtime;
using Ontotwin.Rdf;
using Ontotwin.Sparql.Generated;
using Ontotwin.Sparql.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Sparql.Algebra;

/// <summary>A whole update to its operations.</summary>
internal static class UpdateBuilder
{
    public static ImmutableArray<(UpdateOperation Operation, TextSpan Place)> Build(SparqlParser.UpdateUnitContext unit, string file, string? baseIri)
    {
        var context = new BuildContext(file, baseIri);
        var operations = ImmutableArray.CreateBuilder<(UpdateOperation, TextSpan)>();
        foreach (var child in unit.children)
        {
            if (child is SparqlParser.PrologueContext prologue) { context.Prologue(prologue); }
            else if (child is SparqlParser.UpdateContext update) { operations.Add((new OperationBuilder(context).Build(update), Spans.Of(file, update))); }
        }
        return operations.ToImmutable();
    }
}

/// <summary>One operation of an update.</summary>
internal sealed class OperationBuilder(BuildContext context)
{
    private readonly PatternBuilder patterns = new(context);

    public UpdateOperation Build(SparqlParser.UpdateContext update)
    {
        var isSilent = update.ChildCount > 1 && update.GetChild(1).GetText().Equals("SILENT", StringComparison.OrdinalIgnoreCase);
        return update switch
        {
            SparqlParser.LoadContext load => new LoadOperation(context.Iri(load.iri()), load.graphRef() is { } g ? context.Iri(g.iri()) : null, isSilent),
            SparqlParser.ClearContext clear => new ClearOperation(Target(clear.graphRefAll()), clear.GetChild(0).GetText().Equals("DROP", StringComparison.OrdinalIgnoreCase), isSilent),
            SparqlParser.CreateContext create => new CreateOperation(context.Iri(create.graphRef().iri()), isSilent),
            SparqlParser.TransferContext transfer => new TransferOperation(Kind(transfer), Graph(transfer.graphOrDefault(0)), Graph(transfer.graphOrDefault(1)), isSilent),
            SparqlParser.InsertDataContext insert => new DataOperation(Quads(insert.quadPattern(), isData: true, mayHaveBlanks: true), IsDelete: false),
            SparqlParser.DeleteDataContext delete => new DataOperation(Quads(delete.quadPattern(), isData: true, mayHaveBlanks: false), IsDelete: true),
            SparqlParser.DeleteWhereContext where => DeleteWhere(where),
            _ => Modify((SparqlParser.ModifyContext)update),
        };
    }

    private static TransferKind Kind(SparqlParser.TransferContext transfer) => transfer.GetChild(0).GetText().ToUpperInvariant() switch
    {
        "ADD" => TransferKind.Add,
        "MOVE" => TransferKind.Move,
        _ => TransferKind.Copy,
    };

    private GraphTarget Target(SparqlParser.GraphRefAllContext target) =>
        target.graphRef() is { } graph ? new GraphTarget(GraphTargetKind.One, context.Iri(graph.iri()))
        : new GraphTarget(target.GetText().ToUpperInvariant() switch { "DEFAULT" => GraphTargetKind.Default, "NAMED" => GraphTargetKind.Named, _ => GraphTargetKind.All }, null);

    private Iri? Graph(SparqlParser.GraphOrDefaultContext graph) => graph.iri() is { } iri ? context.Iri(iri) : null;

    private ModifyOperation DeleteWhere(SparqlParser.DeleteWhereContext where)
    {
        var quads = Quads(where.quadPattern(), isData: false, mayHaveBlanks: false);
        var pattern = quads.Aggregate((Pattern)BasicPattern.Empty, (before, quad) =>
        {
            Pattern one = new BasicPattern([quad.Triple]);
            return JoinPattern.Of(before, quad.Graph is { } g ? new GraphPattern(g, one) : one);
        });
        return new ModifyOperation(null, quads, [], [], [], context.Checked(pattern, where));
    }

    private ModifyOperation Modify(SparqlParser.ModifyContext modify)
    {
        var using_ = modify.usingClause().Select(u => (IsNamed: u.ChildCount == 3, Iri: context.Iri(u.iri()))).ToList();
        return new ModifyOperation(
            modify.iri() is { } with ? context.Iri(with) : null,
            modify.deleteClause() is { } delete ? Quads(delete.quadPattern(), isData: false, mayHaveBlanks: false) : [],
            modify.insertClause() is { } insert ? Quads(insert.quadPattern(), isData: false, mayHaveBlanks: true) : [],
            [.. using_.Where(u => !u.IsNamed).Select(u => u.Iri)],
            [.. using_.Where(u => u.IsNamed).Select(u => u.Iri)],
            patterns.Group(modify.groupGraphPattern()));
    }

    private ImmutableArray<QuadPattern> Quads(SparqlParser.QuadPatternContext pattern, bool isData, bool mayHaveBlanks)
    {
        var quads = ImmutableArray.CreateBuilder<QuadPattern>();
        foreach (var child in pattern.children)
        {
            if (child is SparqlParser.TriplesTemplateContext template) { quads.AddRange(new TriplesBuilder(context).Template(template).Select(t => new QuadPattern(t, null))); }
            else if (child is SparqlParser.QuadsOfGraphContext graph)
            {
                var name = patterns.VariableOrIri(graph.varOrIri());
                quads.AddRange(new TriplesBuilder(context).Template(graph.triplesTemplate()).Select(t => new QuadPattern(t, name)));
            }
        }
        var home = ++context.PatternsBegun;
        foreach (var quad in quads) { Check(quad, pattern, isData, mayHaveBlanks, home); }
        return quads.ToImmutable();
    }

    private void Check(QuadPattern quad, ParserRuleContext at, bool isData, bool mayHaveBlanks, int home)
    {
        foreach (var node in quad.Graph is { } graph ? quad.Triple.Nodes.Append(graph) : quad.Triple.Nodes)
        {
            if (isData && node.IsVariable && !node.IsBlank) { throw context.Error("OT9208", at, $"the variable ?{node.Variable} in data", "give a term, or use INSERT {…} WHERE {…}"); }
            if (!mayHaveBlanks && node.IsBlank) { throw context.Error("OT9205", at, "a blank node in what is deleted", "a blank node is new each time, so it can never be deleted: use a variable and WHERE"); }
            var isTwice = isData && node.IsBlank && node.Variable![2] == ':' && !context.LabelHomes.TryAdd(node.Variable, home) && context.LabelHomes[node.Variable] != home;
            if (isTwice) { throw context.Error("OT9205", at, $"the blank node _:{node.Variable![3..]} stands in two operations", "it is another node in each: take two labels, or one operation"); }
        }
        if (quad.Triple.Subject.Term is Literal || quad.Triple.Predicate.Term is not (null or Iri)) { throw context.Error("OT9208", at, "a triple that RDF does not have", "its subject is an IRI or a blank node, its property an IRI"); }
    }
}
