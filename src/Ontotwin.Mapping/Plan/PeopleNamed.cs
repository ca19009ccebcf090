using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Mapping.Plan;

/// <summary>People by the IRIs of their nodes. A record names few, and mostly by the very object that named them before: a list is looked through until it grows.</summary>
internal sealed class PeopleNamed
{
    private const int ListedAtMost = 8;
    private readonly List<(Iri Node, TwinId Twin)> listed = [];
    private Dictionary<Iri, TwinId>? indexed;

    /// <summary>All of them, each node with its twin.</summary>
    public IReadOnlyList<(Iri Node, TwinId Twin)> All => listed;

    public void Clear()
    {
        listed.Clear();
        indexed = null;
    }

    public bool TryGet(Iri node, out TwinId twin)
    {
        if (indexed is not null) { return indexed.TryGetValue(node, out twin); }
        foreach (var (known, whose) in listed)
        {
            if (!ReferenceEquals(known, node) && known != node) { continue; }
            twin = whose;
            return true;
        }
        twin = default;
        return false;
    }

    /// <summary>Adds a person; false when the node is known already.</summary>
    public bool TryAdd(Iri node, TwinId twin)
    {
        if (TryGet(node, out _)) { return false; }
        Set(node, twin);
        return true;
    }

    /// <summary>Adds a person, or names the node's twin anew.</summary>
    public void Set(Iri node, TwinId twin)
    {
        var at = TryGet(node, out _) ? listed.FindIndex(l => l.Node == node) : -1;
        if (at >= 0) { listed[at] = (node, twin); }
        else { listed.Add((node, twin)); }
        if (indexed is not null) { indexed[node] = twin; }
        else if (listed.Count > ListedAtMost) { indexed = listed.ToDictionary(l => l.Node, l => l.Twin); }
    }

    public void SetAll(PeopleNamed others)
    {
        foreach (var (node, twin) in others.listed) { Set(node, twin); }
    }
}
