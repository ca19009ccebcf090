using System.Collections.Immutable;

namespace Ontotwin.Causal.Graphs;

/// <summary>
/// All minimal sets of allowed vertices that separate two vertices of an undirected graph: the separator nearest to the first, then from each separator
/// those that lie one vertex further (Shen and Liang, Theoretical Computer Science 1997;180:169-180). A vertex that is not allowed is dissolved: its
/// neighbours become neighbours.
/// </summary>
internal sealed class MinimalSeparators
{
    private readonly SortedSet<int>[] neighbours;
    private readonly int first;
    private readonly int second;

    private MinimalSeparators(SortedSet<int>[] neighbours, int first, int second)
    {
        this.neighbours = neighbours;
        this.first = first;
        this.second = second;
    }

    /// <summary>The separators, at most <see cref="Limits.MaxAdjustmentSets"/>; none when nothing allowed separates the two.</summary>
    public static List<ImmutableSortedSet<int>> List(SortedSet<int>[] edges, int first, int second, bool[] allowed)
    {
        for (var vertex = 0; vertex < edges.Length; vertex++)
        {
            if (!allowed[vertex] && vertex != first && vertex != second) { Dissolve(edges, vertex); }
        }
        return edges[first].Contains(second) ? [] : new MinimalSeparators(edges, first, second).Run();
    }

    private List<ImmutableSortedSet<int>> Run()
    {
        var known = new HashSet<string>();
        var found = new List<ImmutableSortedSet<int>>();
        var waiting = new Queue<ImmutableSortedSet<int>>([Beyond([.. neighbours[first]])]);
        while (found.Count < Limits.MaxAdjustmentSets && waiting.TryDequeue(out var separator))
        {
            if (!known.Add(string.Join(',', separator))) { continue; }
            found.Add(separator);
            var near = Component(first, separator);
            foreach (var vertex in separator.Where(v => !neighbours[second].Contains(v)))
            {
                var shell = near.Append(vertex).SelectMany(v => neighbours[v]).Concat(separator).Where(v => v != vertex && !near.Contains(v));
                waiting.Enqueue(Beyond([.. shell]));
            }
        }
        return found;
    }

    /// <summary>What of a separating shell touches the second vertex's side: a minimal separator.</summary>
    private ImmutableSortedSet<int> Beyond(ImmutableSortedSet<int> shell)
    {
        var far = Component(second, shell);
        return [.. far.SelectMany(v => neighbours[v]).Where(v => !far.Contains(v))];
    }

    private HashSet<int> Component(int start, ImmutableSortedSet<int> without)
    {
        var component = new HashSet<int>();
        var waiting = new Stack<int>([start]);
        while (waiting.TryPop(out var vertex))
        {
            if (without.Contains(vertex) || !component.Add(vertex)) { continue; }
            foreach (var next in neighbours[vertex]) { waiting.Push(next); }
        }
        return component;
    }

    private static void Dissolve(SortedSet<int>[] edges, int vertex)
    {
        foreach (var one in edges[vertex])
        {
            edges[one].Remove(vertex);
            edges[one].UnionWith(edges[vertex].Where(other => other != one));
        }
        edges[vertex] = [];
    }
}
