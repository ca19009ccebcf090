using System.Globalization;

namespace Ontotwin.Rdf.Comparing;

/// <summary>
/// Looks for a renaming of blank nodes: nodes are coloured by what is said of them until no colour divides any more; where several nodes share a colour
/// one is told apart by trial (as in canonical labelling of graphs).
/// </summary>
internal sealed class BlankNodeMatching(List<Quad> left, List<Quad> right)
{
    private int trials;

    public bool Exists() => Match(new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));

    private bool Match(Dictionary<string, string> fixedLeft, Dictionary<string, string> fixedRight)
    {
        if (++trials > Limits.MaxIsomorphismTrials) { throw new InvalidOperationException("the datasets have too many blank nodes that look alike to be compared"); }
        var (a, b) = (Colour(left, fixedLeft), Colour(right, fixedRight));
        var (groupsA, groupsB) = (Groups(a), Groups(b));
        if (groupsA.Count != groupsB.Count || groupsA.Any(g => !groupsB.TryGetValue(g.Key, out var other) || other.Count != g.Value.Count)) { return false; }
        var open = groupsA.Where(g => g.Value.Count > 1).OrderBy(g => g.Value.Count).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault();
        if (open.Value is null) { return SameUnder(groupsA, groupsB); }
        var mark = "#" + fixedLeft.Count.ToString(CultureInfo.InvariantCulture);
        var chosen = open.Value[0];
        return groupsB[open.Key].Exists(candidate => Match(new(fixedLeft) { [chosen] = mark }, new(fixedRight) { [candidate] = mark }));
    }

    private bool SameUnder(Dictionary<string, List<string>> groupsA, Dictionary<string, List<string>> groupsB)
    {
        var renamed = groupsA.ToDictionary(g => g.Value[0], g => groupsB[g.Key][0]);
        var wanted = new HashSet<Quad>(right);
        return left.TrueForAll(q => wanted.Contains(q.Relabel(label => renamed[label])));
    }

    private static Dictionary<string, List<string>> Groups(Dictionary<string, string> colours) =>
        colours.GroupBy(c => c.Value).ToDictionary(g => g.Key, g => g.Select(c => c.Key).ToList());

    private static Dictionary<string, string> Colour(List<Quad> quads, Dictionary<string, string> told)
    {
        var colours = quads.SelectMany(q => new[] { q.Triple.Subject, q.Triple.Object, q.Graph }).OfType<BlankNode>().Select(b => b.Label).Distinct()
            .ToDictionary(label => label, label => told.GetValueOrDefault(label, ""));
        var kinds = colours.Values.Distinct().Count();
        while (true)
        {
            var next = Refine(quads, colours);
            var now = next.Values.Distinct().Count();
            // As many colours as before: the same division, for refining only divides.
            if (now == kinds) { return next; }
            (colours, kinds) = (next, now);
        }
    }

    private static Dictionary<string, string> Refine(List<Quad> quads, Dictionary<string, string> colours)
    {
        var said = colours.Keys.ToDictionary(label => label, _ => new List<string>());
        string Seen(Term? term, string self) => term switch { null => "-", BlankNode b => b.Label == self ? "@" : "_" + colours[b.Label], _ => term.ToString() };
        foreach (var quad in quads)
        {
            foreach (var label in new[] { quad.Triple.Subject, quad.Triple.Object, quad.Graph }.OfType<BlankNode>().Select(b => b.Label).Distinct())
            {
                said[label].Add($"{Seen(quad.Triple.Subject, label)} {quad.Triple.Predicate} {Seen(quad.Triple.Object, label)} {Seen(quad.Graph, label)}");
            }
        }
        return said.ToDictionary(s => s.Key, s => Digest(colours[s.Key], s.Value));
    }

    private static string Digest(string before, List<string> statements)
    {
        statements.Sort(StringComparer.Ordinal);
        var text = before + "\n" + string.Join('\n', statements);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)), 0, 16);
    }
}
