using Ontotwin.Language;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// <c>use shape(…)</c>, compiled: puts the arguments into the slots of the shape's parameters and runs the body, which all uses in a map share. A shape never
/// uses itself, so that its slots hold one use at a time.
/// </summary>
internal sealed class UseCompiler : IStatement
{
    private readonly GuardCompiler? guard;
    private readonly List<(int Slot, int Source)> nodes = [];
    private readonly List<(int Slot, Func<Frame, Value> Source)> values = [];
    private readonly List<(int Slot, Collector Source)> paths = [];
    private readonly Lazy<IStatement[]> body;

    public UseCompiler(UseStatement statement, MapDeclaration map, ExpressionCompiler compiler)
    {
        var scope = compiler.Scope;
        guard = GuardCompiler.Of(statement.Guard, map.FullName + "." + statement.Shape.Name, compiler);
        foreach (var (parameter, argument) in statement.Shape.Parameters.Zip(statement.Arguments))
        {
            switch (argument)
            {
                case NodeExpression node: nodes.Add((scope.Node(parameter), scope.Node(node.Node))); break;
                case PathExpression: paths.Add((scope.Variable(parameter), compiler.CompileAll(argument))); break;
                default: values.Add((scope.Parameter(parameter), compiler.Compile(argument))); break;
            }
        }
        body = scope.Shape(statement.Shape, () => [.. statement.Shape.Body.Select(s => Statements.Compile(s, map, compiler))]);
    }

    public void Run(Frame frame)
    {
        if (guard?.Holds(frame) == false) { return; }
        foreach (var (slot, source) in nodes)
        {
            // A node that was set aside takes what would belong to it along, told once.
            if (frame.Node(source) is not { } node) { return; }
            frame.SetNode(slot, node);
        }
        foreach (var (slot, source) in values) { frame.SetParameter(slot, source(frame)); }
        Run(frame, 0);
    }

    private void Run(Frame frame, int at)
    {
        if (at == paths.Count)
        {
            foreach (var inner in body.Value) { inner.Run(frame); }
            return;
        }
        var (slot, source) = paths[at];
        var outer = frame.Loop;
        var found = frame.Scratch.Values;
        var start = found.Count;
        source(frame, found);
        var end = found.Count;
        for (var i = start; i < end; i++)
        {
            var value = found[i];
            if (value.Kind != ValueKind.Field) { continue; }
            frame.SetVariable(slot, value.Field);
            // What the shape is of is named first; what else it is given stands around that.
            if (at == 0) { frame.Loop = value.Field; }
            Run(frame, at + 1);
        }
        found.RemoveRange(start, found.Count - start);
        frame.Loop = outer;
        frame.SetVariable(slot, default);
    }
}
