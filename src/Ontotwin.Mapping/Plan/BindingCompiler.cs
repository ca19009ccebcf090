using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>A property binding, compiled: reads its source, converts each value and adds facts to a node under way.</summary>
internal sealed class BindingCompiler
{
    private readonly BindingStatement binding;
    private readonly string statement;
    private readonly Func<Frame, IEnumerable<Value>> values;
    private readonly Func<Frame, Value>? guard;
    private readonly IValueWriter writer;

    public BindingCompiler(BindingStatement binding, NodeStatement node, MapDeclaration map, ExpressionCompiler compiler)
    {
        this.binding = binding;
        statement = $"{node.Name}.{binding.Property.Name}";
        values = binding.Each ? compiler.CompileAll(binding.Source) : Single(compiler.Compile(binding.Source));
        guard = binding.Guard is null ? null : compiler.Compile(binding.Guard);
        writer = ValueWriters.For(binding, map, compiler);
        SourceKey = binding.Source.ToString();
    }

    /// <summary>Tells sources apart for <c>otherwise</c>.</summary>
    public string SourceKey { get; }

    public bool IsOtherwise => binding.IsOtherwise;

    /// <summary>Whether its guard holds; a binding without one always does. A guard on the repetition is asked at each.</summary>
    public bool Holds(Frame frame) => guard is null || guard(frame).Truth == Values.Truth.True;

    /// <summary>Adds the facts. False when a value asks that the whole node be rejected.</summary>
    public bool Run(Frame frame, NodeUnderWay node)
    {
        var written = 0;
        foreach (var value in values(frame))
        {
            if (value.Kind == ValueKind.Null && !Null(frame, node, value)) { return false; }
            if (!value.IsThere) { continue; }
            if (binding.Property.IsFunctional && written++ > 0) { break; }
            if (!writer.Write(frame, node, value, statement)) { return false; }
        }
        return true;
    }

    private bool Null(Frame frame, NodeUnderWay node, Value value)
    {
        switch (frame.NullAction(value.Field))
        {
            case LifeCycleKind.Retract:
                node.NullProperties.Add(binding.Property.Iri);
                return true;
            case LifeCycleKind.Quarantine:
                frame.RejectAt("OT4108", value.Field, statement, $"the source says that '{binding.Property.Name}' has no value any more, and the site sets such records aside");
                return false;
            default:
                return true;
        }
    }

    private static Func<Frame, IEnumerable<Value>> Single(Func<Frame, Value> source) => frame => [source(frame)];
}

/// <summary>A node being filled.</summary>
internal sealed class NodeUnderWay(Iri node, NodeStatement statement)
{
    public Iri Node => node;

    public NodeStatement Statement => statement;

    public List<LiftedFact> Facts { get; } = [];

    /// <summary>Properties whose source says that there is no value any more.</summary>
    public List<Iri> NullProperties { get; } = [];

    /// <summary>The concept written to <c>hdt:code</c>, for <c>unitOf(code)</c>.</summary>
    public Iri? Concept { get; set; }

    public void Add(Iri property, Term value, Graph.Origin origin) => Facts.Add(new LiftedFact(new Triple(node, property, value), origin));
}

/// <summary>Writes one value of a source as facts.</summary>
internal interface IValueWriter
{
    /// <summary>False when the whole node must be rejected.</summary>
    bool Write(Frame frame, NodeUnderWay node, Value value, string statement);
}
