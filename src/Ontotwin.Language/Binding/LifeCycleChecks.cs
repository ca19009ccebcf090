using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Finds nodes that read what their source can correct or delete, with no life-cycle of their own and none around them.</summary>
internal sealed class LifeCycleChecks(ImmutableArray<Diagnostic>.Builder diagnostics)
{
    // Inside a life-cycle nothing is wanting: only what stands outside is walked, and a shape once.
    private readonly HashSet<ShapeBody> seen = [];

    /// <summary>Tells of such nodes among statements, at any depth.</summary>
    public void Check(IEnumerable<MapStatement> statements)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case ForStatement loop:
                    Check(loop.Body);
                    break;
                case UseStatement use when seen.Add(use.Shape):
                    Check(use.Shape.Body);
                    break;
                case NodeStatement { LifeCycle: null } node:
                    if (node.Correctable is { } status) { Tell(node, status); }
                    Check(node.Nested);
                    break;
            }
        }
    }

    private void Tell(NodeStatement node, StatusField status) =>
        diagnostics.Add(new Diagnostic("OT1220", Severity.Error, $"'{node.Name}' reads a source that {status.Path} can correct or delete, and stands in no 'on'")
        {
            Span = node.Span,
            Hint = $"on {status.Path} {{ {status.Example} }}",
        });
}
