using Ontotwin.Ontology;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Names in force at one place of a map: loop variables and nodes, inner before outer.</summary>
internal sealed class MapScope
{
    private readonly MapScope? outer;
    private readonly Dictionary<string, (SourceShape? Shape, string Name)> variables = [];
    private readonly Dictionary<string, (OntologyClass? Class, string Name)> nodes = [];
    private readonly HashSet<string> values = [];

    public MapScope(SourceFormat format, SourceShape? root) => (Format, Root) = (format, root);

    private MapScope(MapScope outer)
    {
        this.outer = outer;
        (Format, Root, Here, IsSite, IsKey, IsUnread, Shapes, Formulas) = (outer.Format, outer.Root, outer.Here, outer.IsSite, outer.IsKey, outer.IsUnread, outer.Shapes, outer.Formulas);
    }

    public SourceFormat Format { get; }

    /// <summary>Whether a site's condition is bound, which may ask for the file's name.</summary>
    public bool IsSite { get; init; }

    /// <summary>Whether what the map reads could not be told; its format may be unknown then.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Whether a part of a key is bound.</summary>
    public bool IsKey { get; private init; }

    /// <summary>The same names, for a part of a key.</summary>
    public MapScope OfKey() => new(this) { HasHere = HasHere, IsKey = true };

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

    /// <summary>The shapes that this place stands in, outermost first; the innermost keeps its names apart from those of maps and other shapes.</summary>
    public IReadOnlyList<string> Shapes { get; private init; } = [];

    /// <summary>The body of a shape: it sees its parameters and the record, nothing of the place that uses it.</summary>
    public MapScope OfShape(string shape) => new(Format, Root) { IsUnread = IsUnread, Shapes = [.. Shapes, shape] };

    /// <summary>The formula of a function in a key, in place of its call: it sees its parameters and the record.</summary>
    public MapScope OfFormula(string function) => new(Format, Root) { Shapes = Shapes, Formulas = [.. Formulas, function], IsKey = IsKey };

    /// <summary>The functions whose formulas this place stands in.</summary>
    public IReadOnlyList<string> Formulas { get; private init; } = [];

    /// <summary>Another name of a variable of the plan.</summary>
    public void AddAlias(string name, SourceShape? shape, string qualified) => variables[name] = (shape, qualified);

    public void AddVariable(string name, SourceShape? shape) => variables[name] = (shape, Qualified(name));

    /// <summary>A node; null: its class is unknown, which is told where it is declared.</summary>
    public void AddNode(string name, OntologyClass? type) => nodes[name] = (type, Qualified(name));

    /// <summary>A parameter that stands for a value.</summary>
    public void AddValue(string name) => values.Add(name);

    /// <summary>The name that a node or variable declared here has in the plan.</summary>
    public string Qualified(string name) => Shapes.Count == 0 ? name : $"{Shapes[^1]}.{name}";

    public bool TryVariable(string name, out SourceShape? shape, out string qualified)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (!scope.variables.TryGetValue(name, out var found)) { continue; }
            (shape, qualified) = found;
            return true;
        }
        (shape, qualified) = (null, name);
        return false;
    }

    public bool TryNode(string name, out string qualified)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (!scope.nodes.TryGetValue(name, out var found)) { continue; }
            qualified = found.Name;
            return true;
        }
        qualified = name;
        return false;
    }

    /// <summary>The class of a node by its name in the plan.</summary>
    public OntologyClass? ClassOf(string qualified)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.nodes.Values.FirstOrDefault(n => n.Name == qualified) is { Class: { } found }) { return found; }
        }
        return null;
    }

    /// <summary>The place that a loop variable or a parameter stands at, by its name in the plan; null when nothing is known of it.</summary>
    public SourceShape? PlaceOf(string qualified)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.variables.Values.FirstOrDefault(v => v.Name == qualified) is { Name: not null } found) { return found.Shape; }
        }
        return null;
    }

    /// <summary>Every name in force that a path may begin with.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            for (var scope = this; scope is not null; scope = scope.outer)
            {
                foreach (var name in scope.variables.Keys.Concat(scope.nodes.Keys).Concat(scope.values)) { yield return name; }
            }
        }
    }

    public bool HasValue(string name)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.values.Contains(name)) { return true; }
        }
        return false;
    }
}
