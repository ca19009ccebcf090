using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Sources;

namespace Ontotwin.Engine;

/// <summary>
/// What one document says of the nodes of one twin, in order. A node of one statement that comes with every record (the person whose row it is) is held once, with the field of
/// each time: every time is an origin of its own when it is kept.
/// </summary>
internal sealed class SaidNodes
{
    // A row names few people and devices beside what it tells of them.
    private const int Remembered = 4;
    private readonly List<(NodeChange Change, Field Again)> said = [];
    private readonly NodeChange?[] single = new NodeChange?[Remembered];
    private int next;

    /// <summary>Takes the next change.</summary>
    public void Add(NodeChange change)
    {
        if (!IsSingle(change)) { said.Add((change, default)); return; }
        foreach (var known in single)
        {
            if (known is null || !IsSame(known, change)) { continue; }
            said.Add((known, change.At));
            return;
        }
        single[next++ % Remembered] = change;
        said.Add((change, default));
    }

    /// <summary>The changes in order, made one at a time.</summary>
    public IEnumerable<NodeVersion> Versions()
    {
        NodeVersion? version = null;
        NodeChange? made = null;
        foreach (var (change, again) in said)
        {
            if (!ReferenceEquals(made, change)) { (version, made) = (NodeVersion.Of(change), change); }
            yield return again.IsAbsent ? version! : version!.Again(new LiftedFrom(change.Facts[0].From.Rule, again, change.Facts[0].From.HasText));
        }
    }

    // One statement, at the node's own field, and nothing that tells versions of the node apart.
    private static bool IsSingle(NodeChange change) =>
        change is { HasLifeCycle: false, Kind: LifeCycleKind.Assert, OrderedBy: null, NullProperties.Count: 0, Facts.Count: 1, IsPlain: true } && !change.At.IsAbsent && change.Facts[0].From.Field == change.At;

    private static bool IsSame(NodeChange one, NodeChange other)
    {
        var (fact, again) = (one.Facts[0], other.Facts[0]);
        return one.Node == other.Node && one.Rule == other.Rule && fact.Subject == again.Subject && fact.Predicate == again.Predicate && fact.Object.Equals(again.Object)
            && ReferenceEquals(fact.From.Rule, again.From.Rule) && fact.From.HasText == again.From.HasText;
    }
}
