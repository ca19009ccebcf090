using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Ontology.Tests;

/// <summary>The ontology as others' tools see it: OWLAPI for the profiles, HermiT for consistency.</summary>
public sealed class OwlCheckTests(ITestOutputHelper output)
{
    private static readonly HashSet<string> Faults =
        ["inconsistent", "unsatisfiable", "no-label", "no-definition", "load-error", "reasoner-error", "missing-import", "cycle", "undeclared"];

    [Fact]
    public void The_ontology_is_in_the_RL_and_DL_profiles_consistent_and_labelled()
    {
        var script = SharedData.RequirePeer("check", "owl", "check.sh");
        var (lines, error, exitCode) = Peer.Run(script, Shipped.Files);
        var findings = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.StartsWith('{')).Select(Parse).ToList();
        Assert.Contains(findings, f => f.Kind == "summary");
        var wrong = findings.Where(f => Faults.Contains(f.Kind) || (f.Kind == "violation" && f.Profile is "RL" or "DL")).Select(f => f.Line).Distinct().ToList();
        foreach (var line in findings.Where(f => f.Kind is "summary" or "profile")) { output.WriteLine(line.Line); }
        Assert.True(wrong.Count == 0 && exitCode == 0, $"exit {exitCode}\n{string.Join('\n', wrong.Take(50))}\n{error}");
    }

    private static (string Kind, string? Profile, string Line) Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("kind").GetString()!, json.RootElement.TryGetProperty("profile", out var p) ? p.GetString() : null, line);
    }
}
