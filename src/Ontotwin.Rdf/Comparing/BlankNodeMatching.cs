using System.Globalization;

namespace Ontotwin.Rdf.Comparing;

/// <summary>
/// Looks for a renaming of blank nodes. Nodes that hang together are compared by themselves, for a part that is like another can be taken for it whatever else there is;
/// where several nodes of a part share a colour one is told apart by trial (as in canonical labelling of graphs).
/// </summary>
internal sealed class BlankNodeMatching(List<Quad> left, List<Quad> right)
{
    private readonly ComparisonBudget budget = new(left.Count + right.Count);
    private readonly BlankNodeStatements leftNodes = new(left);
    private readonly BlankNodeStatements rightNodes = new(right);
    private readonly HashSet<Quad> wanted = [.. right];

    public bool Exists()
    {
        if (!Sizes(leftNodes).SequenceEqual(Sizes(rightNodes))) { return false; }
        var (a, b) = (BlankNodeColours.OfAll(leftNodes, budget), BlankNodeColours.OfAll(rightNodes, budget));
        if (!a.IsLike(b)) { return false; }
        var open = rightNodes.Parts.Select(b.Of).GroupBy(p => p.Text, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        return leftNodes.Parts.TrueForAll(part => Take(a.Of(part), open));
    }

    private static IEnumerable<int> Sizes(BlankNodeStatements nodes) => nodes.Parts.Select(p => p.Count).Order();

    // Being isomorphic is an equivalence: whichever part is taken first, the others still find theirs.
    private bool Take(BlankNodeColours part, Dictionary<string, List<BlankNodeColours>> open)
    {
        if (!open.TryGetValue(part.Text, out var candidates) || candidates.FindLastIndex(c => Match(part, c, 0)) is not (>= 0 and var found)) { return false; }
        candidates.RemoveAt(found);
        return true;
    }

    private bool Match(BlankNodeColours a, BlankNodeColours b, int depth)
    {
        if (!a.IsLike(b)) { return false; }
        var alike = a.Sizes.Where(s => s.Value > 1).OrderBy(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Key).FirstOrDefault();
        if (alike is null) { return SameUnder(a, b); }
        ComparisonBudget.CheckDepth(depth);
        var mark = "#" + depth.ToString(CultureInfo.InvariantCulture);
        var marked = a.Marked(a.With(alike).First(), mark);
        foreach (var candidate in b.With(alike))
        {
            if (Match(marked, b.Marked(candidate, mark), depth + 1)) { return true; }
        }
        return false;
    }

    private bool SameUnder(BlankNodeColours a, BlankNodeColours b)
    {
        var ofColour = b.Colours.ToDictionary(c => c.Value, c => rightNodes.Label(c.Key), StringComparer.Ordinal);
        var renamed = a.Colours.ToDictionary(c => leftNodes.Label(c.Key), c => ofColour[c.Value], StringComparer.Ordinal);
        return a.Colours.Keys.SelectMany(leftNodes.Of).All(q => wanted.Contains(q.Relabel(label => renamed[label])));
    }
}
