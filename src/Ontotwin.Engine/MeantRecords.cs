using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Which record that is held a new one means, where it is not held by its own key: a correction may leave out or change the optional parts of the key, or come
/// under another number of the person. Only what surely is the same record is taken for it; whatever else looks so is told and kept beside.
/// </summary>
/// <param name="factsOf">Facts held of a node; of all statements, or of one alone.</param>
/// <param name="all">All facts held, asked for once, when something is not held by its own key.</param>
/// <param name="tell">Takes remarks.</param>
internal sealed class MeantRecords(Func<NodeVersion, Iri, IReadOnlyList<Fact>> factsOf, Func<IEnumerable<Fact>> all, Action<Diagnostic>? tell)
{
    private Dictionary<string, List<Iri>>? byShorterKey;
    private readonly Dictionary<string, List<Iri>> byOtherKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Iri>> byFirst = new(StringComparer.Ordinal);

    /// <summary>Takes note of facts that are held from here on.</summary>
    public void Add(IEnumerable<Fact> facts)
    {
        if (byShorterKey is null) { return; }
        foreach (var fact in facts) { Add(fact, byShorterKey); }
    }

    /// <summary>Forgets a node that is held no longer.</summary>
    public void Forget(IEnumerable<Fact> facts)
    {
        if (byShorterKey is null) { return; }
        foreach (var fact in facts)
        {
            Remove(byShorterKey, RecordMarks.NameIn(fact, RecordMarks.ShorterKey), (Iri)fact.Triple.Subject);
            Remove(byFirst, RecordMarks.NameIn(fact, RecordMarks.OccurrenceOf), (Iri)fact.Triple.Subject);
            Remove(byOtherKey, RecordMarks.NameIn(fact, RecordMarks.OtherKey), (Iri)fact.Triple.Subject);
        }
    }

    /// <summary>The version of the node that is meant; null when several are, and none is to be guessed.</summary>
    public NodeVersion? Resolve(NodeVersion said)
    {
        if (!said.HasLifeCycle || said.Record is not null || IsHeld(said, said.Node)) { return said; }
        if (ByKeys(said, out var isAmbiguous) is { } version) { return version; }
        if (isAmbiguous) { return null; }
        foreach (var name in said.FormerNames)
        {
            var former = said.As(name.Name);
            var found = IsHeld(former, former.Node) ? former : ByKeys(former, out isAmbiguous);
            if (found is null && !isAmbiguous) { continue; }
            if (name.IsSure) { return found; }
            tell?.Invoke(KeyRemarks.PerhapsTheSame(said));
            return said;
        }
        return said.Kind switch
        {
            LifeCycleKind.Replace or LifeCycleKind.Retract => Corrected(said),
            var kind when kind.OnlySays() => Awaited(said),
            _ => said,
        };
    }

    /// <summary>The further records that one document held of the key of a version; of the same statement.</summary>
    public IReadOnlyList<Iri> OccurrencesOf(NodeVersion version) => ShorterKeys.Count + byFirst.Count == 0 ? [] : Of(byFirst, version, version.Node, RecordMarks.OccurrenceOf) ?? [];

    // By a name that a version had before, or by the key without its optional parts.
    private NodeVersion? ByKeys(NodeVersion said, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (ShorterKeys.Count + byOtherKey.Count > 0 && Of(byOtherKey, said, said.Node, RecordMarks.OtherKey) is [var other]) { return said.As(other) with { OtherKey = said.Node }; }
        if (!said.IsShort || said.Kind is not (LifeCycleKind.Replace or LifeCycleKind.Retract or LifeCycleKind.Absent)) { return null; }
        var meant = Of(ShorterKeys, said, said.Node, RecordMarks.ShorterKey);
        isAmbiguous = meant?.Count > 1;
        return meant is [var one] ? said.Meaning(one) : null;
    }

