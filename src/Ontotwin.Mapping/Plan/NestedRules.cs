using Ontotwin.Language;

namespace Ontotwin.Mapping.Plan;

/// <summary>The names of all statements that stand in a node, at any depth and in the shapes that are used there.</summary>
internal static class NestedRules
{
    public static IReadOnlySet<string> Of(NodeStatement node, MapScope scope)
    {
        var (rules, shapes) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<ShapeBody>());
        var open = new Stack<MapStatement>(node.Nested);
        while (open.TryPop(out var statement))
        {
            IEnumerable<MapStatement> inside = statement switch
            {
                NodeStatement inner => inner.Nested,
                ForStatement loop => loop.Body,
                UseStatement use when shapes.Add(use.Shape) => use.Shape.Body,
                _ => [],
            };
            if (statement is NodeStatement named) { rules.Add(scope.Rule(named.Name).Name); }
            foreach (var next in inside) { open.Push(next); }
        }
        return rules;
    }
}
