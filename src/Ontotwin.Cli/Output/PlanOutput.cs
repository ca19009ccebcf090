using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Language;

namespace Ontotwin.Cli.Output;

/// <summary>What a plan would change, for people and machines: by map, by twin, and fact by fact with its place.</summary>
internal static class PlanOutput
{
    public static void Print(RemapPlan plan, RunReport report)
    {
        PrintUnavailable(plan);
        if (plan.Maps.Count == 0) { Terminal.Line("no map differs from those that read the store's documents"); return; }
        Terminal.Line($"{Count(plan.Documents.Count, "document was", "documents were")} read again by {Count(plan.Maps.Count, "map that differs", "maps that differ")} ({Count(report.MapRuns, "run", "runs")} of a map on a record)");
        foreach (var map in Maps(plan)) { Terminal.Line($"  {map.Map}: {map.Added} facts added, {map.Removed} removed"); }
        foreach (var twin in plan.Twins)
        {
            var samples = twin.SamplesAdded + twin.SamplesRemoved == 0 ? "" : $", {twin.SamplesAdded} samples added, {twin.SamplesRemoved} removed";
            var restated = twin.Restated == 0 ? "" : $", {twin.Restated} held for another reason";
            Terminal.Line($"  twin {twin.Delta.Twin}: {twin.Added.Count} facts added, {twin.Removed.Count} removed{restated}{samples}");
        }
        var facts = Facts(plan).ToList();
        foreach (var (sign, _, fact) in facts.Take(Engine.Limits.MaxPlannedFactsShown)) { Terminal.Line($"{sign} {fact.Triple}{Place(fact)}"); }
        if (facts.Count > Engine.Limits.MaxPlannedFactsShown) { Terminal.Line($"… {facts.Count - Engine.Limits.MaxPlannedFactsShown} more: --json gives all"); }
        if (plan.Twins.Count == 0) { Terminal.Line("the facts stay as they are"); }
    }

    private static string Count(long count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    /// <summary>Documents that could not be read again.</summary>
    public static void PrintUnavailable(RemapPlan plan)
    {
        foreach (var document in plan.Unavailable)
        {
            Terminal.Error($"warning {(File.Exists(document.Name) ? "OT6204" : "OT6203")} {document.Name}: {(File.Exists(document.Name) ? "the document has another content now" : "the document is not there any more")}: what it gave stays as it is");
        }
    }

    public static object ToJson(RemapPlan plan, RunReport report) => new
    {
        documents = plan.Documents.Select(d => d.Name),
        unavailable = plan.Unavailable.Select(d => d.Name),
        mapRuns = report.MapRuns,
        maps = Maps(plan).Select(m => new { map = m.Map, added = m.Added, removed = m.Removed }),
        twins = plan.Twins.Select(t => new { twin = t.Delta.Twin.Value, added = t.Added.Count, removed = t.Removed.Count, restated = t.Restated, samplesAdded = t.SamplesAdded, samplesRemoved = t.SamplesRemoved }),
        facts = Facts(plan).Select(f => new
        {
            change = f.Sign == '+' ? "added" : "removed",
            twin = f.Twin.Value,
            subject = f.Fact.Triple.Subject.ToString(),
            predicate = f.Fact.Triple.Predicate.ToString(),
            @object = f.Fact.Triple.Object.ToString(),
            origin = f.Fact.Origin,
        }),
    };

    private static IEnumerable<(string Map, int Added, int Removed)> Maps(RemapPlan plan)
    {
        var (added, removed) = (plan.Twins.SelectMany(t => t.Added).ToLookup(MapOf), plan.Twins.SelectMany(t => t.Removed).ToLookup(MapOf));
        return plan.Maps.Order(StringComparer.Ordinal).Select(m => (m, added[m].Count(), removed[m].Count()));
    }

    private static IEnumerable<(char Sign, TwinId Twin, Fact Fact)> Facts(RemapPlan plan) =>
        plan.Twins.SelectMany(t => t.Removed.Select(f => ('-', t.Delta.Twin, f)).Concat(t.Added.Select(f => ('+', t.Delta.Twin, f))));

    private static string MapOf(Fact fact) => fact.Justification is Asserted said ? MapDeclaration.OfRule(said.Origin.Rule) : "";

    private static string Place(Fact fact) => fact.Justification is Asserted { Origin: var o } ? $"  ← {o.Document} {o.Path} bytes {o.Bytes}" : "";
}
