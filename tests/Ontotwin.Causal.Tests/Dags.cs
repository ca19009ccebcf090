using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ontotwin.Language;

namespace Ontotwin.Causal.Tests;

/// <summary>Graphs for tests, and those of dagitty's vectors.</summary>
internal static partial class Dags
{
    /// <summary>A graph of arrows written <c>A->B</c>.</summary>
    public static CausalGraph Of(string arrows, params string[] latent) =>
        CausalGraph.From(Declaration(arrows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split("->")).Select(p => (p[0], p[1])), latent)).Value!;

    public static CausalDeclaration Declaration(IEnumerable<(string Cause, string Effect)> arrows, IEnumerable<string> latent) =>
        new("test", [.. arrows.Select(a => new CausalEdge(a.Cause, a.Effect))], [.. latent], [], null, default);

    /// <summary>A graph of dagitty's short notation: <c>dag{X[e] Y[o] U[latent] U->X}</c>.</summary>
    public static CausalGraph OfDagitty(string text)
    {
        var latent = LatentNode().Matches(text).Select(m => m.Groups[1].Value);
        var arrows = Arrow().Matches(text).Select(m => (m.Groups[1].Value, m.Groups[2].Value));
        return CausalGraph.From(Declaration(arrows, latent)).Value!;
    }

    /// <summary>A graph of dagitty's edge list; a double arrow is a latent common cause.</summary>
    public static CausalGraph OfVector(JsonElement vector)
    {
        var arrows = new List<(string, string)>();
        var latent = vector.GetProperty("latent").EnumerateArray().Select(l => l.GetString()!).ToList();
        foreach (var edge in vector.GetProperty("edges").EnumerateArray())
        {
            var (from, to) = (edge.GetProperty("from").GetString()!, edge.GetProperty("to").GetString()!);
            if (edge.GetProperty("type").GetString() == "->") { arrows.Add((from, to)); }
            else
            {
                latent.Add($"U:{from}:{to}");
                arrows.AddRange([(latent[^1], from), (latent[^1], to)]);
            }
        }
        return CausalGraph.From(Declaration(arrows, latent)).Value!;
    }

    public static string Written(IEnumerable<IEnumerable<string>> sets) =>
        string.Join(" | ", sets.Select(s => string.Join(",", s.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));

    public static string Written(ImmutableArray<ImmutableArray<string>> sets) => Written(sets.Select(s => s.AsEnumerable()));

    public static string Written(JsonElement sets) => Written(sets.EnumerateArray().Select(s => s.EnumerateArray().Select(v => v.GetString()!)));

    [GeneratedRegex(@"(\w+)\[latent\]")]
    private static partial Regex LatentNode();

    [GeneratedRegex(@"(\w+)->(\w+)")]
    private static partial Regex Arrow();
}
