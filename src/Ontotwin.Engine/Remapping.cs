using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>
/// Documents read again by some maps: what those maps gave of those documents before is put aside, what they give now is put in its place in the order in
/// which the documents came first, and the difference is the change. Documents that are not among them keep what they gave.
/// </summary>
internal sealed class Remapping(IGraphStore store, TimeProvider clock)
{
    private readonly Dictionary<(string Name, string Hash), (KeptDocument Entry, IReadOnlySet<string> Maps)> documents = [];
    private readonly Dictionary<TwinId, TwinWork> twins = [];
    private readonly Dictionary<(string Name, string Hash), DateTimeOffset?> firstRead = [];
    private readonly HashSet<string> partners = new(StringComparer.Ordinal);
    private long facts;

    /// <summary>Takes remarks.</summary>
    public Action<Diagnostic>? OnDiagnostic { get; init; }

    /// <summary>Takes what the maps give of a document now. Documents come in the order in which they were read first.</summary>
    /// <returns>Whom it tells of.</returns>
    /// <exception cref="GraphStoreException">More facts than are compared at once (OT6205).</exception>
    public IReadOnlySet<TwinId> Add(KeptDocument entry, IReadOnlySet<string> maps, IReadOnlyList<MappedRecord> mapped, IEnumerable<string> joined)
    {
        partners.UnionWith(joined);
        documents.Add((entry.Name, entry.Hash), (entry, maps));
        foreach (var twin in entry.Twins) { WorkOf(twin); }
        var now = new HashSet<TwinId>();
        foreach (var node in mapped.SelectMany(m => m.Nodes))
        {
            WorkOf(node.Twin).Versions.Add((NodeVersion.Of(node), entry));
            now.Add(node.Twin);
            facts += node.Facts.Count;
        }
        foreach (var group in mapped.SelectMany(m => m.Samples).GroupBy(s => s.Twin))
        {
            var work = WorkOf(group.Key);
            var series = new SeriesOfDocument();
            foreach (var sample in group)
            {
                series.Add(sample);
                facts++;
            }
            work.SeriesFacts.AddRange(series.Facts(default));
            work.Chunks.AddRange(series.Chunks(OnDiagnostic));
            now.Add(group.Key);
        }
        if (facts > Limits.MaxRemappedFacts) { throw new GraphStoreException(TooMany()); }
        return now;
    }

    /// <summary>The change of every twin concerned; twins that stay as they are left out.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<TwinChange>> PlanAsync(CancellationToken cancellationToken)
    {
        var changes = new List<TwinChange>();
        foreach (var (twin, work) in twins.OrderBy(t => t.Key.Value, StringComparer.Ordinal))
        {
            var held = await store.LoadAsync(twin, null, cancellationToken);
            var change = await ChangeOfAsync(twin, held, work, cancellationToken);
            if (!change.Delta.IsEmpty) { changes.Add(change); }
        }
        return changes;
    }

    private static Diagnostic TooMany() => new("OT6205", Severity.Error, $"the documents give more than {Limits.MaxRemappedFacts} facts by the rules that changed: more than are compared at once")
    {
        Hint = "name fewer documents with --input, and the rest after them",
    };

    private async Task<TwinChange> ChangeOfAsync(TwinId twin, Twin? held, TwinWork work, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var asserted = (held?.Facts ?? []).Where(f => f.Justification is Asserted).ToList();
        var aside = PutAside(asserted);
        var state = asserted.Where(f => !aside.Contains(f)).GroupBy(f => f.Triple.Subject).ToDictionary(g => g.Key, g => g.ToList());
        var current = new VersionsOfTwin(state, OnDiagnostic);
        var namedBy = work.Versions.GroupBy(v => v.Entry).ToDictionary(g => g.Key, g => VersionsOfTwin.NamedBy(g.Select(v => v.Version)));
        foreach (var (said, entry) in work.Versions)
        {
            if (current.Resolve(said) is not { } version) { OnDiagnostic?.Invoke(KeyRemarks.AmbiguousRemark(said)); continue; }
            await ApplyAsync(version, entry, current, namedBy[entry], now, cancellationToken);
        }
        var wanted = state.Values.SelectMany(f => f).Concat(work.SeriesFacts.Select(f => f with { KnownFrom = now })).ToList();
        var (before, after) = (asserted.Select(Identity).ToHashSet(), wanted.Select(Identity).ToHashSet());
        var (assert, close) = (wanted.Where(f => !before.Contains(Identity(f))).DistinctBy(Identity).ToImmutableArray(), asserted.Where(f => !after.Contains(Identity(f))).ToImmutableArray());
        var chunks = Chunks(held?.Series ?? [], work.Chunks, out var samplesAdded, out var samplesRemoved);
        var (saidBefore, saidAfter) = (asserted.Select(f => f.Triple).ToHashSet(), wanted.Select(f => f.Triple).ToHashSet());
        var (added, removed) = (assert.Where(f => !saidBefore.Contains(f.Triple)).ToList(), close.Where(f => !saidAfter.Contains(f.Triple)).ToList());
        return new TwinChange(new TwinDelta(twin, now) { Assert = assert, Close = close, Series = chunks }, added, removed, assert.Length - added.Count, samplesAdded, samplesRemoved);
    }