    // A correction that has optional parts, of a record that has none of them and is the only one: which of several times it corrects, no message says. A retraction is not guessed to mean a value that may be right.
    private NodeVersion Corrected(NodeVersion said)
    {
        var candidates = Besides(said);
        if (candidates is [var only] && only == said.ShorterKey && said is { Kind: LifeCycleKind.Replace, IsNumbered: true })
        {
            tell?.Invoke(KeyRemarks.CorrectedByNumber(said));
            return said.As(only) with { OtherKey = said.Node };
        }
        // What stands in a record is corrected with it, and told with it.
        if (said is { Within: null, IsByMap: false }) { tell?.Invoke(KeyRemarks.NothingCorrected(said, candidates.Count)); }
        return said is { Kind: LifeCycleKind.Replace, IsNumbered: true, IsShort: false } && candidates.Count == 0 ? said with { AwaitsOriginal = true } : said;
    }

    // The same where the correction came first: what is older than it, and would have been replaced by it, is replaced.
    private NodeVersion Awaited(NodeVersion said)
    {
        if (!said.IsShort || said.OrderedBy is null || Besides(said) is not [var only]) { return said; }
        var held = factsOf(said, only);
        if (!held.Any(f => f.Triple.Predicate == RecordMarks.AwaitsOriginal) || (said.Kind == LifeCycleKind.Assert && ChangePlanner.Compared(said, held) is not < 0)) { return said; }
        return said.As(only) with { OtherKey = said.Node };
    }

    // Records that differ in the optional parts of the key alone.
    private List<Iri> Besides(NodeVersion said)
    {
        if ((said.IsShort ? said.Node : said.ShorterKey) is not { } shorter) { return []; }
        var found = Of(ShorterKeys, said, shorter, RecordMarks.ShorterKey) ?? [];
        if (shorter != said.Node && IsHeld(said, shorter) && !found.Contains(shorter)) { found.Add(shorter); }
        return found;
    }

    private Dictionary<string, List<Iri>> ShorterKeys
    {
        get
        {
            if (byShorterKey is not null) { return byShorterKey; }
            byShorterKey = new(StringComparer.Ordinal);
            Add(all());
            return byShorterKey;
        }
    }

    /// <summary>Whether anything of a version's statement is held of a node.</summary>
    public bool IsHeld(NodeVersion version, Iri node)
    {
        foreach (var fact in factsOf(version, node))
        {
            if (ChangePlanner.IsOwn(version, fact)) { return true; }
        }
        return false;
    }

    private List<Iri>? Of(Dictionary<string, List<Iri>> index, NodeVersion said, Iri name, Iri property)
    {
        if (!index.TryGetValue(name.LocalName, out var nodes)) { return null; }
        return [.. nodes.Where(n => n != said.Node && factsOf(said, n).Any(f => ChangePlanner.IsOwn(said, f) && RecordMarks.NameIn(f, property) == name.LocalName))];
    }

    private void Add(Fact fact, Dictionary<string, List<Iri>> shorter)
    {
        if (RecordMarks.NameIn(fact, RecordMarks.ShorterKey) is { } name) { Add(shorter, name, (Iri)fact.Triple.Subject); }
        else if (RecordMarks.NameIn(fact, RecordMarks.OccurrenceOf) is { } first) { Add(byFirst, first, (Iri)fact.Triple.Subject); }
        else if (RecordMarks.NameIn(fact, RecordMarks.OtherKey) is { } other) { Add(byOtherKey, other, (Iri)fact.Triple.Subject); }
    }

    private static void Add(Dictionary<string, List<Iri>> index, string name, Iri node)
    {
        if (!index.TryGetValue(name, out var nodes)) { index.Add(name, nodes = []); }
        if (!nodes.Contains(node)) { nodes.Add(node); }
    }

    private static void Remove(Dictionary<string, List<Iri>> index, string? name, Iri node)
    {
        if (name is not null && index.TryGetValue(name, out var nodes) && nodes.Remove(node) && nodes.Count == 0) { index.Remove(name); }
    }
}
