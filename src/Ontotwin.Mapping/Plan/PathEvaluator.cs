using Ontotwin.Language;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Plan;

/// <summary>A path, compiled into a walk over a record: the first field it meets, or all of them, in document order. Nothing is allocated on the way.</summary>
internal sealed class PathEvaluator
{
    private readonly PathEvaluator? before;
    private readonly bool takesLast;
    private readonly bool fromHere;
    private readonly int variable = -1;
    private readonly Func<Frame, Value>? argument;
    private readonly Walker? walker;
    private readonly bool isUnchosen;
    private readonly string written;

    public PathEvaluator(PathExpression path, ExpressionCompiler compiler, bool isChosen = false)
    {
        written = path.Written;
        isUnchosen = !isChosen && path.Steps.Length > 0 && path.Steps[^1] is not PickStep && !path.Steps.Any(s => s is FilterStep);
        // `.first` and `.last` choose among all that the steps before them reach.
        var pick = path.Steps.Length - 1;
        while (pick >= 0 && path.Steps[pick] is not PickStep) { pick--; }
        if (pick >= 0)
        {
            before = new PathEvaluator(path with { Steps = path.Steps[..pick] }, compiler, isChosen: true);
            takesLast = ((PickStep)path.Steps[pick]).Last;
        }
        fromHere = path.Start == ".";
        if (path.Start is { } name && !fromHere)
        {
            argument = compiler.Arguments?.Of(name);
            if (argument is null) { variable = compiler.Scope.Variable(name); }
        }
        walker = Walker.Of(path.Steps[(pick + 1)..], path.Start is null && pick < 0, compiler);
    }

    /// <summary>The first value; absent when there is none.</summary>
    public Value One(Frame frame)
    {
        var walk = Find(frame, last: false);
        return walk.Computed.IsThere ? walk.Computed : Value.Of(frame, walk.Found);
    }

    /// <summary>Adds the values of all fields.</summary>
    public void All(Frame frame, List<Value> into)
    {
        var walk = new Walk(frame, into, false);
        Run(frame, ref walk);
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

    private Walk Find(Frame frame, bool last)
    {
        var walk = new Walk(frame, null, !last);
        // No schema says how often a field of JSON or XML stands there: a second one is told, not lost.
        if (isUnchosen && !last && frame.Record.Format is SourceFormat.Json or SourceFormat.Xml) { walk.Take(FindOnly(frame)); }
        else { Run(frame, ref walk); }
        return walk;
    }

    private Field FindOnly(Frame frame)
    {
        var values = frame.Scratch.Values;
        var start = values.Count;
        All(frame, values);
        var (first, count) = (values.Count > start ? values[start].Field : default, values.Count - start);
        values.RemoveRange(start, count);
        if (count > 1) { frame.Report("OT4210", first, $"'{written}' stands here {count} times, and one is wanted: the first is taken", "say 'each', '.first', '.last' or a filter '[…]'"); }
        return first;
    }

    private void Run(Frame frame, ref Walk walk)
    {
        var chosen = before?.Find(frame, takesLast) ?? default;
        if (chosen.Computed.IsThere)
        {
            if (walker is null) { walk.Take(chosen.Computed); }
            return;
        }
        var from = before is not null ? chosen.Found : fromHere ? frame.Here : argument is not null ? argument(frame).Field : variable >= 0 ? frame.Variable(variable) : frame.Root;
        if (from.IsAbsent) { return; }
        if (walker is null) { walk.Take(from); }
        else { walker.Visit(frame, from, ref walk); }
    }
}

/// <summary>A walk under way: fields found go into a list, or the last one found stays.</summary>
internal struct Walk(Frame frame, List<Value>? into, bool stopsAtFirst)
{
    public Field Found { get; private set; }

    /// <summary>Takes a field; true when no more are wanted.</summary>
    public bool Take(Field field)
    {
        if (into is null) { (Found, Computed) = (field, default); }
        else { into.Add(Value.Of(frame, field)); }
        return stopsAtFirst;
    }

    /// <summary>What was computed last, where nothing was found after it.</summary>
    public Value Computed { get; private set; }

    /// <summary>Takes a value that stands nowhere itself; true when no more are wanted.</summary>
    public bool Take(Value computed)
    {
        if (into is null) { (Found, Computed) = (default, computed); }
        else { into.Add(computed); }
        return stopsAtFirst;
    }

    /// <summary>Leaves out what may not be used; true when no more are wanted: where one is asked for, the next one is not what stands there.</summary>
    public bool Refuse()
    {
        (Found, Computed) = (default, default);
        return stopsAtFirst;
    }
}
