using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Graph;

/// <summary>
/// A store seen by person: twins that are said to be one person are read as one, under whichever of them is asked for, and listed once. Underneath each keeps its
/// own, so that parting them again gives the state before. A change closes a fact in whichever of them holds it.
/// </summary>
/// <param name="inner">The store of twins.</param>
public sealed class MergedStore(IGraphStore inner) : IGraphStore
{
    /// <summary>The store of twins, each by itself.</summary>
    public IGraphStore Inner => inner;

    /// <summary>The twins of a store each by themselves, whether or not it is seen by person.</summary>
    public static IGraphStore Apart(IGraphStore store) => store is MergedStore merged ? merged.Inner : store;

    /// <inheritdoc/>
    public async IAsyncEnumerable<TwinId> TwinsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var groups = await GroupsAsync(null, cancellationToken);
        var told = new HashSet<TwinId>();
        await foreach (var twin in inner.TwinsAsync(cancellationToken))
        {
            if (groups.IsEmpty || (groups.Representative(twin) == twin && told.Add(twin))) { yield return twin; }
            // The one that stands for a person may hold nothing of its own.
            else if (groups.Representative(twin) is var other && other != twin && await inner.LoadAsync(other, null, cancellationToken) is null && told.Add(other)) { yield return other; }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TwinId>> CohortAsync(GraphCondition condition, CancellationToken cancellationToken)
    {
        // At another time other twins were one person: whatever was ever joined is taken together.
        var ever = TwinGroups.Ever(await inner.LinksAsync(cancellationToken));
        var alone = await inner.CohortAsync(condition, cancellationToken);
        if (ever.IsEmpty) { return alone; }
        // What the parts of a person fulfil together, none of them may fulfil by itself.
        var parts = new Dictionary<TripleCondition, HashSet<TwinId>>();
        foreach (var part in condition.Triples.Distinct()) { parts[part] = [.. await inner.CohortAsync(OfPersons(part, ever), cancellationToken)]; }
        var (found, single) = (new List<TwinId>(), alone.ToHashSet());
        await foreach (var twin in TwinsAsync(cancellationToken))
        {
            var members = ever.Members(twin);
            if (members.Length == 1 ? single.Contains(twin) : condition.IsFulfilled(part => members.Any(parts[part].Contains))) { found.Add(twin); }
        }
        return found;
    }

    /// <summary>
    /// The feed by person. Of a person of three twins and more all parts are told with each: whichever stood for some of them before is no longer listed. Those come at the
    /// position before, so that who ends between them is told them again.
    /// </summary>
    /// <inheritdoc/>
    public async IAsyncEnumerable<ChangeFeedEntry> ChangesAsync(FeedPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entries in inner.ChangesAsync(after, cancellationToken).Chunk(Limits.ChangesPerRead))
        {
            // After the entries were read: twins that were joined by then are told as joined, and those joined since come again.
            var groups = await GroupsAsync(null, cancellationToken);
            foreach (var entry in entries)
            {
                var person = groups.Representative(entry.Twin);
                var members = groups.Members(entry.Twin);
                foreach (var part in members.Where(m => members.Length > 2 && m != person && m != entry.Twin)) { yield return new(entry.Position with { Number = Math.Max(entry.Position.Number - 1, 0) }, part, IsErased: false) { Person = person }; }
                yield return entry with { Person = person };
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Twin?> LoadAsync(TwinId twin, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        var members = (await GroupsAsync(knownAt, cancellationToken)).Members(twin);
        var own = await inner.LoadAsync(twin, knownAt, cancellationToken);
        if (members.Length == 1) { return own; }
        var (facts, series, aliases) = (ImmutableArray.CreateBuilder<Fact>(), ImmutableArray.CreateBuilder<SeriesChunk>(), ImmutableArray.CreateBuilder<Alias>());
        foreach (var member in members)
        {
            if ((member == twin ? own : await inner.LoadAsync(member, knownAt, cancellationToken)) is not { } part) { continue; }
            // What was concluded of a part of the person is not concluded of the whole.
            facts.AddRange(part.Facts.Where(f => member == members[0] || f.Justification is Asserted).Select(f => Renamed(f, member, twin)));
            series.AddRange(part.Series);
            aliases.AddRange(part.Aliases);
        }
        return own is null && facts.Count + series.Count + aliases.Count == 0 ? null : new Twin(twin, facts.ToImmutable(), series.ToImmutable(), aliases.ToImmutable());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fact>> HistoryAsync(TwinId twin, CancellationToken cancellationToken)
    {
        var members = (await GroupsAsync(null, cancellationToken)).Members(twin);
        if (members.Length == 1) { return await inner.HistoryAsync(twin, cancellationToken); }
        var history = new List<Fact>();
        foreach (var member in members) { history.AddRange((await inner.HistoryAsync(member, cancellationToken)).Select(f => Renamed(f, member, twin))); }
        return [.. history.OrderBy(f => f.KnownFrom)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SeriesChunk>> SeriesAsync(TwinId twin, Iri? series, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var chunks = new List<SeriesChunk>();
        foreach (var member in (await GroupsAsync(null, cancellationToken)).Members(twin)) { chunks.AddRange(await inner.SeriesAsync(member, series, from, until, cancellationToken)); }
        return chunks;
    }

    /// <inheritdoc/>
    public async Task<bool> ApplyAsync(TwinDelta delta, CancellationToken cancellationToken)
    {
        var members = delta.Close.IsEmpty ? [delta.Twin] : (await GroupsAsync(null, cancellationToken)).Members(delta.Twin);
        foreach (var member in members.Where(m => m != delta.Twin))
        {
            if (await inner.LoadAsync(member, null, cancellationToken) is not { } part) { continue; }
            var held = part.Facts.Select(f => (f.Triple, f.Justification)).ToHashSet();
            var close = delta.Close.Select(f => Renamed(f, delta.Twin, member)).Where(f => held.Contains((f.Triple, f.Justification))).ToImmutableArray();
            if (!close.IsEmpty) { await inner.ApplyAsync(new TwinDelta(member, delta.KnownAt) { Close = close, Key = delta.Key }, cancellationToken); }
        }
        return await inner.ApplyAsync(delta, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TwinId?> FindAsync(Identifier key, CancellationToken cancellationToken) =>
        await inner.FindAsync(key, cancellationToken) is { } twin ? (await GroupsAsync(null, cancellationToken)).Representative(twin) : null;

    /// <summary>Removes a person: every twin that is said to be theirs.</summary>
    public async Task<bool> EraseAsync(TwinId twin, CancellationToken cancellationToken)
    {
        var isAny = false;
        foreach (var member in (await GroupsAsync(null, cancellationToken)).Members(twin)) { isAny |= await inner.EraseAsync(member, cancellationToken); }
        return isAny;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<KeptDocument> DocumentsAsync(CancellationToken cancellationToken) => inner.DocumentsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<KeptDocument?> FindDocumentAsync(string name, string hash, CancellationToken cancellationToken) => inner.FindDocumentAsync(name, hash, cancellationToken);

    /// <inheritdoc/>
    public Task KeepDocumentAsync(KeptDocument document, CancellationToken cancellationToken) => inner.KeepDocumentAsync(document, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TwinLink>> LinksAsync(CancellationToken cancellationToken) => inner.LinksAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddLinkAsync(TwinLink link, CancellationToken cancellationToken) => inner.AddLinkAsync(link, cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetSettingAsync(string name, CancellationToken cancellationToken) => inner.GetSettingAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]> SetSettingOnceAsync(string name, byte[] value, CancellationToken cancellationToken) => inner.SetSettingOnceAsync(name, value, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<TwinGroups> GroupsAsync(DateTimeOffset? knownAt, CancellationToken cancellationToken) => TwinGroups.Of(await inner.LinksAsync(cancellationToken), knownAt);

    // Who is named by the person stands under another name in each part.
    private static TripleCondition OfPersons(TripleCondition condition, TwinGroups ever) => condition with
    {
        Values = [.. condition.Values.SelectMany(v => v is Iri iri && ever.Members(TwinId.OfSubject(iri)) is { Length: > 1 } members && members.Any(m => m.Subject == iri) ? members.Select(m => (Term)m.Subject) : [v])],
    };

    private static Fact Renamed(Fact fact, TwinId from, TwinId to)
    {
        if (from == to) { return fact; }
        var (triple, old, now) = (fact.Triple, from.Subject, to.Subject);
        if (!triple.Subject.Equals(old) && !triple.Object.Equals(old)) { return fact; }
        return fact with { Triple = triple with { Subject = triple.Subject.Equals(old) ? now : triple.Subject, Object = triple.Object.Equals(old) ? now : triple.Object } };
    }
}
