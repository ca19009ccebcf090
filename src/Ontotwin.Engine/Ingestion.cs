using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Keeps what documents give in a store: each document once, each twin in order, each change atomically.</summary>
/// <param name="store">Where.</param>
/// <param name="identities">Who is who: complete before the first document is kept.</param>
/// <param name="programHash">What the documents were mapped by: a document is kept once a program.</param>
/// <param name="clock">Gives transaction times.</param>
public sealed class Ingestion(IGraphStore store, IdentityTable identities, string programHash, TimeProvider clock)
{
    private static readonly Iri Subject = OntologyModel.Term("subject");
    private static readonly Iri UnitProperty = OntologyModel.Term("unit");
    private readonly HashSet<TwinId> touched = [];
    private bool aliasesKept;

    /// <summary>Twins that were changed.</summary>
    public IReadOnlyCollection<TwinId> Touched => touched;

    /// <summary>Takes remarks: replaced and late records.</summary>
    public Action<Diagnostic>? OnDiagnostic { get; init; }

    /// <summary>Tells the identity table which of the declared keys the store knows already.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task RecallAsync(CancellationToken cancellationToken)
    {
        foreach (var key in identities.Declared.Select(d => d.Key).Distinct().ToList())
        {
            if (await store.FindAsync(key, cancellationToken) is { } twin) { identities.AddKnown(key, twin); }
        }
    }

    /// <summary>
    /// Brings together twins that the store held apart and that the documents say are one person: what one of them held is closed there and held by the other,
    /// so that both can still be read as they were known before.
    /// </summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    public async Task MergeAsync(CancellationToken cancellationToken)
    {
        foreach (var (kept, joined) in identities.Merges().ToList())
        {
            if (await store.LoadAsync(joined, null, cancellationToken) is not { } twin) { continue; }
            var now = clock.GetUtcNow();
            var held = twin.Facts.Where(f => f.Justification is Asserted).ToList();
            var moved = new TwinDelta(kept, now)
            {
                Assert = [.. held.Select(f => f with { Triple = Renamed(f.Triple, joined.Subject, kept.Subject) })],
                Aliases = [.. twin.Aliases.Select(a => a with { KnownFrom = now })],
                Series = twin.Series,
            };
            var closed = new TwinDelta(joined, now) { Close = twin.Facts, Aliases = [.. twin.Aliases.Select(a => a with { KnownUntil = now })] };
            if (!moved.IsEmpty) { await store.ApplyAsync(moved, cancellationToken); }
            if (!closed.IsEmpty) { await store.ApplyAsync(closed, cancellationToken); }
            touched.Add(kept);
            OnDiagnostic?.Invoke(new Diagnostic("OT8105", Severity.Warning, $"the documents say that twins {kept} and {joined} are one person: {kept} holds what both held")
            {
                Hint = "'show --known-at' reads them as they were",
            });
        }
    }

    private static Triple Renamed(Triple triple, Iri from, Iri to) =>
        triple with { Subject = triple.Subject == from ? to : triple.Subject, Object = triple.Object == from ? to : triple.Object };

    /// <summary>Keeps what one document gave.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written; the changes of twins before this one are kept.</exception>
    public async Task KeepAsync(SourceDocument document, IReadOnlyList<MappedRecord> mapped, CancellationToken cancellationToken)
    {
        await KeepAliasesAsync(cancellationToken);
        var nodes = mapped.SelectMany(m => m.Nodes).ToLookup(n => n.Twin);
        var samples = mapped.SelectMany(m => m.Samples).ToLookup(s => s.Twin);
        foreach (var twin in nodes.Select(g => g.Key).Union(samples.Select(g => g.Key)))
        {
            var delta = await PlanAsync(twin, document, nodes[twin], samples[twin].ToList(), cancellationToken);
            if (!delta.IsEmpty && await store.ApplyAsync(delta, cancellationToken)) { touched.Add(twin); }
        }
    }

