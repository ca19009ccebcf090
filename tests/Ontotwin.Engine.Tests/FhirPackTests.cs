using System.Globalization;
using System.Text.Json;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>The FHIR packs over US Core's examples and Synthea's people: each resource gives facts, or is told with a reason. The table in docs/coverage.md is what came of it.</summary>
public sealed class FhirPackTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("us-core-examples", "US Core")]
    [InlineData("synthea-r4-smart", "Synthea")]
    public void Every_resource_is_facts_or_is_told(string folder, string name)
    {
        var files = Directory.GetFiles(SharedData.Require("dev", "ehr", folder), "*.json");
        var nodes = LiftedNodes.Of(files);
        var lifted = nodes.All.SelectMany(n => n).Select(f => (f.From.Field.Document!.Name, ResourceOf(f.From.Field.Path))).ToHashSet();
        var aside = nodes.Rejects.Select(r => (r.Place.Document, ResourceOf(r.Place.Path))).ToHashSet();
        var unread = nodes.Remarks.Where(d => d.Code == "OT6210").Select(d => (d.Place!.Value.Document, d.Message.Split(' ')[6].TrimEnd(','))).ToHashSet();
        var counts = new SortedDictionary<string, (int All, int Facts, int Aside, int NoMap)>(StringComparer.Ordinal);
        var lost = new List<string>();
        foreach (var (file, place, type) in files.SelectMany(Resources))
        {
            var at = counts.GetValueOrDefault(type);
            var (hasFacts, isAside) = (lifted.Contains((file, place)), aside.Contains((file, place)));
            var hasNoMap = !hasFacts && (unread.Contains((file, type)) || nodes.Rejects.Exists(r => r.Place.Document == file && r.Code == "OT4002"));
            if (!hasFacts && !isAside && !hasNoMap) { lost.Add($"{Path.GetFileName(file)} {place} {type}"); }
            counts[type] = (at.All + 1, at.Facts + (hasFacts ? 1 : 0), at.Aside + (!hasFacts && !hasNoMap && isAside ? 1 : 0), at.NoMap + (hasNoMap ? 1 : 0));
        }
        Assert.True(lost.Count == 0, string.Join('\n', lost.Take(20)));
        var rows = counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"| {name} | {c.Key} | {c.Value.All} | {c.Value.Facts} | {c.Value.Aside} | {c.Value.NoMap} |")).ToList();
        rows.ForEach(output.WriteLine);
        var page = File.ReadAllLines(Repository.PathOf("docs/coverage.md"));
        Assert.Equal(rows, page.Where(l => l.StartsWith($"| {name} | ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_number_of_US_Core_keeps_its_value_and_unit()
    {
        var files = Directory.GetFiles(SharedData.Require("dev", "ehr", "us-core-examples"), "*.json");
        var nodes = LiftedNodes.Of(files);
        var found = nodes.OfType("Observation").Select(n => LiftedNodes.Row(n, "originalValue")).Where(v => v != "-").Order(StringComparer.Ordinal).ToList();
        var expected = files.Select(f => JsonElement.Parse(File.ReadAllBytes(f))).Where(r => r.GetProperty("resourceType").GetString() == "Observation" && IsAsserted(r))
            .SelectMany(r => r.TryGetProperty("component", out var parts) ? parts.EnumerateArray().Append(r) : [r])
            .Where(r => r.TryGetProperty("valueQuantity", out var quantity) && quantity.TryGetProperty("value", out _))
            .Select(r => LiftedNodes.Number(r.GetProperty("valueQuantity").GetProperty("value").GetRawText())).Order(StringComparer.Ordinal).ToList();
        Assert.True(expected.Count > 50, $"only {expected.Count} numbers were looked at");
        Assert.Equal(expected, found);
    }

    private static bool IsAsserted(JsonElement resource) => resource.GetProperty("status").GetString() is not ("entered-in-error" or "cancelled");

    // The entry that a path lies in; nothing for a document that is one resource.
    private static string ResourceOf(string path) => path.StartsWith("entry[", StringComparison.Ordinal) ? path[..(path.IndexOf(']', StringComparison.Ordinal) + 1)] : "";

    private static IEnumerable<(string File, string Place, string Type)> Resources(string file)
    {
        var resource = JsonElement.Parse(File.ReadAllBytes(file));
        if (!resource.TryGetProperty("resourceType", out var type)) { yield break; }
        if (type.GetString() != "Bundle") { yield return (file, "", type.GetString()!); yield break; }
        var number = 0;
        foreach (var entry in resource.TryGetProperty("entry", out var entries) ? entries.EnumerateArray() : default)
        {
            number++;
            if (entry.TryGetProperty("resource", out var inner)) { yield return (file, string.Create(CultureInfo.InvariantCulture, $"entry[{number}]"), inner.GetProperty("resourceType").GetString()!); }
        }
    }
}
