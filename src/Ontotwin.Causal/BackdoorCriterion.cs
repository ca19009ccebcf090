using System.Collections.Immutable;
using Ontotwin.Causal.Graphs;

namespace Ontotwin.Causal;

/// <summary>
/// Pearl's back-door criterion (Biometrika 1995;82:669-688): measured variables that are no effects of the treatment and block every path that enters it
/// suffice to compute the effect. Minimal sets are those of dagitty's adjustment criterion for one treatment (Perković et al., JMLR 2018;18(220)): a
/// minimal set never needs an effect of the treatment.
/// </summary>
public static class BackdoorCriterion
{
    /// <summary>What the criterion says of an effect; null when the graph lacks one of the variables or they are the same.</summary>
    public static Identification? Identify(CausalGraph graph, string treatment, string outcome)
    {
        var arrows = graph.Adjacency;
        var (x, y) = (arrows.IndexOf(treatment), arrows.IndexOf(outcome));
        if (x < 0 || y < 0 || x == y) { return null; }
        var effects = Adjacency.Reach([x], arrows.Children);
        if (graph.IsLatent(treatment) || graph.IsLatent(outcome)) { return new(IdentificationStatus.NotIdentified, [], []); }

        var allowed = arrows.Names.Select((name, i) => !effects[i] && !graph.IsLatent(name)).ToArray();
        var backdoor = arrows.WithoutArrowsFrom(x);
        var ancestors = Adjacency.Reach([x, y], backdoor.Parents);
        var separators = MinimalSeparators.List(Moral(backdoor, ancestors), x, y, allowed);
        var sets = Sorted(separators, arrows.Names);
        if (!effects[y]) { return new(IdentificationStatus.NoEffect, sets, []); }
        if (separators.Count > 0) { return new(IdentificationStatus.Backdoor, sets, []); }

        // If any set would do, all measured causes of the two that are no effects of the treatment would: the paths it leaves open are the reason.
        var widest = allowed.Select((a, i) => a && ancestors[i]).ToArray();
        return new(IdentificationStatus.NotIdentified, [], PathSearch.OpenBackdoor(arrows, x, y, widest));
    }

    private static SortedSet<int>[] Moral(Adjacency graph, bool[] within)
    {
        var edges = graph.Names.Select(_ => new SortedSet<int>()).ToArray();
        for (var child = 0; child < edges.Length; child++)
        {
            if (!within[child]) { continue; }
            // Parents of one child are married: given the child, they tell of each other.
            int[] family = [.. graph.Parents[child], child];
            foreach (var one in family) { edges[one].UnionWith(family.Where(other => other != one)); }
        }
        return edges;
    }

    private static ImmutableArray<ImmutableArray<string>> Sorted(List<ImmutableSortedSet<int>> sets, ImmutableArray<string> names) =>
        [.. sets.OrderBy(s => s.Count).ThenBy(s => string.Join('\n', s.Select(i => names[i])), StringComparer.Ordinal)
            .Select(s => s.Select(i => names[i]).ToImmutableArray())];
}
