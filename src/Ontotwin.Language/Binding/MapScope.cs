using Ontotwin.Ontology;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Names in force at one place of a map: loop variables and nodes, inner before outer.</summary>
internal sealed class MapScope
{
    private readonly MapScope? outer;
    private readonly Dictionary<string, SourceShape?> variables = [];
    private readonly Dictionary<string, OntologyClass> nodes = [];

    public MapScope(SourceFormat format, SourceShape? root) => (Format, Root) = (format, root);

    private MapScope(MapScope outer)
    {
        this.outer = outer;
        (Format, Root, Here, IsSite) = (outer.Format, outer.Root, outer.Here, outer.IsSite);
    }

    public SourceFormat Format { get; }

    /// <summary>Whether a site's condition is bound, which may ask for the file's name.</summary>
    public bool IsSite { get; init; }

    /// <summary>The record.</summary>
    public SourceShape? Root { get; }

    /// <summary>The place that <c>.n</c> and <c>.name</c> are relative to; null when unknown.</summary>
    public SourceShape? Here { get; private init; }

    /// <summary>Whether a relative path may stand here.</summary>
    public bool HasHere { get; private init; }

    /// <summary>A scope inside this one.</summary>
    public MapScope Inner() => new(this) { HasHere = HasHere };

    /// <summary>A scope whose relative paths start at a place.</summary>
    public MapScope At(SourceShape? place) => new(this) { Here = place, HasHere = true };

    public void AddVariable(string name, SourceShape? shape) => variables[name] = shape;

    public void AddNode(string name, OntologyClass type) => nodes[name] = type;

    public bool TryVariable(string name, out SourceShape? shape)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.variables.TryGetValue(name, out shape)) { return true; }
        }
        shape = null;
        return false;
    }

    public OntologyClass? Node(string name)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.nodes.TryGetValue(name, out var found)) { return found; }
        }
        return null;
    }
}
