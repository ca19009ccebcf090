using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Mapping.Plan;

/// <summary>Compiles a path into a walk over a record: the first field it meets, or all of them.</summary>
internal sealed class PathEvaluator
{
    private readonly string? start;
    private readonly Func<Frame, IEnumerable<Field>, IEnumerable<Field>>[] steps;

    public PathEvaluator(PathExpression path, ExpressionCompiler compiler)
    {
        start = path.Start;
        steps = [.. path.Steps.Select((s, i) => Compile(s, i == 0 && path.Start is null, compiler))];
    }

    /// <summary>The first field; absent when there is none.</summary>
    public Field First(Frame frame)
    {
        foreach (var field in All(frame)) { return field; }
        return default;
    }

    /// <summary>All fields in document order.</summary>
    public IEnumerable<Field> All(Frame frame)
    {
        var from = start switch { null => frame.Root, "." => frame.Here, var name => frame.Variable(name) };
        if (from.IsAbsent) { return []; }
        IEnumerable<Field> reached = [from];
        foreach (var step in steps) { reached = step(frame, reached); }
        return reached;
    }

    private static Func<Frame, IEnumerable<Field>, IEnumerable<Field>> Compile(PathStep step, bool atRecord, ExpressionCompiler compiler)
    {
        switch (step)
        {
            case ChildStep { Name: "resource" } when atRecord:
                return static (frame, from) => from.SelectMany(f => frame.Record.Format == SourceFormat.Fhir ? Resources(f) : Children(f, "resource"));
            case ChildStep child when atRecord:
                return (frame, from) => from.SelectMany(f => child.Name == frame.Record.Type && frame.Record.Format == SourceFormat.Fhir ? [f] : Children(f, child.Name));
            case ChildStep child:
                return (_, from) => from.SelectMany(f => Children(f, child.Name));
            case SegmentStep segment:
                return (_, from) => from.SelectMany(f => f.Name == segment.Name ? [f] : Hl7v2Path.FindSegments(f, segment.Name));
            case OfTypeStep type:
                return (_, from) => from.Where(f => IsOfType(f, type.Type));
            case ResolveStep:
                return static (_, from) => from.Select(FhirReferences.Resolve).Where(f => !f.IsAbsent);
            case PickStep pick:
                return (_, from) => pick.Last ? from.TakeLast(1) : from.Take(1);
            case FilterStep filter:
                var condition = compiler.Compile(filter.Condition);
                return (frame, from) => from.Where(f => Holds(frame, f, condition));
            default:
                return static (_, _) => [];
        }
    }

    /// <summary>The document's own resource and those of its entries.</summary>
    public static IEnumerable<Field> Resources(Field root)
    {
        if (root.Record?.Type != "Bundle") { yield return root; yield break; }
        foreach (var entry in root.All("entry"))
        {
            if (entry.First("resource") is { IsAbsent: false } resource) { yield return resource; }
        }
    }

    private static IEnumerable<Field> Children(Field from, string name)
    {
        var children = from.Record?.Format == SourceFormat.Hl7v2 ? Hl7v2Groups.All(from, name) : from.All(name);
        foreach (var child in children) { yield return child; }
    }

    private static bool IsOfType(Field field, string type) =>
        field.First("resourceType") is { IsAbsent: false } named ? named.Text == type : field.Record?.Type == type && field.Node == 0;

    private static bool Holds(Frame frame, Field from, Func<Frame, Value> condition)
    {
        var outer = frame.Here;
        frame.Here = from;
        var holds = condition(frame).Truth == Values.Truth.True;
        frame.Here = outer;
        return holds;
    }
}
