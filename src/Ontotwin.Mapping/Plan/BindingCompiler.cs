using Ontotwin.Language;

namespace Ontotwin.Mapping.Plan;

/// <summary>A property binding, compiled: reads its source, converts each value and adds facts to a node under way.</summary>
internal sealed class BindingCompiler
{
    private readonly BindingStatement binding;
    private readonly LiftingRule rule;
    private readonly Func<Frame, Value>? single;
    private readonly Collector? all;
    private readonly Func<Frame, Value>? guard;
    private readonly IValueWriter writer;
    private readonly RunTrace? trace;

    public BindingCompiler(BindingStatement binding, NodeStatement node, MapDeclaration map, ExpressionCompiler compiler)
    {
        this.binding = binding;
        rule = compiler.Scope.Rule($"{node.Name}.{binding.Property.Name}");
        if (binding.Each) { all = compiler.CompileAll(binding.Source); }
        else { single = compiler.Compile(binding.Source); }
        guard = binding.Guard is null ? null : compiler.Compile(binding.Guard);
        writer = ValueWriters.For(binding, node.Class.Iri, rule, map, compiler);
        SourceKey = FieldOf(binding.Source);
        trace = compiler.Scope.Services.Trace;
    }

    /// <summary>Tells sources apart for <c>otherwise</c>.</summary>
    public string SourceKey { get; }

    // The field itself: which of its repetitions are taken tells nothing apart, and neither does where it is written.
    private static string FieldOf(Expression source) => source switch
    {
        PathExpression path => $"{path.Start}/{string.Join('/', path.Steps.Where(s => s is not PickStep))}",
        CoalesceExpression choice => string.Join("??", choice.Choices.Select(FieldOf)),
        _ => source.ToString(),
    };

    public bool IsOtherwise => binding.IsOtherwise;

    /// <summary>Whether it names another node: whose record this one is follows from such bindings.</summary>
    public bool IsLink => binding.Source is NodeExpression or ReferenceExpression;

    /// <summary>Whether it says what was found: nothing of it holds where a status says that nothing could be obtained.</summary>
    public bool IsResult => binding.Property.Name is "value" or "upperValue" or "finding" or "text";

    // Without the subject that the source names, other links could make the node somebody else's.
    private bool IsSubject => binding is { Property.Name: "subject", Source: ReferenceExpression };

    /// <summary>Whether its guard holds; a binding without one always does. A guard on the repetition is asked at each.</summary>
    public bool Holds(Frame frame) => guard is null || guard(frame).Truth == Values.Truth.True;

    /// <summary>Takes down, for those who ask, that it was not run.</summary>
    public void NotRun(Frame frame, NodeChange node, StepOutcome why) => trace?.Add(frame, rule, why, default, node.Node);

    /// <summary>Adds the facts. False when a value asks that the whole node be rejected.</summary>
    public bool Run(Frame frame, NodeChange node) => single is null ? RunAll(frame, node) : Write(frame, node, single(frame));

    /// <summary>Tells of what stands where a status says that there is nothing.</summary>
    public void LeaveOut(Frame frame, NodeChange node)
    {
        var values = frame.Scratch.Values;
        var start = values.Count;
        if (single is null) { all!(frame, values); }
        else { values.Add(single(frame)); }
        if (values.FindIndex(start, v => v.IsThere && !v.Field.IsAbsent) is >= 0 and var at)
        {
            frame.Report("OT4112", values[at].Field, "the status says that there is no result, and something stands in its place: it is not taken for the result", "send the status of a result, or leave the field empty");
        }
        values.RemoveRange(start, values.Count - start);
        NotRun(frame, node, StepOutcome.NotWritten);
    }

    private bool RunAll(Frame frame, NodeChange node)
    {
        var values = frame.Scratch.Values;
        var start = values.Count;
        all!(frame, values);
        var (end, any, isKept) = (values.Count, false, true);
        for (var i = start; i < end && isKept; i++)
        {
            var value = values[i];
            if (any && value.IsThere && binding.Property.IsFunctional) { break; }
            isKept = Write(frame, node, value);
            any |= value.IsThere;
        }
        if (end == start) { NotRun(frame, node, StepOutcome.Absent); }
        values.RemoveRange(start, values.Count - start);
        return isKept;
    }

    private bool Write(Frame frame, NodeChange node, Value value)
    {
        if (value.Kind == ValueKind.Unreadable && IsSubject) { return NoSubject(frame, node, value); }
        // Most of what a map asks for is not there.
        if (value.Kind == ValueKind.Absent && trace is null) { return true; }
        var before = node.FactCount;
        var isKept = value.Kind == ValueKind.Null ? Null(frame, node, value) : !value.IsThere || writer.Write(frame, node, value);
        trace?.Add(frame, rule, Outcome(value, isKept, node.FactCount > before), value.Field, node.Node);
        return isKept;
    }

    private bool NoSubject(Frame frame, NodeChange node, Value value)
    {
        frame.RejectAt("OT4111", value.Field, rule, "the source says whom the record is about, and that is nobody whom the map can name");
        trace?.Add(frame, rule, StepOutcome.Rejected, value.Field, node.Node);
        return false;
    }

    /// <summary>What became of a value, for those who ask.</summary>
    public static StepOutcome Outcome(Value value, bool isKept, bool isWritten) =>
        isWritten ? StepOutcome.Wrote
        : !isKept ? StepOutcome.Rejected
        : value.Kind switch { ValueKind.Null => StepOutcome.NullValue, ValueKind.Empty => StepOutcome.Empty, ValueKind.Absent => StepOutcome.Absent, _ => StepOutcome.NotWritten };

    private bool Null(Frame frame, NodeChange node, Value value)
    {
        switch (frame.NullAction(value.Field))
        {
            case LifeCycleKind.Retract:
                node.AddNull(binding.Property.Iri);
                return true;
            case LifeCycleKind.Quarantine:
                frame.RejectAt("OT4108", value.Field, rule, $"the source says that '{binding.Property.Name}' has no value any more, and the site sets such records aside");
                return false;
            default:
                return true;
        }
    }
}

/// <summary>Writes one value of a source as facts.</summary>
internal interface IValueWriter
{
    /// <summary>False when the whole node must be rejected.</summary>
    bool Write(Frame frame, NodeChange node, Value value);
}
