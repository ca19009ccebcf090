using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Rdf;

namespace Ontotwin.Engine;

/// <summary>Why a twin holds no fact of a property: which statements could write one, and what became of each in the twin's documents.</summary>
/// <param name="Property">The property asked about.</param>
/// <param name="Rules">The statements that could write it; empty when no map of the program can.</param>
/// <param name="Unavailable">Documents of the twin that are not there any more, or have another content.</param>
/// <param name="Rejects">What of the documents was rejected by these statements, or before any map was reached.</param>
public sealed record WhyNotFact(Iri Property, IReadOnlyList<TriedRule> Rules, IReadOnlyList<KeptDocument> Unavailable, IReadOnlyList<Reject> Rejects)
{
    /// <summary>Asks.</summary>
    /// <param name="ingestion">Reads documents by the program.</param>
    /// <param name="program">The program.</param>
    /// <param name="store">The store.</param>
    /// <param name="twin">The twin.</param>
    /// <param name="node">The node that has no such fact; null: any.</param>
    /// <param name="property">The property.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public static async Task<WhyNotFact> AskAsync(DocumentIngestion ingestion, TwinProgram program, IGraphStore store, TwinId twin, Iri? node, Iri property, CancellationToken cancellationToken)
    {
        var candidates = RuleStatement.Of(program).Where(s => s.Writes(property)).ToList();
        if (node is not null && await NodeRulesAsync(store, twin, node, cancellationToken) is { Count: > 0 } makers)
        {
            candidates = [.. candidates.Where(c => makers.Contains(c.Owner))];
        }
        var maps = candidates.Select(c => c.Map.FullName).ToHashSet(StringComparer.Ordinal);
        var traces = maps.Count == 0 ? [] : await ingestion.TraceAsync(twin, maps, cancellationToken);
        var kept = (await store.LoadAsync(twin, null, cancellationToken))?.Series.SelectMany(SampleFacts.NodesOf).ToHashSet() ?? [];
        var steps = traces.SelectMany(t => Judged(t, candidates, kept)).Where(s => node is null || s.Node is null || s.Node == node || SampleFacts.SeriesOf(s.Node) == node).ToLookup(s => s.Rule);
        var rules = candidates.Select(c => new TriedRule(c, [.. Outcomes(c, steps)], traces.Count(t => t.Steps.Any(s => s.Rule == c.Rule || s.Rule == c.Owner))));
        var names = candidates.SelectMany(c => new[] { c.Rule, c.Owner }).ToHashSet(StringComparer.Ordinal);
        return new WhyNotFact(property, [.. rules.OrderByDescending(r => r.Documents)], [.. traces.Where(t => !t.IsAvailable).Select(t => t.Document)], [.. traces.SelectMany(t => t.Rejects).Where(r => r.Rule is null || names.Contains(r.Rule) || names.Contains(Parent(r.Rule)))]);
    }

    // What happened to the node itself before the statement was come to, then to the statement.
    private static IEnumerable<TriedOutcome> Outcomes(RuleStatement statement, ILookup<string, TraceStep> steps) =>
        from rule in new[] { statement.Owner, statement.Rule }.Distinct()
        from outcome in steps[rule].GroupBy(s => s.Outcome).OrderByDescending(g => g.Count())
        select new TriedOutcome(outcome.Key, rule != statement.Rule, outcome.Count(), outcome.First());

    // Of samples at one instant a store keeps none where they differ.
    private static IEnumerable<TraceStep> Judged(DocumentTrace trace, List<RuleStatement> candidates, HashSet<Iri> kept)
    {
        var series = candidates.Where(c => c.IsSeries).Select(c => c.Rule).ToHashSet(StringComparer.Ordinal);
        if (series.Count == 0) { return trace.Steps; }
        var twice = trace.Steps.Where(s => s is { Outcome: StepOutcome.Wrote, Node: { } sample } && series.Contains(s.Rule) && !kept.Contains(sample)).GroupBy(s => s.Node!).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
        return trace.Steps.Select(s => s.Node is { } sample && twice.Contains(sample) ? s with { Outcome = StepOutcome.NotKept } : s);
    }

    private static string Parent(string rule) => rule[..Math.Max(rule.LastIndexOf('.'), 0)];

    private static async Task<HashSet<string>> NodeRulesAsync(IGraphStore store, TwinId twin, Iri node, CancellationToken cancellationToken)
    {
        var history = await store.HistoryAsync(twin, cancellationToken);
        var types = history.Where(f => f.Triple.Subject == (SampleFacts.SeriesOf(node) ?? node) && f.Triple.Predicate == RdfTerms.Type).Select(f => f.Justification).OfType<Asserted>();
        return types.Select(a => a.Origin.Rule).ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>A statement that could have written the fact.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Outcomes">What became of it, and of its node; empty when no record of the documents came to it.</param>
/// <param name="Documents">Documents of the twin in which it was come to.</param>
public sealed record TriedRule(RuleStatement Statement, IReadOnlyList<TriedOutcome> Outcomes, int Documents);

/// <summary>One way in which a statement ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="IsOfNode">Whether its node ended so, and the statement was not come to.</param>
/// <param name="Count">How often.</param>
/// <param name="Example">One of them.</param>
public sealed record TriedOutcome(StepOutcome Outcome, bool IsOfNode, int Count, TraceStep Example);
