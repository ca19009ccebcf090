using System.Text;
using Ontotwin.Mapping.Rml.Files;
using Ontotwin.Mapping.Rml.Model;
using Ontotwin.Mapping.Rml.Plan;

namespace Ontotwin.Mapping.Rml;

/// <summary>
/// Runs RML mappings. A mapping is compiled once into makers of N-Quads terms over the sources' bytes; each source is read once for all triples maps over it, row by row.
/// In memory are the source being read, the indexes of joins and what is gathered over rows (<see cref="RmlLimits"/>). Statements are written as they come: equal ones may
/// come more than once, which N-Quads allows.
/// </summary>
public static class RmlEngine
{
    /// <summary>Runs a mapping; statements without a target go to <paramref name="output"/> as N-Quads.</summary>
    /// <exception cref="IOException">The output or a target cannot be written.</exception>
    public static RmlReport Run(RmlMapping mapping, RmlOptions options, Stream output)
    {
        var log = new RunLog();
        var fallback = new QuadSink(output);
        using var targets = new TargetFiles(options, log);
        long rows = 0;
        try
        {
            var sinks = mapping.Targets.ToDictionary(t => t.Name, targets.Open);
            var parts = new PlanParts(mapping, options, sinks, log);
            var plans = mapping.TriplesMaps.Select(m => (Rows: parts.Rows(m.Source), Plan: Compile(m, parts, fallback, log))).ToList();
            parts.BuildIndexes();
            foreach (var group in plans.GroupBy(p => p.Rows)) { rows += RunGroup(group.Key, [.. group.Select(p => p.Plan)]); }
            parts.Finish();
        }
        catch (RmlStoppedException stopped)
        {
            log.Error(stopped.Code, stopped.Message);
        }
        fallback.Flush();
        var written = targets.Finish();
        return new RmlReport(rows, fallback.Count + written, [.. log.Diagnostics]);
    }

    private static long RunGroup(RowSource source, TriplesPlan[] plans)
    {
        long count = 0;
        foreach (var row in source.Rows())
        {
            foreach (var plan in plans) { plan.Run(row); }
            count++;
        }
        return count;
    }

    private static TriplesPlan Compile(RmlTriplesMap map, PlanParts parts, QuadSink fallback, RunLog log)
    {
        var terms = new TermCompiler(parts.Rows(map.Source), parts.BaseOf(map), parts);
        return new TriplesPlan(terms.Maker(map.Subject), terms.Makers(map.Graphs), [.. map.Classes.Select(c => Encoding.UTF8.GetBytes(c.ToString()))],
            [.. map.PredicateObjects.Select(p => new PairPlan(terms.Makers(p.Predicates), terms.Makers(p.Objects), terms.Makers(p.Graphs)))], fallback, log);
    }
}
