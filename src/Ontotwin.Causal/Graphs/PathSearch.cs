using System.Collections.Immutable;

namespace Ontotwin.Causal.Graphs;

/// <summary>Lists paths without repeating a variable, depth first with an own stack, within <see cref="Limits.MaxPathSteps"/>.</summary>
internal static class PathSearch
{
    /// <summary>Paths along the arrows, shortest first.</summary>
    public static ImmutableArray<ImmutableArray<string>> Directed(Adjacency graph, string cause, string effect)
    {
        var (from, to) = (graph.IndexOf(cause), graph.IndexOf(effect));
        if (from < 0 || to < 0 || from == to) { return []; }
        var useful = Adjacency.Reach([to], graph.Parents);
        var found = Walk([from], to, path => graph.Children[path[^1]].Where(n => useful[n]), _ => true);
        return [.. found.OrderBy(p => p.Length).Select(p => p.Select(i => graph.Names[i]).ToImmutableArray())];
    }

    /// <summary>Paths that enter the treatment by an arrow and are open given the variables marked, shortest first, written with their arrows.</summary>
    public static ImmutableArray<string> OpenBackdoor(Adjacency graph, int treatment, int outcome, bool[] given)
    {
        var backdoor = graph.WithoutArrowsFrom(treatment);
        var found = Walk([treatment], outcome, path => Neighbours(backdoor, path[^1]), path => IsOpen(backdoor, path, given));
        return [.. found.OrderBy(p => p.Length).Select(p => Written(backdoor, p))];
    }

    private static IEnumerable<int> Neighbours(Adjacency graph, int variable) => graph.Parents[variable].Concat(graph.Children[variable]).Distinct().Order();

    private static List<ImmutableArray<int>> Walk(
        ImmutableArray<int> start, int goal, Func<ImmutableArray<int>, IEnumerable<int>> next, Func<ImmutableArray<int>, bool> accept)
    {
        var found = new List<ImmutableArray<int>>();
        var waiting = new Stack<ImmutableArray<int>>([start]);
        for (var steps = 0; steps < Limits.MaxPathSteps && found.Count < Limits.MaxPaths && waiting.TryPop(out var path); steps++)
        {
            if (path[^1] == goal)
            {
                if (accept(path)) { found.Add(path); }
                continue;
            }
            foreach (var variable in next(path).Where(v => !path.Contains(v)).Reverse()) { waiting.Push(path.Add(variable)); }
        }
        return found;
    }

    private static bool IsOpen(Adjacency graph, ImmutableArray<int> path, bool[] given)
    {
        for (var i = 1; i < path.Length - 1; i++)
        {
            var isCollider = graph.Children[path[i - 1]].Contains(path[i]) && graph.Children[path[i + 1]].Contains(path[i]);
            var isOpen = isCollider ? Adjacency.Reach([path[i]], graph.Children).Zip(given).Any(p => p.First && p.Second) : !given[path[i]];
            if (!isOpen) { return false; }
        }
        return true;
    }

    private static string Written(Adjacency graph, ImmutableArray<int> path)
    {
        var text = graph.Names[path[0]];
        for (var i = 1; i < path.Length; i++)
        {
            text += (graph.Children[path[i - 1]].Contains(path[i]) ? " → " : " ← ") + graph.Names[path[i]];
        }
        return text;
    }
}
