namespace Ontotwin.Causal.Graphs;

/// <summary>d-separation by reachability along active trails (Koller and Friedman 2009, algorithm 3.1).</summary>
internal static class Separation
{
    /// <summary>Whether every path between two variables is blocked by the given ones.</summary>
    public static bool Holds(Adjacency graph, int first, int second, bool[] given)
    {
        if (first == second) { return false; }
        var aboveGiven = Adjacency.Reach(Enumerable.Range(0, given.Length).Where(i => given[i]), graph.Parents);
        var visited = new HashSet<(int Variable, bool FromChild)>();
        var waiting = new Stack<(int Variable, bool FromChild)>([(first, true)]);
        while (waiting.TryPop(out var at))
        {
            if (!visited.Add(at)) { continue; }
            if (at.Variable == second) { return false; }
            var (variable, fromChild) = at;
            if (!given[variable])
            {
                // A chain or a fork goes on, and from a parent down to the children.
                foreach (var child in graph.Children[variable]) { waiting.Push((child, false)); }
            }
            if (fromChild ? !given[variable] : aboveGiven[variable])
            {
                // Upwards: from a child through an ungiven variable, or out of a collider that is given or has a given descendant.
                foreach (var parent in graph.Parents[variable]) { waiting.Push((parent, true)); }
            }
        }
        return true;
    }
}
