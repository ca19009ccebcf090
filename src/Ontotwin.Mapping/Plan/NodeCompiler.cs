using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
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
    private static readonly Iri Status = OntologyModel.Term("status");
    private static readonly Iri IsUnreadable = OntologyModel.Term("isUnreadable");
    private readonly Iri type;
    private readonly string name;
    private readonly int slot;
    private readonly LiftingRule rule;
    private readonly KeyCompiler key;
    private readonly GuardCompiler? guard;
    private readonly BindingCompiler[] bindings;
    private readonly (BindingCompiler Binding, int[] NotAfter)[] otherwise;
    private readonly LifeCycleCompiler? lifeCycle;
    private readonly IStatement[] nested;
    private readonly Lazy<IReadOnlySet<string>>? nestedRules;
    private readonly RunTrace? trace;

    public NodeCompiler(NodeStatement statement, MapDeclaration map, ExpressionCompiler compiler)
    {
        (type, name, slot, rule) = (statement.Class.Iri, statement.Name, compiler.Scope.Node(statement.Name), compiler.Scope.Rule(statement.Name));
        key = new KeyCompiler(statement.Class.Iri, statement.Key, compiler, recurs: false);
        compiler.Scope.SetKey(slot, key);
        guard = GuardCompiler.Of(statement.Guard, rule.Name, compiler);
        // `unitOf(code)` needs the node's code first; the order of statements has no meaning to the writer of the map.
        var all = statement.Bindings.OrderBy(b => b.Property.Name == "code" ? 0 : 1).Select(b => new BindingCompiler(b, statement, map, compiler)).ToList();
        bindings = [.. all.Where(b => !b.IsOtherwise)];
        otherwise = [.. all.Where(b => b.IsOtherwise).Select(b => (b, SameSource(b)))];
        lifeCycle = statement.LifeCycle is null ? null : new LifeCycleCompiler(statement.LifeCycle, compiler);
        trace = compiler.Scope.Services.Trace;
        nested = [.. statement.Nested.Select(s => Statements.Compile(s, map, compiler))];
        nestedRules = lifeCycle is null || statement.Nested.IsEmpty ? null : new(() => MapStatement.Nodes(statement.Nested).Select(n => compiler.Scope.Rule(n.Name).Name).ToHashSet(StringComparer.Ordinal));
    }

    public void Run(Frame frame)
    {
        frame.SetNode(slot, null);
        if (guard?.Holds(frame) == false) { trace?.Add(frame, rule, StepOutcome.GuardFalse, default, null); return; }
        if (key.Make(frame, out var place) is not { } made)
        {
            frame.RejectAt("OT4104", place, rule, KeyCompiler.Problem(name, place));
            trace?.Add(frame, rule, StepOutcome.Rejected, place, null);
            return;
        }
        var correction = frame.Correction;
        // What stands inside a record that is taken back is taken back, whatever its own status says.
        var isAsAround = lifeCycle is null || correction?.Action.Kind == LifeCycleKind.Retract;
        var action = isAsAround ? correction?.Action : lifeCycle!.Decide(frame, rule);
        if (lifeCycle is not null && action is null) { trace?.Add(frame, rule, StepOutcome.Rejected, default, made.Node); return; }
        if (action?.Kind == LifeCycleKind.Retract) { trace?.Add(frame, rule, StepOutcome.Retracted, default, made.Node); }
        var version = VersionOf(frame, made, action?.Kind);
        var node = frame.BeginNode(made.Node, type, rule);
        node.Kind = action is null or { Kind: LifeCycleKind.Unreadable } ? LifeCycleKind.Assert : action.Kind;
        node.HasLifeCycle = lifeCycle is not null || correction is not null;
        node.At = place.IsAbsent ? frame.Loop : place;
        (node.Person, node.Version) = (made.Twin, version);
        var isKept = Fill(frame, node, action);
        if (!isKept) { node.Abandon(); return; }
        node.Seal();
        frame.SetNode(slot, made.Node);
        node.OrderedBy = isAsAround ? correction?.OrderedBy : lifeCycle!.OrderOf(frame);
        frame.Nodes.Add(node);
        // What stands inside a record that is corrected or taken back is so too; what a person's record tells of has records of its own.
        var isRecord = lifeCycle is not null && made.Twin is null;
        if (isRecord && action!.Kind is LifeCycleKind.Replace or LifeCycleKind.Retract) { frame.Correction = new(action!, node.OrderedBy); }
        var around = frame.Around;
        if (isRecord) { frame.Around = made.Node; }
        foreach (var inner in nested) { inner.Run(frame); }
        (frame.Correction, frame.Around) = (correction, around);
    }

    private VersionNames? VersionOf(Frame frame, NodeName made, LifeCycleKind? kind)
    {
        if (lifeCycle is null && frame.Around is null && !frame.HasFormerNames) { return null; }
        var isShort = false;
        return new VersionNames
        {
            ShorterKey = lifeCycle is null ? null : key.Shorter(frame, out isShort),
            IsShort = isShort,
            FormerNames = frame.FormerNames(made.Node) ?? [],
            IsNumbered = kind == LifeCycleKind.Replace && key.IsNumbered(frame),
            IsByMap = kind == LifeCycleKind.Retract && lifeCycle?.IsByMap(frame) == true,
            Record = lifeCycle is null || made.Twin is null ? null : key.Record(frame) ?? made.Node.LocalName,
            Within = frame.Around,
            Nested = nestedRules,
        };
    }

    private int[] SameSource(BindingCompiler other) => [.. Enumerable.Range(0, bindings.Length).Where(i => bindings[i].SourceKey == other.SourceKey)];

    // What is retracted has no facts; its links still tell whose it was.
    private bool FillLinks(Frame frame, NodeChange node)
    {
        foreach (var binding in bindings)
        {
            if (binding.IsLink && binding.Holds(frame) && !binding.Run(frame, node)) { return false; }
        }
        return true;
    }

    private bool Fill(Frame frame, NodeChange node, LifeCycleAction? action)
    {
        if (action?.Kind == LifeCycleKind.Retract) { return FillLinks(frame, node); }
        node.Add(RdfTerms.Type, type, frame.From(frame.Loop, rule));
        var isAbsent = action?.Kind == LifeCycleKind.Absent;
        // Which guards held matters only where something stands for the case that none did.
        var taken = otherwise.Length == 0 ? null : new bool[bindings.Length];
        for (var i = 0; i < bindings.Length; i++)
        {
            if (!bindings[i].Holds(frame)) { bindings[i].NotRun(frame, node, StepOutcome.GuardFalse); continue; }
            if (taken is not null) { taken[i] = true; }
            if (isAbsent && bindings[i].IsResult) { bindings[i].LeaveOut(frame, node); continue; }
            if (!bindings[i].Run(frame, node)) { return false; }
        }
        foreach (var (binding, notAfter) in otherwise)
        {
            if (Array.Exists(notAfter, i => taken![i])) { binding.NotRun(frame, node, StepOutcome.OtherwiseNotTaken); }
            else if (isAbsent && binding.IsResult) { binding.LeaveOut(frame, node); }
            else if (!binding.Run(frame, node)) { return false; }
        }
        // The source's own reason, else that of the map.
        if (isAbsent && !node.Has(AbsentReason)) { node.Add(AbsentReason, Literal.Text(action!.Reason ?? "unknown"), frame.From(frame.Loop, rule)); }
        // By the mark no rule concludes anything of it, whatever the map makes of its status.
        if (action?.Kind == LifeCycleKind.Unreadable)
        {
            node.Add(IsUnreadable, Literal.Boolean(true), frame.From(frame.Loop, rule));
            if (!node.Has(Status)) { node.Add(Status, Literal.Text("unknown"), frame.From(frame.Loop, rule)); }
        }
        return true;
    }
}

