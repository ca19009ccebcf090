using Ontotwin.Graph;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>What stands inside a record that is replaced or taken back, and that the new record does not name: it ends with the record that named it.</summary>
internal static class NestedNodes
{
    /// <summary>The facts that end.</summary>
    /// <param name="version">The new version of the node around them.</param>
    /// <param name="own">The facts of the version before.</param>
    /// <param name="named">Nodes that the new record names.</param>
    /// <param name="held">Facts held by their subjects.</param>
    public static List<Fact> Ended(NodeVersion version, IEnumerable<Fact> own, IReadOnlySet<Iri> named, IReadOnlyDictionary<Term, List<Fact>> held)
    {
        var ended = new List<Fact>();
        if (version.NestedRules.Count == 0) { return ended; }
        var documents = own.Select(ChangePlanner.DocumentOf).ToHashSet();
        // What is of the same document as the version before, by the nodes that it links to.
        var nested = held.Values.SelectMany(f => f).Where(f => IsOf(version.NestedRules, f) && documents.Contains(ChangePlanner.DocumentOf(f))).ToLookup(f => f.Triple.Subject);
        var byTarget = nested.SelectMany(n => n.Where(f => f.Triple.Object is Iri).Select(f => (Node: n.Key, Target: f.Triple.Object))).ToLookup(l => l.Target, l => l.Node);
        var (inside, open) = (new HashSet<Term> { version.Node }, new Queue<Term>([version.Node]));
        while (open.TryDequeue(out var around))
        {
            foreach (var node in byTarget[around].Where(inside.Add)) { open.Enqueue(node); }
        }
        foreach (var node in inside.OfType<Iri>().Where(n => n != version.Node && !named.Contains(n))) { ended.AddRange(Ended(nested[node], inside)); }
        return ended;
    }

    // What stands inside another record too loses its link to this one only.
    private static List<Fact> Ended(IEnumerable<Fact> facts, HashSet<Term> inside)
    {
        var all = facts.ToList();
        var links = all.Where(f => inside.Contains(f.Triple.Object)).ToList();
        var properties = links.Select(f => f.Triple.Predicate).ToHashSet();
        return all.Exists(f => properties.Contains(f.Triple.Predicate) && !inside.Contains(f.Triple.Object)) ? links : all;
    }

    // `module/map.node.property`, or of the node itself `module/map.node`; names of shapes have a dot more.
    private static bool IsOf(IReadOnlySet<string> rules, Fact fact)
    {
        if (fact.Justification is not Asserted { Origin.Rule: var rule }) { return false; }
        return rules.Contains(rule) || (rule.LastIndexOf('.') is > 0 and var end && rules.Contains(rule[..end]));
    }
}
