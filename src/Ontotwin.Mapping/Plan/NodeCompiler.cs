using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>A compiled statement of a map.</summary>
internal interface IStatement
{
    void Run(Frame frame);
}

/// <summary><c>node …</c>, compiled: makes the key, asks the life-cycle, fills the properties, then runs what is nested.</summary>
internal sealed class NodeCompiler : IStatement
{
    private static readonly Iri AbsentReason = OntologyModel.Term("absentReason");
    private readonly NodeStatement statement;
    private readonly KeyCompiler key;
    private readonly Func<Frame, Value>? guard;
    private readonly BindingCompiler[] bindings;
    private readonly LifeCycleCompiler? lifeCycle;
    private readonly IStatement[] nested;

    public NodeCompiler(NodeStatement statement, MapDeclaration map, ExpressionCompiler compiler)
    {
        this.statement = statement;
        key = new KeyCompiler(statement.Class.Iri, statement.Key, compiler);
        guard = statement.Guard is null ? null : compiler.Compile(statement.Guard);
        // `unitOf(code)` needs the node's code first; the order of statements has no meaning to the writer of the map.
        bindings = [.. statement.Bindings.OrderBy(b => b.Property.Name == "code" ? 0 : 1).Select(b => new BindingCompiler(b, statement, map, compiler))];
        lifeCycle = statement.LifeCycle is null ? null : new LifeCycleCompiler(statement.LifeCycle, compiler);
        nested = [.. statement.Nested.Select(s => Statements.Compile(s, map, compiler))];
    }

    public void Run(Frame frame)
    {
        frame.SetNode(statement.Name, null);
        if (guard is not null && guard(frame).Truth != Truth.True) { return; }
        if (key.Make(frame, out var place) is not { } made)
        {
            frame.RejectAt("OT4104", place, statement.Name, $"a part of the key of '{statement.Name}' is missing");
            return;
        }
        var action = lifeCycle?.Decide(frame, statement.Name);
        if (lifeCycle is not null && action is null) { return; }
        var node = new NodeUnderWay(made.Node, statement);
        if (!Fill(frame, node, action)) { return; }
        frame.SetNode(statement.Name, made.Node);
        frame.Nodes.Add(new PendingNode(
            made.Node, statement.Class.Iri, frame.Rule(statement.Name), action?.Kind ?? LifeCycleKind.Assert, lifeCycle is not null, lifeCycle?.OrderOf(frame), node.Facts, place.IsAbsent ? frame.Loop : place, made.Twin)
        {
            NullProperties = node.NullProperties,
        });
        foreach (var inner in nested) { inner.Run(frame); }
    }

    private bool Fill(Frame frame, NodeUnderWay node, LifeCycleAction? action)
    {
        if (action?.Kind == LifeCycleKind.Retract) { return true; }
        node.Add(RdfTerms.Type, statement.Class.Iri, frame.OriginOf(frame.Loop, statement.Name));
        if (action?.Kind == LifeCycleKind.Absent) { node.Add(AbsentReason, Literal.Text(action.Reason ?? "unknown"), frame.OriginOf(frame.Loop, statement.Name)); }
        var taken = new HashSet<string>();
        foreach (var binding in bindings.Where(b => !b.IsOtherwise))
        {
            if (!binding.Holds(frame)) { continue; }
            taken.Add(binding.SourceKey);
            if (!binding.Run(frame, node)) { return false; }
        }
        return bindings.Where(b => b.IsOtherwise && !taken.Contains(b.SourceKey)).All(b => b.Run(frame, node));
    }
}

/// <summary><c>for x in …</c>, compiled.</summary>
internal sealed class ForCompiler(ForStatement statement, MapDeclaration map, ExpressionCompiler compiler) : IStatement
{
    private readonly Func<Frame, IEnumerable<Value>> source = compiler.CompileAll(statement.Source);
    private readonly IStatement[] body = [.. statement.Body.Select(s => Statements.Compile(s, map, compiler))];

    public void Run(Frame frame)
    {
        var outer = frame.Loop;
        foreach (var value in source(frame))
        {
            if (value.Kind != ValueKind.Field) { continue; }
            frame.SetVariable(statement.Variable, value.Field);
            frame.Loop = value.Field;
            foreach (var inner in body) { inner.Run(frame); }
        }
        frame.Loop = outer;
        frame.SetVariable(statement.Variable, default);
    }
}

/// <summary><c>on …</c>, compiled.</summary>
internal sealed class LifeCycleCompiler(LifeCycle lifeCycle, ExpressionCompiler compiler)
{
    private readonly Func<Frame, Value> source = compiler.Compile(lifeCycle.Source);
    private readonly Func<Frame, Value>? order = lifeCycle.OrderedBy is null ? null : compiler.Compile(lifeCycle.OrderedBy);
    private readonly InstantReader instants = new(null, null, compiler);

    /// <summary>What the status does; null after a reject.</summary>
    public LifeCycleAction? Decide(Frame frame, string statement)
    {
        var status = source(frame);
        var action = !status.IsThere ? lifeCycle.Absent : lifeCycle.Cases.GetValueOrDefault(status.AsText().Trim()) ?? lifeCycle.Other;
        if (action is { Kind: not LifeCycleKind.Quarantine }) { return action; }
        frame.RejectAt("OT4103", status.Field, statement, !status.IsThere ? "the status is missing" : "the map has no case for this status");
        return null;
    }

    public PartialDateTime? OrderOf(Frame frame) => order?.Invoke(frame) is { IsThere: true } value ? instants.Read(frame, value) : null;
}

/// <summary>Compiles statements by their kind.</summary>
internal static class Statements
{
    public static IStatement Compile(MapStatement statement, MapDeclaration map, ExpressionCompiler compiler) => statement switch
    {
        NodeStatement node => new NodeCompiler(node, map, compiler),
        ForStatement loop => new ForCompiler(loop, map, compiler),
        _ => new SeriesCompiler((SeriesStatement)statement, map, compiler),
    };
}
