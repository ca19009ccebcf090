using Ontotwin.Language.Generated;
using Ontotwin.Ontology;

namespace Ontotwin.Language.Binding;

/// <summary>Checks of a node as a whole: functional properties written twice, and a key that may be empty.</summary>
internal static class NodeChecks
{
    public static void Check(BindingScope scope, TwinParser.NodeStatementContext tree, NodeStatement node)
    {
        // What was left out may be the 'when' of what it stood after.
        var whole = scope.IsDamaged(tree) ? [] : node.Bindings;
        foreach (var twice in whole.Where(b => b.Property.IsFunctional && b.Guard is null && !b.IsOtherwise).GroupBy(b => b.Property.Iri).Where(g => g.Count() > 1))
        {
            scope.Report("OT2106", tree, $"'{twice.Key.LocalName}' has at most one value and is written {twice.Count()} times without 'when'", "join the sources with '??', or guard them");
        }
        if (node.LifeCycle is { } cycle) { CheckLifeCycle(scope, tree, node, cycle); }
    }

    public static void CheckKey(BindingScope scope, TwinParser.NodeStatementContext tree, NodeStatement node)
    {
        if (!node.Key.Any(k => !k.IsOptional)) { scope.Report("OT1221", tree.key(), $"every part of the key of '{node.Name}' may be absent", "at least one part must always be there"); }
    }

    private static void CheckLifeCycle(BindingScope scope, TwinParser.NodeStatementContext tree, NodeStatement node, LifeCycle cycle)
    {
        bool Has(LifeCycleKind kind) => cycle.Cases.Values.Append(cycle.Other).Append(cycle.Absent).Any(a => a?.Kind == kind);
        var isPerson = scope.Ontology.IsSubClass(node.Class.Iri, OntologyModel.Term("Person"));
        if (isPerson && Has(LifeCycleKind.Preliminary))
        {
            scope.Report("OT2122", tree, "'preliminary' is no word for the record of a person, which is joined of many", "'assert' adds to it; 'update' and 'replace' end what older versions of the record say");
        }
        if (!Has(LifeCycleKind.Update)) { return; }
        if (!isPerson)
        {
            scope.Report("OT2120", tree, $"'update' is for the record of a person, and hdt:{node.Class.Name} is none", "'replace': the node's facts become exactly those of the new record");
        }
        else if (cycle.OrderedBy is null)
        {
            scope.Report("OT2121", tree, $"'{node.Name}' is updated and nothing says which record is newer", "on … ordered by MSH-7 { … }: the order of arrival says nothing");
        }
    }
}
