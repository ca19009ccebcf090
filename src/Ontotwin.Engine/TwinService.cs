using Ontotwin.Evaluation;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>A twin as it is shown: its banner, and everything concluded of it at one instant.</summary>
/// <param name="Banner">Who it is.</param>
/// <param name="Twin">The facts held, without what the ontology derives.</param>
/// <param name="Conclusions">What follows at <see cref="Conclusions.AsOf"/>.</param>
public sealed record TwinView(PatientBanner Banner, Twin Twin, Conclusions Conclusions)
{
    /// <summary>What a reader should know about the data: instants that cannot be.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];
}

/// <summary>Answers questions about the twins of a store: who they are, what follows. Reads only, but for <see cref="ReasonAsync"/>.</summary>
/// <param name="store">The store.</param>
/// <param name="program">What is reasoned with.</param>
/// <param name="models">Runs models.</param>
/// <param name="causal">Answers causal questions.</param>
public sealed class TwinService(IGraphStore store, TwinProgram program, IModelOutputs models, ICausalClaims causal)
{
    // Clocks differ, and a floating time may be of any zone.
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    private static readonly Iri[] Times = [.. new[] { "observedAt", "performedAt", "startedAt", "recordedAt", "orderedAt", "deathDate" }.Select(OntologyModel.Term)];

    /// <summary>The program.</summary>
    public TwinProgram Program => program;

    /// <summary>All twins' banners, by name. A twin that was joined to another holds nothing any more and is left out.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<PatientBanner>> BannersAsync(CancellationToken cancellationToken)
    {
        var banners = new List<PatientBanner>();
        await foreach (var id in store.TwinsAsync(cancellationToken))
        {
            if (await store.LoadAsync(id, null, cancellationToken) is { } twin && !(twin.Facts.IsEmpty && twin.Aliases.IsEmpty)) { banners.Add(PatientBanner.Of(twin)); }
        }
        return [.. banners.OrderBy(b => b.Name ?? "\uffff", StringComparer.Ordinal).ThenBy(b => b.Twin.Value, StringComparer.Ordinal)];
    }

