using System.Collections.Concurrent;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>What the statements of one map share while they are compiled: its name, and a slot for each variable and node.</summary>
internal sealed class MapScope(MappingServices services, ModuleName module, string map, DecimalMark mark = DecimalMark.Point)
{
    private readonly Dictionary<string, int> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<ShapeBody, Lazy<IStatement[]>?> shapes = [];
    private readonly ConcurrentDictionary<int, KeyCompiler> keys = [];
    private Frame? spare;

    public MappingServices Services => services;

    /// <summary>Which FHIR resources the map's paths look for.</summary>
    public ResourcesRead Resources { get; } = new();

    /// <summary>Whether numbers of the source are written with a comma.</summary>
    public DecimalMark Decimal => mark;

    /// <summary>The rule of stubs: nodes that a reference declares.</summary>
    public LiftingRule Stub => field ??= Rule("stub");

    public int VariableCount => variables.Count;

    public int NodeCount => nodes.Count;

    public int ParameterCount => parameters.Count;

    public LiftingRule Rule(string statement, string lookups = "") => new($"{module.Name}/{map}.{statement}", module.Version, lookups, services.KeepsText);

    public int Variable(string name) => Slot(variables, name);

    /// <summary>A variable that no text can name.</summary>
    public int HiddenVariable() => Variable("\u001f" + variables.Count);

    public int Node(string name) => Slot(nodes, name);

    /// <summary>The key of the node in a slot; null before it is compiled, and of a shape's parameter.</summary>
    public KeyCompiler? KeyOf(int slot) => keys.GetValueOrDefault(slot);

    public void SetKey(int slot, KeyCompiler key) => keys[slot] = key;

    public int Parameter(string name) => Slot(parameters, name);

    /// <summary>What is compiled of a shape, once a map.</summary>
    public Lazy<IStatement[]> Shape(ShapeBody shape, Func<IStatement[]> compile)
    {
        lock (shapes) { return shapes.GetValueOrDefault(shape) ?? (shapes[shape] = new(compile)); }
    }

    /// <summary>Gives every name of a map its slot before anything runs: loops are compiled when they first meet something.</summary>
    public void Declare(IEnumerable<MapStatement> statements)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case ForStatement loop:
                    Variable(loop.Variable);
                    Declare(loop.Body);
                    break;
                case UseStatement use when !shapes.ContainsKey(use.Shape):
                    shapes.Add(use.Shape, null);
                    Declare(use);
                    Declare(use.Shape.Body);
                    break;
                case UseStatement use:
                    Declare(use);
                    break;
                case NodeStatement node:
                    Node(node.Name);
                    Declare(node.Nested);
                    break;
            }
        }
    }

    /// <summary>A frame for a record: the one left last, if no other thread has it.</summary>
    public Frame Enter(SourceRecord record, SiteDeclaration? site)
    {
        var frame = Interlocked.Exchange(ref spare, null) ?? new Frame(this);
        frame.Begin(record, site);
        return frame;
    }

    /// <summary>Leaves a frame for the next record.</summary>
    public void Leave(Frame frame) => spare = frame;

    // One name may stand for a node in one use and a value in another: a slot of each costs nothing.
    private void Declare(UseStatement use)
    {
        foreach (var parameter in use.Shape.Parameters)
        {
            Variable(parameter);
            Node(parameter);
            Parameter(parameter);
        }
    }

    private static int Slot(Dictionary<string, int> names, string name)
    {
        if (!names.TryGetValue(name, out var slot)) { names.Add(name, slot = names.Count); }
        return slot;
    }
}
