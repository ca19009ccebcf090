using Ontotwin.Language.Generated;
using Ontotwin.Ontology;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Checks of a node as a whole: functional properties, and the life-cycle that correctable sources demand.</summary>
internal static class NodeChecks
{
    public static void Check(BindingScope scope, TwinParser.NodeStatementContext tree, NodeStatement node, SourceFormat format, bool hasLifeCycle)
    {
        foreach (var twice in node.Bindings.Where(b => b.Property.IsFunctional && b.Guard is null && !b.IsOtherwise).GroupBy(b => b.Property.Iri).Where(g => g.Count() > 1))
        {
            scope.Report("OT2106", tree, $"'{twice.Key.LocalName}' has at most one value and is written {twice.Count()} times without 'when'", "join the sources with '??', or guard them");
        }
        if (!hasLifeCycle && !scope.IsDamaged(tree) && node.Bindings.Select(b => StatusField(format, b)).FirstOrDefault(s => s is not null) is { } status)
        {
            scope.Report("OT1220", tree, $"node '{node.Name}' reads a source that {status} can correct or delete, and has no 'on'", $"on {status} {{ \"F\" -> assert; \"C\" -> replace; \"D\" -> retract; other -> quarantine }}");
        }
        if (node.LifeCycle is { } cycle && Updates(cycle)) { CheckUpdate(scope, tree, node, cycle); }
        if (!node.Key.Any(k => !k.IsOptional)) { scope.Report("OT1221", tree.key(), $"every part of the key of '{node.Name}' may be absent", "at least one part must always be there"); }
    }

    private static bool Updates(LifeCycle cycle) => cycle.Cases.Values.Append(cycle.Other).Append(cycle.Absent).Any(a => a?.Kind == LifeCycleKind.Update);

    private static void CheckUpdate(BindingScope scope, TwinParser.NodeStatementContext tree, NodeStatement node, LifeCycle cycle)
    {
        if (!scope.Ontology.IsSubClass(node.Class.Iri, OntologyModel.Term("Person")))
        {
            scope.Report("OT2120", tree, $"'update' is for the record of a person, and hdt:{node.Class.Name} is none", "'replace': the node's facts become exactly those of the new record");
        }
        else if (cycle.OrderedBy is null)
        {
            scope.Report("OT2121", tree, $"'{node.Name}' is updated and nothing says which record is newer", "on … ordered by MSH-7 { … }: the order of arrival says nothing");
        }
    }

    // OBX-5 is corrected by OBX-11; an Observation's value by its status.
    private static string? StatusField(SourceFormat format, BindingStatement binding) => format switch
    {
        SourceFormat.Hl7v2 when Reads(binding.Source, s => s is [SegmentStep { Name: "OBX" }, ChildStep { Name: "5" }, ..]) => "OBX-11",
        SourceFormat.Fhir when Reads(binding.Source, s => s.OfType<ChildStep>().FirstOrDefault() is { Name: "valueQuantity" }) => "status",
        _ => null,
    };

    private static bool Reads(Expression source, Func<IReadOnlyList<PathStep>, bool> test) => source switch
    {
        PathExpression { Start: not null and not "." } path => test(path.Steps),
        CoalesceExpression coalesce => coalesce.Choices.Any(c => Reads(c, test)),
        _ => false,
    };
}