    /// <summary>
    /// One twin with its conclusions; null when there is none. Without <paramref name="asOf"/>: at the newest instant in its data.
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task<TwinView?> ViewAsync(TwinId id, DateTimeOffset? asOf, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(id, knownAt, cancellationToken) is not { } loaded) { return null; }
        var twin = WithoutConclusions(loaded);
        var instants = Instants(twin).ToList();
        var conclusions = Reasoner.Conclude(program, twin, asOf ?? Newest(instants), models, causal);
        return new TwinView(PatientBanner.Of(twin), twin, conclusions) { Diagnostics = Impossible(instants) };
    }

    /// <summary>
    /// Concludes for one twin and stores its recommendations as facts; the status of each rule that changed is returned with what it was before.
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be read or written.</exception>
    public async Task<IReadOnlyList<ConclusionChange>> ReasonAsync(TwinId id, DateTimeOffset? asOf, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await ViewAsync(id, asOf, null, cancellationToken) is not { } view) { return []; }
        var stored = (await store.LoadAsync(id, null, cancellationToken))!.Facts.Where(IsConclusion).ToList();
        var now = clock.GetUtcNow();
        var fresh = view.Conclusions.Recommendations.SelectMany(r => RecommendationFacts.From(r, id, now)).ToList();
        var (before, after) = (StatusByRule(stored), StatusByRule(fresh));
        var keep = fresh.Select(f => (f.Triple, f.Justification)).ToHashSet();
        var held = stored.Select(f => (f.Triple, f.Justification)).ToHashSet();
        var delta = new TwinDelta(id, now)
        {
            Assert = [.. fresh.Where(f => !held.Contains((f.Triple, f.Justification)))],
            Close = [.. stored.Where(f => !keep.Contains((f.Triple, f.Justification)))],
        };
        if (!delta.IsEmpty) { await store.ApplyAsync(delta, cancellationToken); }
        return [.. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(rule => new ConclusionChange(rule, before.GetValueOrDefault(rule), after.GetValueOrDefault(rule)))
            .Where(c => c.Before != c.After)];
    }

    /// <summary>
    /// The newest instant of anything observed, done or measured; what "now" means where the caller names no other. An instant more than a day after we learned of
    /// it is a slip of the source and moves nothing, unless there is no other.
    /// </summary>
    public static DateTimeOffset NewestInstant(Twin twin) => Newest([.. Instants(twin)]);

    private static DateTimeOffset Newest(List<DatedRecord> instants)
    {
        var possible = instants.Where(i => i.IsPossible).ToList();
        return (possible.Count > 0 ? possible : instants).Select(i => i.Moment).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
    }

    private static List<Diagnostic> Impossible(List<DatedRecord> instants) =>
        [.. instants.Where(i => !i.IsPossible && i.Origin is not null).Take(Limits.MaxFutureInstants).Select(i => new Diagnostic("OT8108", Severity.Warning, "an instant lies after the time at which the record was read: it is left out of what 'now' means")
        {
            Place = new SourcePlace(i.Origin!.Document, i.Origin.Path, i.Origin.Bytes),
        })];

    private static IEnumerable<DatedRecord> Instants(Twin twin)
    {
        foreach (var fact in twin.Facts.Where(f => Times.Contains(f.Triple.Predicate)))
        {
            if (fact.Triple.Object is Literal literal && PartialDateTime.TryParseXsd(literal.Lexical, out var date)) { yield return new(LatestMoment(date), fact.KnownFrom, (fact.Justification as Asserted)?.Origin); }
        }
        foreach (var chunk in twin.Series.Where(s => !s.Samples.IsEmpty))
        {
            var knownFrom = twin.About(chunk.Series).Select(f => f.KnownFrom).DefaultIfEmpty(DateTimeOffset.MaxValue - Tolerance).Max();
            // Samples lie in order of time: the newest, and where that cannot be, the newest that can.
            var last = chunk.Samples.Length - 1;
            var newest = new DatedRecord(chunk.Samples[last].Instant, knownFrom, chunk.Source);
            yield return newest;
            while (last >= 0 && !(newest with { Moment = chunk.Samples[last].Instant }).IsPossible) { last--; }
            if (last >= 0 && last < chunk.Samples.Length - 1) { yield return newest with { Moment = chunk.Samples[last].Instant }; }
        }
    }

    private readonly record struct DatedRecord(DateTimeOffset Moment, DateTimeOffset KnownFrom, Origin? Origin)
    {
        public bool IsPossible => Moment <= KnownFrom + Tolerance;
    }

    // A day's end for a date, the moment itself for an instant.
    private static DateTimeOffset LatestMoment(PartialDateTime date) => date.Precision <= DatePrecision.Day ? date.LatestExclusive.AddSeconds(-1) : date.Earliest;

    // What was concluded before is not a premise of what is concluded now.
    private static Twin WithoutConclusions(Twin twin) => new(twin.Id, [.. twin.Facts.Where(f => f.Justification is Asserted)], twin.Series, twin.Aliases);

    private static bool IsConclusion(Fact fact) => fact.Justification is Derived;

    private static Dictionary<string, string> StatusByRule(IEnumerable<Fact> facts)
    {
        var byNode = facts.ToLookup(f => f.Triple.Subject);
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in byNode)
        {
            var rule = node.Select(f => f.Triple).FirstOrDefault(t => t.Predicate == OntologyModel.Term("byRule"))?.Object;
            var status = node.Select(f => f.Triple).FirstOrDefault(t => t.Predicate == OntologyModel.Term("recommendationStatus"))?.Object;
            if (rule is not null && status is not null) { result[NameOf(rule)] = NameOf(status); }
        }
        return result;
    }

    private static string NameOf(Term term) => term switch { Iri iri => Uri.UnescapeDataString(iri.LocalName), Literal literal => literal.Lexical, _ => "" };
}

/// <summary>A rule whose status changed.</summary>
/// <param name="Rule">Full name.</param>
/// <param name="Before">Status before; null when it was not shown.</param>
/// <param name="After">Status now; null when it is not shown any more.</param>
public sealed record ConclusionChange(string Rule, string? Before, string? After);
