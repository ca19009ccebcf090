namespace Ontotwin.Mapping.Rml.Plan;

/// <summary>Predicates and objects with their graphs.</summary>
internal sealed record PairPlan(TermMaker[] Predicates, TermMaker[] Objects, TermMaker[] Graphs);

/// <summary>A triples map compiled: run once a row. Lists and the arena are its own and used again.</summary>
internal sealed class TriplesPlan(TermMaker subject, TermMaker[] graphs, byte[][] classes, PairPlan[] pairs, QuadSink fallback, RunLog log)
{
    private static readonly byte[] Type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"u8.ToArray();
    private static readonly byte[] DefaultGraph = "<http://w3id.org/rml/defaultGraph>"u8.ToArray();
    private static readonly byte[] OldDefaultGraph = "<http://www.w3.org/ns/r2rml#defaultGraph>"u8.ToArray();
    private readonly RowContext context = new(new TermArena(), log);
    private readonly List<TermSlot> subjects = new(1);
    private readonly List<(TermSlot Term, TermMaker Maker)> predicates = new(1);
    private readonly List<TermSlot> objects = new(1);
    private readonly List<(TermSlot Term, TermMaker? Maker)> subjectGraphs = new(1);
    private readonly List<(TermSlot Term, TermMaker? Maker)> pairGraphs = new(1);
    private readonly List<TermSlot> scratch = new(1);
    private readonly Dictionary<(TermMaker, TermMaker, TermMaker?), QuadSink[]> sinks = [];
    private readonly QuadSink[] only = [fallback];
    private readonly bool hasTargets = subject.Targets.Count > 0 || graphs.Concat(pairs.SelectMany(p => p.Predicates.Concat(p.Objects).Concat(p.Graphs))).Any(m => m.Targets.Count > 0);

    public void Run(RmlRow row)
    {
        context.Arena.Clear();
        context.Row = row;
        subjectGraphs.Clear();
        AddGraphs(graphs, subjectGraphs);
        if (graphs.Length > 0 && subjectGraphs.Count == 0 && pairs.All(p => p.Graphs.Length == 0)) { return; }
        if (!subject.IsGathering)
        {
            subjects.Clear();
            subject.Make(context, subjects);
            RunSubjects();
            return;
        }
        foreach (var (graph, maker) in subjectGraphs.Count > 0 ? subjectGraphs.ToArray() : [(default, null)])
        {
            subjects.Clear();
            (context.Graph, context.Sinks) = (graph, Sinks(subject, subject, maker));
            subject.Make(context, subjects);
            RunSubjects();
        }
    }

    private void RunSubjects()
    {
        if (subjects.Count == 0) { return; }
        foreach (var class_ in classes) { WriteClass(class_); }
        foreach (var pair in pairs) { RunPair(pair); }
    }

    private void WriteClass(byte[] class_)
    {
        foreach (var each in subjects)
        {
            if (graphs.Length == 0) { Write(Sinks(subject, subject, null), each, Type, class_, default); }
            foreach (var (graph, maker) in subjectGraphs) { Write(Sinks(subject, subject, maker), each, Type, class_, graph); }
        }
    }

    private void RunPair(PairPlan pair)
    {
        pairGraphs.Clear();
        pairGraphs.AddRange(subjectGraphs);
        AddGraphs(pair.Graphs, pairGraphs);
        var isDefault = graphs.Length == 0 && pair.Graphs.Length == 0;
        if (!isDefault && pairGraphs.Count == 0) { return; }
        predicates.Clear();
        foreach (var maker in pair.Predicates)
        {
            scratch.Clear();
            maker.Make(context, scratch);
            foreach (var predicate in scratch) { predicates.Add((predicate, maker)); }
        }
        if (predicates.Count == 0) { return; }
        foreach (var maker in pair.Objects)
        {
            if (isDefault) { WriteObjects(maker, default, null, fresh: true); continue; }
            for (var i = 0; i < pairGraphs.Count; i++) { WriteObjects(maker, pairGraphs[i].Term, pairGraphs[i].Maker, fresh: i == 0 || maker.IsGathering); }
        }
    }

    private void WriteObjects(TermMaker maker, TermSlot graph, TermMaker? graphMaker, bool fresh)
    {
        if (fresh)
        {
            objects.Clear();
            if (maker.IsGathering) { (context.Graph, context.Sinks) = (graph, Sinks(predicates[0].Maker, maker, graphMaker)); }
            maker.Make(context, objects);
        }
        foreach (var (predicate, predicateMaker) in predicates)
        {
            var to = Sinks(predicateMaker, maker, graphMaker);
            foreach (var value in objects)
            {
                foreach (var each in subjects) { Write(to, each, context.Arena[predicate], context.Arena[value], graph); }
            }
        }
    }

    private void Write(QuadSink[] to, TermSlot each, ReadOnlySpan<byte> predicate, ReadOnlySpan<byte> value, TermSlot graph)
    {
        foreach (var sink in to) { sink.Write(context.Arena[each], predicate, value, context.Arena[graph]); }
    }

    private void AddGraphs(TermMaker[] makers, List<(TermSlot Term, TermMaker? Maker)> into)
    {
        foreach (var maker in makers)
        {
            scratch.Clear();
            maker.Make(context, scratch);
            foreach (var graph in scratch)
            {
                var isDefault = context.Arena[graph].SequenceEqual(DefaultGraph) || context.Arena[graph].SequenceEqual(OldDefaultGraph);
                into.Add((isDefault ? default : graph, maker));
            }
        }
    }

    // The targets of all term maps of a statement, or the run's own output when none has any.
    private QuadSink[] Sinks(TermMaker predicate, TermMaker value, TermMaker? graph)
    {
        if (!hasTargets) { return only; }
        if (sinks.TryGetValue((predicate, value, graph), out var known)) { return known; }
        QuadSink[] all = [.. subject.Targets.Concat(predicate.Targets).Concat(value.Targets).Concat(graph?.Targets ?? []).Distinct()];
        return sinks[(predicate, value, graph)] = all.Length == 0 ? only : all;
    }
}