/// <summary><c>for x in …</c>, compiled.</summary>
internal sealed class ForCompiler(ForStatement statement, MapDeclaration map, ExpressionCompiler compiler) : IStatement
{
    private readonly int slot = compiler.Scope.Variable(statement.Variable);
    private readonly Collector source = compiler.CompileAll(statement.Source);
    private readonly Lazy<IStatement[]> body = new(() => [.. statement.Body.Select(s => Statements.Compile(s, map, compiler))]);

    public void Run(Frame frame)
    {
        var outer = frame.Loop;
        var values = frame.Scratch.Values;
        var start = values.Count;
        source(frame, values);
        var end = values.Count;
        for (var i = start; i < end; i++)
        {
            var value = values[i];
            if (value.Kind != ValueKind.Field) { continue; }
            frame.SetVariable(slot, value.Field);
            frame.Loop = value.Field;
            foreach (var inner in body.Value) { inner.Run(frame); }
        }
        values.RemoveRange(start, values.Count - start);
        frame.Loop = outer;
        frame.SetVariable(slot, default);
    }
}

/// <summary><c>on …</c>, compiled.</summary>
internal sealed class LifeCycleCompiler(LifeCycle lifeCycle, ExpressionCompiler compiler)
{
    private readonly Func<Frame, Value> source = compiler.Compile(lifeCycle.Source);
    private readonly Func<Frame, Value>? order = lifeCycle.OrderedBy is null ? null : compiler.Compile(lifeCycle.OrderedBy);
    private readonly InstantReader instants = new(null, [], compiler);
    private readonly Utf8Memo<LifeCycleAction?> actions = new();
    private readonly Lazy<HashSet<string>> words = new(() => [.. WordsOf(lifeCycle.Source, compiler.Scope.Services.Program.Functions)]);

