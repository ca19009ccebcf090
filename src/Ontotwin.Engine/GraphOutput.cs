using System.Runtime.InteropServices;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Writes what is lifted as RDF without a store. Nodes with a life-cycle are held until the end, so that a correction in the same run replaces what it corrects;
/// past <see cref="Limits.MaxHeldNodes"/> the oldest are written out, and a later version of one of them is reported.
/// </summary>
/// <param name="writer">Takes the statements; each twin is a graph.</param>
/// <param name="origins">Takes one JSON line a statement with where it came from; null: none.</param>
/// <param name="onDiagnostic">Takes remarks.</param>
public sealed class GraphOutput(RdfWriter writer, Stream? origins, Action<Diagnostic>? onDiagnostic)
{
    private readonly Dictionary<(Iri Node, string Rule), HeldNode> held = [];
    private readonly Queue<(Iri Node, string Rule)> order = [];
    private readonly Dictionary<Iri, HeldNode> inside = [];
    private readonly FactPacking packing = new();
    private readonly RecentNodes recent = new();
    private long heldInside;
    private readonly WrittenNodes written = new();
    private readonly Dictionary<Iri, (DateTimeOffset At, decimal Value)> series = [];
    private readonly Dictionary<TwinId, (TwinId Twin, Iri Graph)> graphs = [];
    private readonly OriginLines? lines = origins is null ? null : new OriginLines(origins);
    private bool forgets;
    private (string Twin, Iri Graph) last = ("", RdfTerms.Nil);
    private TwinId current;

    /// <summary>Twins that anything was written of.</summary>
    public int TwinCount => graphs.Count;

    private MeantRecords Records => field ??= new((version, node) => held.TryGetValue((node, version.Rule), out var of) && of.Twin == current ? of.Facts : [], () => held.Values.SelectMany(h => h.Facts), onDiagnostic);

    private HeldNames Names => field ??= new(Records);

    /// <summary>Takes what one record gave.</summary>
    public void Add(MappedRecord mapped)
    {
        for (var i = 0; i < mapped.Nodes.Count; i++)
        {
            var node = mapped.Nodes[i];
            var graph = GraphOf(node.Twin);
            if (node.Within is { } around && inside.TryGetValue(Names.NameOf(around), out var parent)) { HoldInside(node, parent); }
            else if (node.HasLifeCycle) { Hold(node); }
            else { Write(graph, node.Facts.AsSpan()); }
        }
        for (var i = 0; i < mapped.Samples.Count; i++) { WriteSample(mapped.Samples[i], GraphOf(mapped.Samples[i].Twin)); }
    }

    /// <summary>Writes what is held.</summary>
    public void Complete()
    {
        while (order.TryDequeue(out var key)) { Release(key); }
        lines?.Flush();
    }

    // What comes together is mostly of one twin, under one string.
    private Iri GraphOf(TwinId twin)
    {
        if (ReferenceEquals(last.Twin, twin.Value)) { return last.Graph; }
        var graph = Known(twin).Graph;
        last = (twin.Value, graph);
        return graph;
    }

    // One object for what is held of a twin, however many records name it.
    private (TwinId Twin, Iri Graph) Known(TwinId twin)
    {
        if (!graphs.TryGetValue(twin, out var known)) { graphs.Add(twin, known = (twin, twin.Graph)); }
        return known;
    }

    private void Hold(NodeChange change)
    {
        var said = NodeVersion.Of(change);
        current = change.Twin;
        if (Names.Resolve(said) is not { } version) { onDiagnostic?.Invoke(KeyRemarks.AmbiguousRemark(said)); return; }
        var key = (version.Node, change.Rule);
        if (version.OccurrenceOf is { } first && held.TryGetValue((first, change.Rule), out var of) && FurtherRecords.IsOlder(version, of.Facts)) { return; }
        if (written.Contains(NodeKey.Of(key.Node, key.Rule)))
        {
            onDiagnostic?.Invoke(new Diagnostic("OT8103", Severity.Warning, "a later version of a record came after the record had been written") { Place = change.Place, Hint = "'ingest' into a store keeps every version" });
        }
        if (!held.TryGetValue(key, out var node))
        {
            held.Add(key, node = new HeldNode(Known(change.Twin).Twin, key.Node, packing));
            order.Enqueue(key);
        }
        heldInside -= node.InsideCount;
        var planned = node.Take(version);
        if (FurtherRecords.EndsOthers(version, planned)) { EndOccurrences(version); }
        heldInside += node.InsideCount;
        Records.Add(planned.Assert);
        inside[version.Node] = node;
        recent.Add(node);
        if (planned.Diagnostic is { } diagnostic) { onDiagnostic?.Invoke(diagnostic); }
        ReleaseOldest();
    }

