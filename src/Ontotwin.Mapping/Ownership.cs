using Ontotwin.Graph;
using Ontotwin.Mapping.Plan;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping;

/// <summary>Whose twin each node of a record belongs to: the person that it reaches by its links, else the one person whose nodes link to it.</summary>
internal sealed class Ownership
{
    private readonly Dictionary<Iri, TwinId> people = [];
    private readonly Dictionary<Iri, List<Iri>> links = [];
    private readonly Dictionary<Iri, List<Iri>> backLinks = [];

    public Ownership(IReadOnlyCollection<PendingNode> nodes, IEnumerable<KeyValuePair<Iri, TwinId>> references)
    {
        foreach (var (node, twin) in references) { people[node] = twin; }
        foreach (var node in nodes)
        {
            if (node.Person is { } person) { people[node.Node] = person; continue; }
            foreach (var fact in node.Facts)
            {
                if (fact.Triple.Predicate == RdfTerms.Type || fact.Triple.Object is not Iri target || !target.Value.StartsWith(TwinId.InstanceNamespace, StringComparison.Ordinal)) { continue; }
                Add(links, node.Node, target);
                Add(backLinks, target, node.Node);
            }
        }
    }

    /// <summary>The twin of a node; null when it reaches none, or several that differ.</summary>
    public TwinId? Of(Iri node) => Reach(node, links) ?? Reach(node, backLinks, thenForward: true);

    private static void Add(Dictionary<Iri, List<Iri>> table, Iri from, Iri to)
    {
        if (!table.TryGetValue(from, out var list)) { table.Add(from, list = []); }
        list.Add(to);
    }

    private TwinId? Reach(Iri start, Dictionary<Iri, List<Iri>> by, bool thenForward = false)
    {
        var found = new HashSet<TwinId>();
        var seen = new HashSet<Iri> { start };
        var frontier = new List<Iri> { start };
        for (var hop = 0; hop <= Limits.MaxOwnershipHops && frontier.Count > 0 && found.Count == 0; hop++)
        {
            found.UnionWith(frontier.Where(people.ContainsKey).Select(n => people[n]));
            if (thenForward) { found.UnionWith(frontier.Where(n => n != start).Select(n => Reach(n, links)).OfType<TwinId>()); }
            frontier = [.. frontier.SelectMany(n => by.GetValueOrDefault(n, [])).Where(seen.Add)];
        }
        return found.Count == 1 ? found.First() : null;
    }
}
