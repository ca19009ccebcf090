using System.Collections.Immutable;

namespace Ontotwin.Causal.Graphs;

/// <summary>Arrows by number: variables are numbered in ordinal order, so that every search is in the same order on every machine.</summary>
internal sealed record Adjacency(ImmutableArray<string> Names, ImmutableArray<ImmutableArray<int>> Parents, ImmutableArray<ImmutableArray<int>> Children)
{
    /// <summary>The arrows of these edges.</summary>
    public static Adjacency Of(IEnumerable<(string Cause, string Effect)> edges, IEnumerable<string> others)
    {
        var list = edges.Distinct().ToList();
        var all = list.SelectMany(e => new[] { e.Cause, e.Effect }).Concat(others);
        ImmutableArray<string> names = [.. all.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var parents = names.Select(_ => new SortedSet<int>()).ToArray();
        var children = names.Select(_ => new SortedSet<int>()).ToArray();
        foreach (var (cause, effect) in list)
        {
            var from = names.BinarySearch(cause, StringComparer.Ordinal);
            var to = names.BinarySearch(effect, StringComparer.Ordinal);
            children[from].Add(to);
            parents[to].Add(from);
        }
        return new(names, [.. parents.Select(p => p.ToImmutableArray())], [.. children.Select(c => c.ToImmutableArray())]);
    }

    /// <summary>Number of a variable; negative when there is none of this name.</summary>
    public int IndexOf(string name) => Names.BinarySearch(name, StringComparer.Ordinal);

    /// <summary>Which of the variables are named.</summary>
    public bool[] IndexesOf(IEnumerable<string> names)
    {
        var marks = new bool[Names.Length];
        foreach (var index in names.Select(IndexOf).Where(i => i >= 0)) { marks[index] = true; }
        return marks;
    }

    /// <summary>The graph without the arrows that leave a variable.</summary>
    public Adjacency WithoutArrowsFrom(int variable) => this with
    {
        Children = Children.SetItem(variable, []),
        Parents = [.. Parents.Select(p => p.Remove(variable))],
    };

    /// <summary>The variables reached from these along the given arrows, themselves included.</summary>
    public static bool[] Reach(IEnumerable<int> start, ImmutableArray<ImmutableArray<int>> neighbours)
    {
        var reached = new bool[neighbours.Length];
        var waiting = new Stack<int>(start);
        while (waiting.TryPop(out var variable))
        {
            if (reached[variable]) { continue; }
            reached[variable] = true;
            foreach (var next in neighbours[variable]) { waiting.Push(next); }
        }
        return reached;
    }

    /// <summary>A variable on a cycle, or null when there is none (Kahn 1962).</summary>
    public string? OnCycle()
    {
        var open = Parents.Select(p => p.Length).ToArray();
        var ready = new Stack<int>(Enumerable.Range(0, open.Length).Where(i => open[i] == 0));
        while (ready.TryPop(out var variable))
        {
            foreach (var child in Children[variable])
            {
                if (--open[child] == 0) { ready.Push(child); }
            }
        }
        // A variable that only follows a cycle is open as well: one that reaches itself is on it.
        return Enumerable.Range(0, open.Length)
            .Where(i => open[i] > 0 && Reach(Children[i], Children)[i])
            .Select(i => Names[i]).FirstOrDefault();
    }
}
