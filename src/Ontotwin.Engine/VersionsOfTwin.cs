using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Applies what records say of one twin to the facts held of it, in order: which node is meant, what a newer version replaces together with what stood in it,
/// what an older one must not bring.
/// </summary>
/// <param name="held">Facts held by their subjects; changed as versions are applied.</param>
/// <param name="onDiagnostic">Takes remarks.</param>
internal sealed class VersionsOfTwin(Dictionary<Term, List<Fact>> held, Action<Diagnostic>? onDiagnostic)
{
    private readonly MeantRecords records = new((_, node) => held.GetValueOrDefault(node) ?? [], () => held.Values.SelectMany(f => f), onDiagnostic);
    private readonly HashSet<Iri> older = [];
    private HeldNames? names;

    /// <summary>The change of the node that is meant; null when several are, and none is to be guessed.</summary>
    public NodeVersion? Resolve(NodeVersion said) => (names ??= new HeldNames(records)).Resolve(said);

    /// <summary>All facts held.</summary>
    public IEnumerable<Fact> Held => held.Values.SelectMany(f => f);

    /// <summary>The facts held of a node; a list that may be changed.</summary>
    public List<Fact> FactsOf(Iri node)
    {
        if (!held.TryGetValue(node, out var facts)) { held.Add(node, facts = []); }
        return facts;
    }

    /// <summary>The facts to assert and to close for one version, which are held and no longer held from here on.</summary>
    /// <param name="version">What the record says.</param>
    /// <param name="namedBy">Nodes that a version's record names; asked only of a version that replaces another.</param>
    /// <param name="knownAt">Transaction time.</param>
    /// <param name="mayClose">Whether a fact may be closed by it; null: all may.</param>
    public (IReadOnlyList<Fact> Assert, IReadOnlyList<Fact> Close) Apply(NodeVersion version, Func<NodeVersion, IReadOnlySet<Iri>> namedBy, DateTimeOffset knownAt, Func<Fact, bool>? mayClose = null)
    {
        // What stands in a record that came too late came too late.
        if (version.Within is { } around && older.Contains(around)) { return ([], []); }
        if (version.OccurrenceOf is { } first && FurtherRecords.IsOlder(version, OwnOf(version, first)))
        {
            older.Add(version.Node);
            return ([], []);
        }
        var facts = FactsOf(version.Node);
        var planned = ChangePlanner.Plan(version, facts, knownAt);
        if (planned.Diagnostic is { } diagnostic) { onDiagnostic?.Invoke(diagnostic); }
        if (planned.IsOlder) { older.Add(version.Node); }
        else { older.Remove(version.Node); }
        var close = planned.Close.Concat(planned.IsNewer ? NestedNodes.Ended(version, planned.Before, namedBy(version), held) : []).Concat(OccurrencesEnded(version, planned)).Where(f => mayClose?.Invoke(f) != false).ToList();
        foreach (var ended in close) { held[ended.Triple.Subject].Remove(ended); }
        facts.AddRange(planned.Assert);
        if (version.HasLifeCycle) { records.Add(planned.Assert); }
        return (planned.Assert, close);
    }

    private IEnumerable<Fact> OccurrencesEnded(NodeVersion version, PlannedChange planned) => !FurtherRecords.EndsOthers(version, planned) ? []
        : records.OccurrencesOf(version).Select(o => OwnOf(version, o)).Where(o => o.Count > 0 && FurtherRecords.IsNewer(version, o)).SelectMany(o => o);

    private List<Fact> OwnOf(NodeVersion version, Iri node) => FactsOf(node).FindAll(f => ChangePlanner.IsOwn(version, f));

    /// <summary>Nodes that the records of a document name inside a version's node, by the record: under all the names that they may be held by. What it says of them elsewhere is another record's.</summary>
    public static Func<NodeVersion, IReadOnlySet<Iri>> NamedBy(IEnumerable<NodeVersion> versions)
    {
        var byRecord = new Lazy<ILookup<int, NodeVersion>>(() => versions.ToLookup(v => v.RecordNumber), isThreadSafe: false);
        var known = new Dictionary<(int, string), IReadOnlySet<Iri>>();
        return version =>
        {
            if (!known.TryGetValue((version.RecordNumber, version.Rule), out var named)) { known.Add((version.RecordNumber, version.Rule), named = byRecord.Value[version.RecordNumber].Where(v => version.NestedRules.Contains(v.Rule)).SelectMany(v => v.FormerNames.Select(n => n.Name).Prepend(v.Node)).ToHashSet()); }
            return named;
        };
    }
}
