using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Gives the nodes of one record to people, where some are named by keys that are lent. A node's own clinical time tells who had the key then; what has none is
/// of the one person whom the times of the record's other parts name. What nobody surely had is a reject.
/// </summary>
internal sealed class Lending(IdentityTable identities, Frame frame)
{
    private static readonly Iri[] Times =
        [.. new[] { "observedAt", "performedAt", "startedAt", "sampledAt", "recordedAt", "endedAt" }.Select(OntologyModel.Term)];

    private readonly List<NodeChange> placed = [];
    private readonly List<(NodeChange Node, TwinId Lent)> untimed = [];

    /// <summary>Takes a node whose owner stands for a key that is lent; false for any other.</summary>
    public bool Takes(NodeChange node, TwinId owner)
    {
        if (!identities.IsLent(owner)) { return false; }
        if (node.Person is not null || TimeOf(node) is not { } at) { untimed.Add((node, owner)); }
        else if (identities.HolderAt(owner, at, out var why) is { } holder)
        {
            frame.Holders.Add((owner, holder));
            placed.Add(node.HeldBy(holder, owner));
        }
        else { Refuse(node, why); }
        return true;
    }

    /// <summary>The nodes taken, as those of who had the keys; once all are.</summary>
    public IReadOnlyList<NodeChange> Placed()
    {
        foreach (var (node, lent) in untimed)
        {
            var holders = frame.Holders.Where(h => h.Lent == lent).Select(h => h.Holder).Distinct().Take(2).ToList();
            if (holders is [var only]) { placed.Add(node.HeldBy(only, lent)); }
            // A bare name of somebody says nothing that could be lost.
            else if (node.Person is null || node.Facts.Count > 1) { Refuse(node, holders.Count > 1 ? "several people have it at the times of the record" : "the record has no time at which somebody surely has it"); }
        }
        return placed;
    }

    private void Refuse(NodeChange node, string why) => frame.RejectAt(Reject.LentCode, node.At.IsAbsent ? frame.Record.Root : node.At, node.Statement, $"the key is a person's for a time only, and {why}");

    private static PartialDateTime? TimeOf(NodeChange node)
    {
        foreach (var property in Times)
        {
            foreach (ref readonly var fact in node.Facts.AsSpan())
            {
                if (fact.Predicate == property && fact.Object is Literal { Lexical: var text } && PartialDateTime.TryParseXsd(text, out var time)) { return time; }
            }
        }
        return node.OrderedBy;
    }
}