    // What a joined document gave belongs to the node, which the document that it is joined to gave.
    private HashSet<Fact> PutAside(List<Fact> asserted)
    {
        var aside = asserted.Where(IsPutAside).ToHashSet();
        if (partners.Count == 0) { return aside; }
        var nodes = aside.Select(f => (f.Triple.Subject, MapDeclaration.OfRule(f.Origin!.Rule))).ToHashSet();
        aside.UnionWith(asserted.Where(f => partners.Contains(f.Origin!.Document) && nodes.Contains((f.Triple.Subject, MapDeclaration.OfRule(f.Origin!.Rule)))));
        return aside;
    }

    // A fact of one of the documents by one of the maps that are run again. A tombstone of an older store does not say its document's content.
    private bool IsPutAside(Fact fact)
    {
        var origin = fact.Origin!;
        return IsPutAside(origin) || (origin.DocumentHash.Length == 0 && documents.Any(d => d.Key.Name == origin.Document && d.Value.Maps.Contains(MapDeclaration.OfRule(origin.Rule))));
    }

    private bool IsPutAside(Origin origin) => documents.TryGetValue((origin.Document, origin.DocumentHash), out var known) && known.Maps.Contains(MapDeclaration.OfRule(origin.Rule));

    private async Task ApplyAsync(NodeVersion version, KeptDocument entry, VersionsOfTwin current, Func<NodeVersion, IReadOnlySet<Rdf.Iri>> namedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var later = new HashSet<Fact>();
        foreach (var fact in current.FactsOf(version.Node).Where(f => ChangePlanner.IsOwn(version, f)))
        {
            if (await IsLaterAsync(fact, entry, cancellationToken)) { later.Add(fact); }
        }
        // What came later stands, unless clinical times say which is newer.
        if (version is { HasLifeCycle: true, Record: null, OrderedBy: null } && later.Count > 0) { return; }
        current.Apply(version, namedBy, now, f => version.HasLifeCycle || !later.Contains(f));
    }

    private async Task<bool> IsLaterAsync(Fact fact, KeptDocument than, CancellationToken cancellationToken)
    {
        var origin = fact.Origin!;
        var key = (origin.Document, origin.DocumentHash);
        if (!firstRead.TryGetValue(key, out var at))
        {
            at = documents.TryGetValue(key, out var own) ? own.Entry.FirstRead : (await store.FindDocumentAsync(origin.Document, origin.DocumentHash, cancellationToken))?.FirstRead;
            firstRead.Add(key, at);
        }
        return (at ?? fact.KnownFrom) > than.FirstRead;
    }

    // A chunk that is not given any more is emptied: nothing is deleted.
    private ImmutableArray<SeriesChunk> Chunks(ImmutableArray<SeriesChunk> held, List<SeriesChunk> given, out long added, out long removed)
    {
        static (string, string, string) KeyOf(SeriesChunk c) => (c.Series.Value, c.Source.Document, c.Source.Rule);
        var before = held.ToDictionary(KeyOf);
        var now = given.Select(KeyOf).ToHashSet();
        var gone = held.Where(c => !c.Samples.IsEmpty && IsPutAside(c.Source) && !now.Contains(KeyOf(c))).Select(c => c with { Samples = [] });
        var changed = given.Where(c => !before.TryGetValue(KeyOf(c), out var same) || !IsSame(same, c)).Concat(gone).ToImmutableArray();
        (added, removed) = (0, 0);
        foreach (var chunk in changed)
        {
            var old = before.TryGetValue(KeyOf(chunk), out var known) ? known.Samples.Select(s => (s.Instant, s.Value)).ToHashSet() : [];
            var fresh = chunk.Samples.Select(s => (s.Instant, s.Value)).ToHashSet();
            added += fresh.Count(s => !old.Contains(s));
            removed += old.Count(s => !fresh.Contains(s));
        }
        return changed;
    }

    private static bool IsSame(SeriesChunk one, SeriesChunk other) => one with { Samples = [] } == other with { Samples = [] } && one.Samples.AsSpan().SequenceEqual(other.Samples.AsSpan());

    private static (Rdf.Triple, Justification) Identity(Fact fact) => (fact.Triple, fact.Justification);

    private TwinWork WorkOf(TwinId twin)
    {
        if (!twins.TryGetValue(twin, out var work)) { twins.Add(twin, work = new TwinWork()); }
        return work;
    }

    private sealed class TwinWork
    {
        public List<(NodeVersion Version, KeptDocument Entry)> Versions { get; } = [];

        public List<Fact> SeriesFacts { get; } = [];

        public List<SeriesChunk> Chunks { get; } = [];
    }
}
