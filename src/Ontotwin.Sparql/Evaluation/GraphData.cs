namespace Ontotwin.Sparql.Evaluation;

/// <summary>The triples of one graph, which may change; sorted anew when they are read after a change.</summary>
internal sealed class GraphData
{
    private readonly List<int> added = [];
    private TripleIndex? index = TripleIndex.Empty;
    private HashSet<(int S, int P, int O)>? set;

    /// <summary>Adds one; a repetition changes nothing.</summary>
    public void Add(int s, int p, int o)
    {
        if (set is not null) { set.Add((s, p, o)); }
        else
        {
            if (index is not null && added.Count == 0) { Unsort(); }
            added.AddRange([s, p, o]);
        }
        index = null;
    }

    public void Remove(int s, int p, int o)
    {
        if (set is null)
        {
            if (index is not null && added.Count == 0) { Unsort(); }
            set = [];
            for (var i = 0; i < added.Count; i += 3) { set.Add((added[i], added[i + 1], added[i + 2])); }
            added.Clear();
        }
        if (set.Remove((s, p, o))) { index = null; }
    }

    public void Clear()
    {
        added.Clear();
        set = null;
        index = TripleIndex.Empty;
    }

    /// <summary>The triples, sorted. Cost after a change: one sort of all of them.</summary>
    public TripleIndex Index(int termCount)
    {
        if (index is not null) { return index; }
        var count = set?.Count ?? added.Count / 3;
        var (s, p, o) = (new int[count], new int[count], new int[count]);
        var at = 0;
        if (set is not null)
        {
            foreach (var triple in set) { (s[at], p[at], o[at++]) = triple; }
        }
        else
        {
            for (; at < count; at++) { (s[at], p[at], o[at]) = (added[3 * at], added[(3 * at) + 1], added[(3 * at) + 2]); }
            added.Clear();
            added.TrimExcess();
        }
        return index = TripleIndex.Build(s, p, o, termCount);
    }

    private void Unsort()
    {
        var (s, p, o) = (index!.Spo.Array(0), index.Spo.Array(1), index.Spo.Array(2));
        for (var i = 0; i < s.Length; i++) { added.AddRange([s[i], p[i], o[i]]); }
    }
}