    private void EndOccurrences(NodeVersion version)
    {
        foreach (var node in Records.OccurrencesOf(version))
        {
            var occurrence = held[(node, version.Rule)];
            if (!FurtherRecords.IsNewer(version, occurrence.Facts)) { continue; }
            heldInside -= occurrence.InsideCount;
            occurrence.End();
        }
    }

    // What stands in a record goes with it when another version replaces it.
    private void HoldInside(NodeChange change, HeldNode around)
    {
        heldInside -= around.InsideCount;
        around.TakeInside(Names.Relinked(NodeVersion.Of(change)), Known(change.Twin).Twin);
        recent.Add(around);
        heldInside += around.InsideCount;
        ReleaseOldest();
    }

    private void ReleaseOldest()
    {
        while (held.Count + heldInside > Limits.MaxHeldNodes && order.TryDequeue(out var oldest)) { Release(oldest); }
    }

    private void Release((Iri Node, string Rule) key)
    {
        if (!held.Remove(key, out var node)) { return; }
        inside.Remove(key.Node);
        heldInside -= node.InsideCount;
        // Which nodes were written is remembered up to a limit; a later version of one that is forgotten is written beside the earlier one.
        if (!written.TryAdd(NodeKey.Of(key.Node, key.Rule)) && !forgets)
        {
            forgets = true;
            onDiagnostic?.Invoke(new Diagnostic("OT8105", Severity.Warning, $"more than {Limits.MaxWrittenNodes} records that can be corrected were written: later versions of others are no longer told") { Hint = "'ingest' into a store keeps every version" });
        }
        var facts = node.Facts;
        Records.Forget(facts);
        WriteHeld(node.Twin, facts);
        foreach (var (twin, within) in node.Inside) { WriteHeld(twin, within); }
    }

    private void WriteHeld(TwinId twin, IReadOnlyList<Fact> facts)
    {
        var graph = GraphOf(twin);
        var seen = new HashSet<Triple>();
        foreach (var fact in facts)
        {
            if (seen.Add(fact.Triple)) { writer.Write(fact.Triple, graph); }
            lines?.Write(fact.Triple, fact.Origin!);
        }
    }

    // One statement with two origins is one line of the graph and two of the origins. All facts are of one node.
    private void Write(Iri graph, ReadOnlySpan<LiftedFact> facts)
    {
        for (var i = 0; i < facts.Length; i++)
        {
            ref readonly var fact = ref facts[i];
            if (!Holds(facts[..i], in fact)) { writer.Write(fact.Subject, fact.Predicate, fact.Object, graph); }
            lines?.Write(in fact);
        }
    }

    private static bool Holds(ReadOnlySpan<LiftedFact> facts, ref readonly LiftedFact fact)
    {
        foreach (ref readonly var other in facts)
        {
            if (other.Predicate.Equals(fact.Predicate) && other.Object == fact.Object) { return true; }
        }
        return false;
    }

    private void WriteSample(MappedSample sample, Iri graph)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(series, sample.Series, out var isKnown);
        // What was written stays; samples that do not stand side by side are not compared.
        if (isKnown && last.At == sample.Instant && last.Value != sample.Value)
        {
            onDiagnostic?.Invoke(new Diagnostic("OT8104", Severity.Warning, "a series has two values at one instant: both are written") { Place = sample.From.Field.Place, Hint = "'ingest' into a store uses neither of them" });
        }
        last = (sample.Instant, sample.Value);
        if (!isKnown)
        {
            Write(graph, [new(sample.Series, RdfTerms.Type, sample.Class, sample.From), new(sample.Series, SampleFacts.Subject, sample.Twin.Subject, sample.From), new(sample.Series, SampleFacts.Unit, Literal.Text(sample.Unit), sample.From)]);
        }
        var node = sample.Node;
        Write(graph, [new(node, SampleFacts.OfSeries, sample.Series, sample.From), new(node, SampleFacts.SampledAt, SampleFacts.TimeOf(sample.Instant, sample.IsFloating), sample.From), new(node, SampleFacts.Value, Literal.Number(sample.Value), sample.From)]);
    }
}
