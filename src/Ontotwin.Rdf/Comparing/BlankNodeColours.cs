using System.Security.Cryptography;
using System.Text;

namespace Ontotwin.Rdf.Comparing;

/// <summary>
/// Colours of blank nodes by what is said of them, divided until no colour divides any more. Labels play no part: isomorphic datasets get the same colours.
/// A node is looked at again only when a neighbour's colour has changed, so that a long chain costs its length and not its square.
/// </summary>
internal sealed class BlankNodeColours
{
    private readonly BlankNodeStatements statements;
    private readonly ComparisonBudget budget;
    private readonly Dictionary<int, string> colours;
    private readonly Dictionary<string, int> sizes;

    private BlankNodeColours(BlankNodeStatements statements, ComparisonBudget budget, Dictionary<int, string> colours)
    {
        (this.statements, this.budget, this.colours) = (statements, budget, colours);
        sizes = colours.Values.CountBy(c => c).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The colour of each node.</summary>
    public IReadOnlyDictionary<int, string> Colours => colours;

    /// <summary>How many nodes have each colour.</summary>
    public IReadOnlyDictionary<string, int> Sizes => sizes;

    /// <summary>The colours of all nodes of a dataset.</summary>
    public static BlankNodeColours OfAll(BlankNodeStatements statements, ComparisonBudget budget)
    {
        var all = new BlankNodeColours(statements, budget, Enumerable.Range(0, statements.Count).ToDictionary(n => n, _ => ""));
        all.Divide([.. all.colours.Keys]);
        return all;
    }

    /// <summary>The same colours of some nodes.</summary>
    public BlankNodeColours Of(List<int> nodes)
    {
        budget.Spend(nodes.Count);
        return new(statements, budget, nodes.ToDictionary(n => n, n => colours[n]));
    }

    /// <summary>The nodes of a colour.</summary>
    public IEnumerable<int> With(string colour) => colours.Where(c => c.Value == colour).Select(c => c.Key);

    /// <summary>All its nodes' colours, in an order.</summary>
    public string Text => string.Join(' ', colours.Values.Order(StringComparer.Ordinal));

    /// <summary>Whether the other has as many nodes of each colour.</summary>
    public bool IsLike(BlankNodeColours other) => sizes.Count == other.sizes.Count && sizes.All(s => other.sizes.TryGetValue(s.Key, out var size) && size == s.Value);

    /// <summary>The colours when one node has a colour of its own.</summary>
    public BlankNodeColours Marked(int node, string mark)
    {
        budget.Spend(colours.Count);
        var marked = new BlankNodeColours(statements, budget, new(colours));
        marked.Set(node, mark);
        marked.Divide([.. marked.Neighbours(node)]);
        return marked;
    }

    private IEnumerable<int> Neighbours(int node) => statements.Of(node).SelectMany(statements.Nodes).Where(n => n != node);

    private void Set(int node, string colour)
    {
        if (--sizes[colours[node]] == 0) { sizes.Remove(colours[node]); }
        sizes[colour] = sizes.GetValueOrDefault(colour) + 1;
        colours[node] = colour;
    }

    private void Divide(HashSet<int> touched)
    {
        while (touched.Count > 0)
        {
            var next = touched.ToDictionary(n => n, Digest);
            var divided = next.GroupBy(n => colours[n.Key]).SelectMany(g => Leaving(g.Key, [.. g])).ToList();
            foreach (var (node, colour) in divided) { Set(node, colour); }
            touched = [.. divided.SelectMany(d => Neighbours(d.Key))];
        }
    }

    // Nodes that get another colour than they have: all but those that were not touched, or else all but the most that are now alike.
    private IEnumerable<KeyValuePair<int, string>> Leaving(string colour, List<KeyValuePair<int, string>> touched)
    {
        var groups = touched.GroupBy(n => n.Value);
        return (touched.Count < sizes[colour] ? groups : groups.OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Skip(1)).SelectMany(g => g);
    }

    private string Digest(int node)
    {
        var about = statements.Of(node);
        budget.Spend(about.Count);
        var lines = about.ConvertAll(q => $"{Seen(q.Triple.Subject)} {q.Triple.Predicate} {Seen(q.Triple.Object)} {Seen(q.Graph)}");
        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(colours[node] + "\n" + string.Join('\n', lines))), 0, 16);

        string Seen(Term? term) => term switch { null => "-", BlankNode b => statements.Number(b) is var other && other == node ? "@" : "_" + colours[other], _ => term.ToString() };
    }
}