    private async Task KeepAliasesAsync(CancellationToken cancellationToken)
    {
        if (aliasesKept) { return; }
        aliasesKept = true;
        var now = clock.GetUtcNow();
        foreach (var group in identities.Declared.DistinctBy(d => d.Key).GroupBy(d => identities.Twin(d.Key)))
        {
            var aliases = ImmutableArray.CreateBuilder<Alias>();
            foreach (var (key, origin) in group)
            {
                if (await store.FindAsync(key, cancellationToken) is null) { aliases.Add(new Alias(key, origin, now)); }
            }
            if (aliases.Count > 0) { await store.ApplyAsync(new TwinDelta(group.Key, now) { Aliases = aliases.ToImmutable() }, cancellationToken); }
        }
    }

    private async Task<TwinDelta> PlanAsync(TwinId twin, SourceDocument document, IEnumerable<NodeChange> changes, List<MappedSample> samples, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var held = await store.LoadAsync(twin, null, cancellationToken);
        var current = (held?.Facts ?? []).GroupBy(f => f.Triple.Subject).ToDictionary(g => g.Key, g => g.ToList());
        var (assert, close) = (new List<Fact>(), new List<Fact>());
        foreach (var change in changes)
        {
            if (!current.TryGetValue(change.Node, out var facts)) { current.Add(change.Node, facts = []); }
            var planned = ChangePlanner.Plan(change, facts, now);
            if (planned.Diagnostic is { } diagnostic) { OnDiagnostic?.Invoke(diagnostic); }
            // Two versions in one document: the second closes what the first has only just asserted.
            foreach (var ended in planned.Close)
            {
                facts.Remove(ended);
                if (!assert.Remove(ended)) { close.Add(ended); }
            }
            assert.AddRange(planned.Assert);
            facts.AddRange(planned.Assert);
        }
        assert.AddRange(SeriesFacts(samples, now));
        return new TwinDelta(twin, now)
        {
            Assert = [.. assert.Distinct()],
            Close = [.. close],
            Series = Chunks(samples),
            Key = $"{document.Hash}@{programHash}",
        };
    }

    private static IEnumerable<Fact> SeriesFacts(List<MappedSample> samples, DateTimeOffset now)
    {
        foreach (var sample in samples.DistinctBy(s => s.Series))
        {
            var why = new Asserted(sample.Origin);
            yield return new Fact(new Triple(sample.Series, RdfTerms.Type, sample.Class), why, now);
            yield return new Fact(new Triple(sample.Series, Subject, sample.Twin.Subject), why, now);
            yield return new Fact(new Triple(sample.Series, UnitProperty, Literal.Text(sample.Unit)), why, now);
        }
    }

    private ImmutableArray<SeriesChunk> Chunks(List<MappedSample> samples)
    {
        var chunks = ImmutableArray.CreateBuilder<SeriesChunk>();
        foreach (var group in samples.GroupBy(s => (s.Series, s.Unit, s.IsFloating, s.Origin.Rule)))
        {
            var ordered = group.OrderBy(s => s.Instant).ToList();
            foreach (var twice in ordered.GroupBy(s => s.Instant).Where(g => g.Select(s => s.Value).Distinct().Count() > 1))
            {
                OnDiagnostic?.Invoke(new Diagnostic("OT8104", Severity.Warning, "a series has two values at one instant: neither is used")
                {
                    Place = new SourcePlace(twice.First().Origin.Document, twice.First().Origin.Path, twice.First().Origin.Bytes),
                });
            }
            var single = ordered.GroupBy(s => s.Instant).Where(g => g.Select(s => s.Value).Distinct().Count() == 1).Select(g => g.First());
            var first = ordered[0].Origin;
            var source = first with { Bytes = new ByteRange(ordered.Min(s => s.Origin.Bytes.Start), ordered.Max(s => s.Origin.Bytes.End)), Path = ColumnOf(first.Path), Text = "" };
            chunks.Add(new SeriesChunk(group.Key.Series, group.Key.Unit, source, group.Key.IsFloating, [.. single.Select(s => new Sample(s.Instant, s.Value, s.Origin.Bytes, LineOf(s)))]));
        }
        return chunks.ToImmutable();
    }

    // `line 17 "steps"`: the column names the chunk, the line each sample.
    private static string ColumnOf(string path) => path.IndexOf('"', StringComparison.Ordinal) is >= 0 and var quote ? path[quote..] : path;

    private static long LineOf(MappedSample sample)
    {
        var digits = new string(sample.Origin.Path.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).ToArray());
        return long.TryParse(digits, out var line) ? line : sample.Line;
    }
}
