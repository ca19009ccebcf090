using System.Security.Cryptography;
using System.Text;

namespace Ontotwin.Rdf.Comparing;

/// <summary>The algorithm of RDFC-1.0, section 4: blank nodes are told apart by what is said of them, and those that look alike by what is said of their neighbours.</summary>
internal sealed class Canonicalizer(List<Quad> quads, HashAlgorithmName algorithm)
{
    private readonly IdentifierIssuer canonical = new("c14n");
    private readonly Dictionary<string, List<Quad>> mentions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> firstDegree = new(StringComparer.Ordinal);
    private int steps;

    public CanonicalDataset Run()
    {
        foreach (var quad in quads)
        {
            foreach (var (label, _) in Blanks(quad).DistinctBy(b => b.Label)) { (mentions.TryGetValue(label, out var list) ? list : mentions[label] = []).Add(quad); }
        }
        var byHash = mentions.Keys.GroupBy(FirstDegree).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        foreach (var alone in byHash.Where(labels => labels.Count == 1)) { canonical.Issue(alone[0]); }
        foreach (var alike in byHash.Where(labels => labels.Count > 1)) { TellApart(alike); }
        var renamed = quads.ConvertAll(Renamed).ConvertAll(q => (Quad: q, Line: Encoding.UTF8.GetBytes(Line(q))));
        renamed.Sort((a, b) => a.Line.AsSpan().SequenceCompareTo(b.Line));
        return new([.. renamed.Select(r => r.Quad)], canonical.Issued);
    }

    private static IEnumerable<(string Label, char Position)> Blanks(Quad quad)
    {
        if (quad.Triple.Subject is BlankNode subject) { yield return (subject.Label, 's'); }
        if (quad.Triple.Object is BlankNode value) { yield return (value.Label, 'o'); }
        if (quad.Graph is BlankNode graph) { yield return (graph.Label, 'g'); }
    }

    private static string Line(Quad quad) => quad.Graph is null ? $"{quad.Triple.Subject} {quad.Triple.Predicate} {quad.Triple.Object} .\n" : $"{quad.Triple.Subject} {quad.Triple.Predicate} {quad.Triple.Object} {quad.Graph} .\n";

    private Quad Renamed(Quad quad) => quad.Relabel(label => canonical.Of(label)!);

    private string Hash(string text) => Convert.ToHexStringLower(CryptographicOperations.HashData(algorithm, Encoding.UTF8.GetBytes(text)));

    // Section 4.6.
    private string FirstDegree(string label)
    {
        if (firstDegree.TryGetValue(label, out var known)) { return known; }
        var lines = mentions[label].ConvertAll(q => Encoding.UTF8.GetBytes(Line(q.Relabel(other => other == label ? "a" : "z"))));
        lines.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        return firstDegree[label] = Convert.ToHexStringLower(CryptographicOperations.HashData(algorithm, lines.SelectMany(l => l).ToArray()));
    }

    // Section 4.4.3, step 5.
    private void TellApart(List<string> alike)
    {
        var paths = new List<(string Hash, IdentifierIssuer Issuer)>();
        foreach (var label in alike.Where(l => canonical.Of(l) is null))
        {
            var issuer = new IdentifierIssuer("b");
            issuer.Issue(label);
            paths.Add(NDegree(label, issuer));
        }
        foreach (var (_, issuer) in paths.OrderBy(p => p.Hash, StringComparer.Ordinal))
        {
            foreach (var label in issuer.Issued.Keys) { canonical.Issue(label); }
        }
    }

    // Section 4.7.
    private string Related(string label, Quad quad, IdentifierIssuer issuer, char position)
    {
        var through = position == 'g' ? "" : quad.Triple.Predicate.ToString();
        return Hash($"{position}{through}{((canonical.Of(label) ?? issuer.Of(label)) is { } identifier ? "_:" + identifier : FirstDegree(label))}");
    }

    // Section 4.8.
    private (string Hash, IdentifierIssuer Issuer) NDegree(string label, IdentifierIssuer issuer)
    {
        Step();
        var related = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var quad in mentions[label])
        {
            foreach (var (other, position) in Blanks(quad).Where(b => b.Label != label))
            {
                var hash = Related(other, quad, issuer, position);
                (related.TryGetValue(hash, out var list) ? list : related[hash] = []).Add(other);
            }
        }
        var data = new StringBuilder();
        foreach (var (hash, labels) in related)
        {
            var (path, chosen) = Shortest(labels, issuer);
            data.Append(hash).Append(path);
            issuer = chosen;
        }
        return (Hash(data.ToString()), issuer);
    }

    private (string Path, IdentifierIssuer Issuer) Shortest(List<string> labels, IdentifierIssuer issuer)
    {
        var (best, chosen) = ("", issuer);
        foreach (var order in Permutations(labels))
        {
            Step();
            if (PathOf(order, issuer.Copy(), best) is var (path, copy) && (best.Length == 0 || string.CompareOrdinal(path, best) < 0)) { (best, chosen) = (path, copy); }
        }
        return (best, chosen);
    }

    // Null: it has become worse than the best so far.
    private (string Path, IdentifierIssuer Issuer)? PathOf(string[] order, IdentifierIssuer issuer, string best)
    {
        var path = new StringBuilder();
        bool IsWorse() => best.Length > 0 && path.Length >= best.Length && string.CompareOrdinal(path.ToString(), best) > 0;
        var deeper = new List<string>();
        foreach (var label in order)
        {
            if (canonical.Of(label) is { } known) { path.Append("_:").Append(known); }
            else
            {
                if (issuer.Of(label) is null) { deeper.Add(label); }
                path.Append("_:").Append(issuer.Issue(label));
            }
            if (IsWorse()) { return null; }
        }
        foreach (var label in deeper)
        {
            var (hash, after) = NDegree(label, issuer);
            path.Append("_:").Append(issuer.Issue(label)).Append('<').Append(hash).Append('>');
            issuer = after;
            if (IsWorse()) { return null; }
        }
        return (path.ToString(), issuer);
    }

    private static IEnumerable<string[]> Permutations(List<string> labels)
    {
        if (labels.Count == 1)
        {
            yield return [labels[0]];
            yield break;
        }
        for (var i = 0; i < labels.Count; i++)
        {
            var first = labels[i];
            foreach (var rest in Permutations([.. labels[..i], .. labels[(i + 1)..]])) { yield return [first, .. rest]; }
        }
    }

    private void Step()
    {
        if (++steps <= Limits.MaxCanonicalizationSteps) { return; }
        throw new BlankNodesAlikeException("too many blank nodes look alike to be put into canonical form", "name some of them with IRIs, or write it without --canonical");
    }
}
