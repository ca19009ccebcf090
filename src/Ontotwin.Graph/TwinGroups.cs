using System.Collections.Immutable;

namespace Ontotwin.Graph;

/// <summary>Which twins are one person, by all that was said of them up to an instant of transaction time.</summary>
public sealed class TwinGroups
{
    private readonly Dictionary<TwinId, ImmutableArray<TwinId>> groups = [];

    private TwinGroups()
    {
    }

    /// <summary>Whether no twins are joined.</summary>
    public bool IsEmpty => groups.Count == 0;

    /// <summary>The groups that follow of statements. Cost: O(statements).</summary>
    /// <param name="links">The statements, in any order.</param>
    /// <param name="knownAt">Only what was known then; null: all.</param>
    public static TwinGroups Of(IEnumerable<TwinLink> links, DateTimeOffset? knownAt) => Joined(Holding(links.Where(l => knownAt is not { } at || l.KnownFrom <= at)));

    /// <summary>Twins that were one person at any time, directly or over others: whatever the time, a group of then is within one of these. Cost: O(statements).</summary>
    public static TwinGroups Ever(IEnumerable<TwinLink> links) => Joined(links.Where(l => l.Kind != TwinLinkKind.Lent));

    private static TwinGroups Joined(IEnumerable<TwinLink> links)
    {
        var holding = links.Where(l => l.Kind != TwinLinkKind.Separated).ToList();
        var neighbours = holding.SelectMany(l => new[] { (From: l.Kept, To: l.Other), (From: l.Other, To: l.Kept) }).ToLookup(p => p.From, p => p.To);
        var replaced = holding.Where(l => l.Kind == TwinLinkKind.Merged).Select(l => l.Other).ToHashSet();
        var result = new TwinGroups();
        foreach (var start in neighbours.Select(n => n.Key).OrderBy(t => t.Value, StringComparer.Ordinal))
        {
            if (result.groups.ContainsKey(start)) { continue; }
            var members = Reach(start, neighbours).OrderBy(replaced.Contains).ThenBy(t => t.Value, StringComparer.Ordinal).ToImmutableArray();
            foreach (var member in members) { result.groups[member] = members; }
        }
        return result;
    }

    /// <summary>Of the statements about each two twins the one that holds: the latest by its clinical time, then by when we learned it. Loans join nobody, and are left out.</summary>
    public static IEnumerable<TwinLink> Holding(IEnumerable<TwinLink> links) =>
        links.Where(l => l.Kind != TwinLinkKind.Lent).GroupBy(l => string.CompareOrdinal(l.Kept.Value, l.Other.Value) < 0 ? (l.Kept, l.Other) : (l.Other, l.Kept))
            .Select(pair => pair.OrderBy(l => l.OrderedAt).ThenBy(l => l.KnownFrom).Last());

    /// <summary>All twins of a person, the one that stands for them first; the twin alone when it is joined to none.</summary>
    public ImmutableArray<TwinId> Members(TwinId twin) => groups.TryGetValue(twin, out var members) ? members : [twin];

    /// <summary>The twin that stands for a person: one whose identifier none replaces.</summary>
    public TwinId Representative(TwinId twin) => groups.TryGetValue(twin, out var members) ? members[0] : twin;

    private static HashSet<TwinId> Reach(TwinId start, ILookup<TwinId, TwinId> neighbours)
    {
        var (seen, open) = (new HashSet<TwinId> { start }, new Stack<TwinId>([start]));
        while (open.TryPop(out var twin))
        {
            foreach (var next in neighbours[twin].Where(seen.Add)) { open.Push(next); }
        }
        return seen;
    }
}
