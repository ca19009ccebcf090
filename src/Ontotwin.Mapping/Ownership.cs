using Ontotwin.Graph;
using Ontotwin.Mapping.Plan;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping;

/// <summary>Whose twin each node of a record belongs to: the person that it reaches by its links, else the one person whose nodes link to it.</summary>
internal sealed class Ownership(IReadOnlyList<PendingNode> nodes, PeopleNamed people)
{
    private LinkTables? tables;

    /// <summary>Whether links of other nodes were followed: then the record's other maps had a say.</summary>
    public bool HasFollowedLinks => tables is not null;

    /// <summary>The twin of a node; null when it reaches none, or several that differ.</summary>
    public TwinId? Of(PendingNode node) => node.Person ?? Directly(node) ?? Reach(node.Node, (tables ??= new LinkTables(nodes)).Links) ?? Reach(node.Node, tables.BackLinks, thenForward: true);

    // Nearly every node is, or links to, a person itself: no tables of links are needed for that.
    private TwinId? Directly(PendingNode node)
    {
        if (people.TryGet(node.Node, out var own)) { return own; }
        TwinId? found = null;
        foreach (var fact in node.Facts)
        {
            if (LinkTables.TargetOf(fact) is not { } target || !people.TryGet(target, out var twin)) { continue; }
            if (found is { } other && other != twin) { return null; }
            found = twin;
        }
        return found;
    }

    private TwinId? Reach(Iri start, Dictionary<Iri, List<Iri>> by, bool thenForward = false)
    {
        var found = new HashSet<TwinId>();
        var seen = new HashSet<Iri> { start };
        var frontier = new List<Iri> { start };
        for (var hop = 0; hop <= Limits.MaxOwnershipHops && frontier.Count > 0 && found.Count == 0; hop++)
        {
            foreach (var node in frontier)
            {
                if (people.TryGet(node, out var twin)) { found.Add(twin); }
                if (thenForward && node != start && Reach(node, tables!.Links) is { } forward) { found.Add(forward); }
            }
            frontier = [.. frontier.SelectMany(n => by.GetValueOrDefault(n, [])).Where(seen.Add)];
        }
        return found.Count == 1 ? found.First() : null;
    }

    /// <summary>Links between the nodes of a record, both ways.</summary>
    private sealed class LinkTables
    {
        public LinkTables(IReadOnlyList<PendingNode> nodes)
        {
            foreach (var node in nodes)
            {
                if (node.Person is not null) { continue; }
                foreach (var fact in node.Facts)
                {
                    if (TargetOf(fact) is not { } target) { continue; }
                    Add(Links, node.Node, target);
                    Add(BackLinks, target, node.Node);
                }
            }
        }

        public Dictionary<Iri, List<Iri>> Links { get; } = [];

        public Dictionary<Iri, List<Iri>> BackLinks { get; } = [];

        // Links lead from instance to instance.
        public static Iri? TargetOf(LiftedFact fact) =>
            fact.Object is Iri target && fact.Predicate != RdfTerms.Type && target.Value.StartsWith(TwinId.InstanceNamespace, StringComparison.Ordinal) ? target : null;

        private static void Add(Dictionary<Iri, List<Iri>> table, Iri from, Iri to)
        {
            if (!table.TryGetValue(from, out var list)) { table.Add(from, list = []); }
            list.Add(to);
        }
    }
}
