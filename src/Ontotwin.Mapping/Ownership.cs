using System.Runtime.InteropServices;
using Ontotwin.Graph;
using Ontotwin.Mapping.Plan;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping;

/// <summary>Whose twin each node of a record belongs to: the nearest person that its links lead to, else the one person whose nodes link to it.</summary>
internal sealed class Ownership(List<NodeChange> nodes, PeopleNamed people)
{
    // The thread's own, which serves for the next record too.
    private NearestPeople? nearest;

    /// <summary>Whether links of other nodes were followed: then the record's other maps had a say.</summary>
    public bool HasFollowedLinks => nearest is not null;

    /// <summary>The twin of a node; null when it reaches none, or several that differ.</summary>
    public TwinId? Of(NodeChange node) => node.Person ?? Directly(node) ?? (nearest ??= Scratch.OfThread.Nearest.Begin(nodes, people)).Of(node.Node);

    // Where every node links to a person itself, no table of links is needed.
    private TwinId? Directly(NodeChange node)
    {
        if (people.TryGet(node.Node, out var own)) { return own; }
        TwinId? found = null;
        foreach (ref readonly var fact in node.Facts.AsSpan())
        {
            if (NearestPeople.TargetOf(in fact) is not { } target || !people.TryGet(target, out var twin)) { continue; }
            if (found is { } other && other != twin) { return null; }
            found = twin;
        }
        return found;
    }
}

/// <summary>
/// The people that the nodes of a record lead to, found for all of them at once: from each person backwards along the links, one link further at a time. It
/// costs as much as the record has links, circles included.
/// </summary>
internal sealed class NearestPeople
{
    private const int KeptNodes = 4096;
    private LinkTable sources = new();
    private Dictionary<Iri, Reached> reached = [];
    private List<Iri> frontier = [];
    private List<Iri> next = [];

    /// <summary>Begins with a record, and forgets the one before.</summary>
    public NearestPeople Begin(List<NodeChange> nodes, PeopleNamed people)
    {
        // What one large record needed is not kept.
        if (reached.Count > KeptNodes || sources.Count > KeptNodes) { (sources, reached, frontier, next) = (new LinkTable(), [], [], []); }
        sources.Clear();
        reached.Clear();
        frontier.Clear();
        next.Clear();
        foreach (var node in nodes)
        {
            if (node.Person is not null) { continue; }
            foreach (ref readonly var fact in node.Facts.AsSpan())
            {
                if (TargetOf(in fact) is { } target) { sources.Add(target, node.Node); }
            }
        }
        foreach (var (person, twin) in people.All)
        {
            reached[person] = new Reached(0, twin);
            frontier.Add(person);
        }
        for (var hops = 1; hops <= Limits.MaxOwnershipHops && frontier.Count > 0; hops++)
        {
            foreach (var node in frontier) { StepBack(node, hops); }
            (frontier, next) = (next, frontier);
            next.Clear();
        }
        return this;
    }

    /// <summary>The one person that is nearest by the node's links, else by the nodes that link to it; null for none, or several.</summary>
    public TwinId? Of(Iri node) => reached.GetValueOrDefault(node).Twin ?? OfSources(node);

    // Links lead from instance to instance.
    public static Iri? TargetOf(ref readonly LiftedFact fact) =>
        fact.Object is Iri target && !ReferenceEquals(fact.Predicate, RdfTerms.Type) && target.Value.StartsWith(TwinId.InstanceNamespace, StringComparison.Ordinal) ? target : null;

    private void StepBack(Iri node, int hops)
    {
        var twin = reached[node].Twin;
        foreach (var source in sources.From(node))
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(reached, source, out var isKnown);
            if (!isKnown)
            {
                known = new Reached(hops, twin);
                next.Add(source);
            }
            // Two people at the same distance: neither is the one.
            else if (known.Hops == hops && known.Twin != twin) { known = new Reached(hops, null); }
        }
    }

    private TwinId? OfSources(Iri start)
    {
        var (found, seen, here) = (new HashSet<TwinId>(), new HashSet<Iri> { start }, new List<Iri> { start });
        for (var hop = 0; hop <= Limits.MaxOwnershipHops && here.Count > 0 && found.Count == 0; hop++)
        {
            var beyond = new List<Iri>();
            foreach (var node in here)
            {
                if (node != start && reached.GetValueOrDefault(node).Twin is { } twin) { found.Add(twin); }
                foreach (var source in sources.From(node))
                {
                    if (seen.Add(source)) { beyond.Add(source); }
                }
            }
            here = beyond;
        }
        return found.Count == 1 ? found.First() : null;
    }

    /// <summary>How far a person is, and who; nobody where two are as near.</summary>
    private readonly record struct Reached(int Hops, TwinId? Twin);

    /// <summary>Which nodes link to a node.</summary>
    private sealed class LinkTable
    {
        private readonly Dictionary<Iri, int> last = [];
        private readonly List<(Iri Source, int Before)> links = [];

        public int Count => links.Count;

        public void Clear()
        {
            last.Clear();
            links.Clear();
        }

        public void Add(Iri target, Iri source)
        {
            ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(last, target, out var isKnown);
            links.Add((source, isKnown ? at : -1));
            at = links.Count - 1;
        }

        /// <summary>The sources of a target, the latest first.</summary>
        public Walk From(Iri target) => new(links, last.TryGetValue(target, out var at) ? at : -1);

        public struct Walk(List<(Iri Source, int Before)> links, int at)
        {
            private int next = at;

            public Iri Current { get; private set; } = RdfTerms.Nil;

            public readonly Walk GetEnumerator() => this;

            public bool MoveNext()
            {
                if (next < 0) { return false; }
                (Current, next) = links[next];
                return true;
            }
        }
    }
}
