using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>
/// A node with a life-cycle whose last version is held until it is written, with what stands in that version: in few bytes once other nodes have come, for tens of
/// thousands of them are held.
/// </summary>
/// <param name="twin">Whose it is.</param>
/// <param name="name">The node.</param>
/// <param name="packing">Packs the facts of all nodes.</param>
internal sealed class HeldNode(TwinId twin, Iri name, FactPacking packing)
{
    private HeldFacts own = HeldFacts.None;
    private Dictionary<(Iri Node, string Rule), (TwinId Twin, HeldFacts Facts)>? inside;

    public TwinId Twin => twin;

    /// <summary>What the last version says; made anew each time once it is packed.</summary>
    public IReadOnlyList<Fact> Facts => own.Read(name, packing);

    /// <summary>Nodes that stand in it.</summary>
    public int InsideCount => inside?.Count ?? 0;

    /// <summary>What stands in it, by node and statement; made anew each time once it is packed.</summary>
    public IEnumerable<(TwinId Twin, IReadOnlyList<Fact> Facts)> Inside => inside is null ? [] : inside.Select(i => (i.Value.Twin, i.Value.Facts.Read(i.Key.Node, packing)));

    /// <summary>Whether the record at hand is older than what is held: what stands in it is not taken either.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Takes a version; returns what was planned.</summary>
    public PlannedChange Take(NodeVersion version)
    {
        var before = Facts;
        var planned = ChangePlanner.Plan(version, before, default);
        own = After(own, before, planned);
        if (planned.IsNewer) { inside = null; }
        IsLate = planned.IsOlder;
        return planned;
    }

    /// <summary>Ends with what stands in it.</summary>
    public void End() => (own, inside) = (HeldFacts.None, null);

    /// <summary>Takes what stands in the version taken last.</summary>
    public void TakeInside(NodeVersion version, TwinId of)
    {
        if (IsLate) { return; }
        inside ??= [];
        var facts = inside.TryGetValue((version.Node, version.Rule), out var held) ? held.Facts : HeldFacts.None;
        var before = facts.Read(version.Node, packing);
        if (SaysNothingNew(version, before)) { return; }
        inside[(version.Node, version.Rule)] = (of, After(facts, before, ChangePlanner.Plan(version, before, default)));
    }

    /// <summary>Holds all of it in few bytes.</summary>
    public void Pack()
    {
        own = own.Packed(name, packing);
        if (inside is null) { return; }
        foreach (var (key, held) in inside) { inside[key] = (held.Twin, held.Facts.Packed(key.Node, packing)); }
    }

    // What is sent again and again gives a fact so many origins and no more.
    private static bool SaysNothingNew(NodeVersion version, IReadOnlyList<Fact> held)
    {
        if (version.HasLifeCycle || version.NullProperties.Count > 0 || held.Count < version.Facts.Length * Limits.MaxOriginsPerFact) { return false; }
        var known = held.Select(f => f.Triple).ToHashSet();
        return version.Facts.All(f => known.Contains(f.Triple));
    }

    private static HeldFacts After(HeldFacts held, IReadOnlyList<Fact> before, PlannedChange planned) =>
        planned.Assert.IsEmpty && planned.Close.IsEmpty ? held : new([.. before.Except(planned.Close), .. planned.Assert]);
}
