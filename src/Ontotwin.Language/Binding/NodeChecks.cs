using Ontotwin.Language.Generated;

namespace Ontotwin.Language.Binding;

/// <summary>Checks of a node as a whole: functional properties written twice, and a key that may be empty.</summary>
internal static class NodeChecks
{
    public static void Check(BindingScope scope, TwinParser.NodeStatementContext tree, NodeStatement node)
    {
        foreach (var twice in node.Bindings.Where(b => b.Property.IsFunctional && b.Guard is null && !b.IsOtherwise).GroupBy(b => b.Property.Iri).Where(g => g.Count() > 1))
        {
            scope.Report("OT2106", tree, $"'{twice.Key.LocalName}' has at most one value and is written {twice.Count()} times without 'when'", "join the sources with '??', or guard them");
        }
        if (!node.Key.Any(k => !k.IsOptional)) { scope.Report("OT1221", tree.key(), $"every part of the key of '{node.Name}' may be absent", "at least one part must always be there"); }
    }
}
