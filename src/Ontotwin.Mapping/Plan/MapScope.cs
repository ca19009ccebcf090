using Ontotwin.Language;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>What the statements of one map share while they are compiled: its name, and a slot for each variable and node.</summary>
internal sealed class MapScope(MappingServices services, ModuleName module, string map)
{
    private readonly List<string> variables = [];
    private readonly List<string> nodes = [];
    private Frame? spare;

    public MappingServices Services => services;

    /// <summary>The rule of stubs: nodes that a reference declares.</summary>
    public LiftingRule Stub => field ??= Rule("stub");

    public int VariableCount => variables.Count;

    public int NodeCount => nodes.Count;

    public LiftingRule Rule(string statement, string lookups = "") => new($"{module.Name}/{map}.{statement}", module.Version, lookups, services.KeepsText);

    public int Variable(string name) => Slot(variables, name);

    /// <summary>A variable that no text can name.</summary>
    public int HiddenVariable() => Variable("\u001f" + variables.Count);

    public int Node(string name) => Slot(nodes, name);

    /// <summary>A frame for a record: the one left last, if no other thread has it.</summary>
    public Frame Enter(SourceRecord record, SiteDeclaration? site)
    {
        var frame = Interlocked.Exchange(ref spare, null) ?? new Frame(this);
        frame.Begin(record, site);
        return frame;
    }

    /// <summary>Leaves a frame for the next record.</summary>
    public void Leave(Frame frame) => spare = frame;

    private static int Slot(List<string> names, string name)
    {
        var slot = names.IndexOf(name);
        if (slot >= 0) { return slot; }
        names.Add(name);
        return names.Count - 1;
    }
}
