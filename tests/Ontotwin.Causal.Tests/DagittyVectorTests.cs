using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Causal.Tests;

/// <summary>Minimal adjustment sets and independences that dagitty finds in published graphs.</summary>
public sealed class DagittyVectorTests
{
    [Fact]
    public void AllMinimalAdjustmentSetsOfTheReferenceGraphsAgree()
    {
        var compared = 0;
        foreach (var vector in Cases("reference_adjustments.json"))
        {
            var exposures = vector.GetProperty("exposure");
            // Two treatments at once are not asked for by the language.
            if (exposures.GetArrayLength() != 1) { continue; }
            var found = BackdoorCriterion.Identify(Dags.OfVector(vector), exposures[0].GetString()!, vector.GetProperty("outcome")[0].GetString()!);
            Assert.Equal(Expected(vector, "minimalAdjustmentSetsTotal"), Dags.Written(found!.AdjustmentSets));
            compared++;
        }
        Assert.Equal(11, compared);
    }

    [Fact]
    public void AllMinimalAdjustmentSetsOfTheTextbookGraphsAgree()
    {
        var compared = 0;
        foreach (var vector in Cases("textbook_adjustments.json"))
        {
            var dag = vector.GetProperty("dag").GetString()!;
            var (treatment, outcome) = (Marked(dag, "[e]"), Marked(dag, "[o]"));
            var found = BackdoorCriterion.Identify(Dags.OfDagitty(dag), treatment, outcome);
            Assert.Equal($"{vector.GetProperty("name")}: {Dags.Written(vector.GetProperty("total"))}", $"{vector.GetProperty("name")}: {Dags.Written(found!.AdjustmentSets)}");
            compared++;
        }
        Assert.Equal(23, compared);
    }

    [Fact]
    public void EveryIndependenceThatDagittyImpliesHolds()
    {
        var compared = 0;
        foreach (var vector in Cases("reference_adjustments.json"))
        {
            if (!vector.TryGetProperty("testableImplications", out var implications)) { continue; }
            var graph = Dags.OfVector(vector);
            foreach (var implication in implications.EnumerateArray())
            {
                var given = implication.GetProperty("given").EnumerateArray().Select(v => v.GetString()!).ToList();
                var (x, y) = (implication.GetProperty("x").GetString()!, implication.GetProperty("y").GetString()!);
                Assert.True(graph.AreSeparated(x, y, given), $"{vector.GetProperty("name")}: {x} and {y} given {string.Join(',', given)}");
                // The sets are minimal: without any one variable the two depend.
                Assert.All(given, left => Assert.False(graph.AreSeparated(x, y, given.Where(g => g != left))));
                compared++;
            }
        }
        Assert.Equal(59, compared);
    }

    private static string Expected(JsonElement vector, string property) => Dags.Written(vector.GetProperty(property));

    private static string Marked(string dag, string mark) => dag[4..].Split(' ').First(t => t.EndsWith(mark, StringComparison.Ordinal))[..^mark.Length];

    private static IEnumerable<JsonElement> Cases(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Require("vectors", "causal", "dagitty", file)));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.Clone())];
    }
}