    /// <summary>What the status does; null after a reject.</summary>
    public LifeCycleAction? Decide(Frame frame, LiftingRule rule)
    {
        var status = source(frame);
        var action = status.IsThere ? ActionOf(status) : lifeCycle.Absent;
        if (action is { Kind: not (LifeCycleKind.Quarantine or LifeCycleKind.Unreadable) }) { return action; }
        var isKept = action is { Kind: LifeCycleKind.Unreadable };
        frame.RejectAt("OT4103", status.Field, rule, WhySetAside(status) + (isKept ? ": the record is kept, and no rule uses it" : ""));
        return isKept ? action : null;
    }

    /// <summary>Whether the status is a word that the map has made, and none of the source's.</summary>
    public bool IsByMap(Frame frame) => source(frame).Kind != ValueKind.Field;

    // A word that stands in the map is no patient's: a case, or what the map itself makes of a status.
    private string WhySetAside(Value status) => !status.IsThere ? "the status is missing"
        : status.AsText().Trim() is var word && (lifeCycle.Cases.ContainsKey(word) || words.Value.Contains(word)) ? $"the map sets aside what is '{word}'" : "the map has no case for this status";

    private static IEnumerable<string> WordsOf(Expression source, IReadOnlyDictionary<string, FunctionDeclaration> functions) => source switch
    {
        TextLiteral word => [word.Value],
        ConditionalExpression choice => WordsOf(choice.Then, functions).Concat(WordsOf(choice.Else, functions)),
        CoalesceExpression coalesce => coalesce.Choices.SelectMany(c => WordsOf(c, functions)),
        CallExpression call when functions.TryGetValue(call.Function, out var function) => call.Arguments.Prepend(function.Body).SelectMany(e => WordsOf(e, functions)),
        _ => [],
    };

    public PartialDateTime? OrderOf(Frame frame) => order?.Invoke(frame) is { IsThere: true } value ? instants.Read(frame, value) : null;

    private LifeCycleAction? ActionOf(Value status)
    {
        var text = status.AsUtf8();
        return actions.TryGet(text, null, out var known) ? known : actions.Add(text, null, lifeCycle.Cases.GetValueOrDefault(status.AsText().Trim()) ?? lifeCycle.Other);
    }
}

/// <summary>Compiles statements by their kind.</summary>
internal static class Statements
{
    public static IStatement Compile(MapStatement statement, MapDeclaration map, ExpressionCompiler compiler) => statement switch
    {
        NodeStatement node => new NodeCompiler(node, map, compiler),
        ForStatement loop => new ForCompiler(loop, map, compiler),
        UseStatement use => new UseCompiler(use, map, compiler),
        _ => new SeriesCompiler((SeriesStatement)statement, map, compiler),
    };
}
