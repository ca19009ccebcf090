using System.Collections.Immutable;
using Ontotwin.Graph;
using Ontotwin.Language;
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
/// <param name="ontology">Says which properties have one value.</param>
/// <param name="clock">Gives transaction times.</param>
public sealed class Ingestion(IGraphStore store, IdentityTable identities, string programHash, OntologyModel ontology, TimeProvider clock)
{
    private readonly IGraphStore apart = MergedStore.Apart(store);
    private readonly HashSet<TwinId> touched = [];
    private bool aliasesKept;

    /// <summary>Twins that were changed.</summary>
    public IReadOnlyCollection<TwinId> Touched => touched;

    /// <summary>Takes remarks: replaced and late records.</summary>
    public Action<Diagnostic>? OnDiagnostic { get; init; }

    /// <summary>Takes rejects: corrections that fit several records.</summary>
    public Action<Reject>? OnReject { get; set; }

    /// <summary>Tells the identity table which of the declared keys the store knows already.</summary>
    /// <exception cref="GraphStoreException">The store cannot be read.</exception>
    public async Task RecallAsync(CancellationToken cancellationToken)
    {
        foreach (var key in identities.Declared.Select(d => d.Key).Distinct().ToList())
        {
            if (await apart.FindAsync(key, cancellationToken) is { } twin) { identities.AddKnown(key, twin); }
        }
        foreach (var link in (await store.LinksAsync(cancellationToken)).Where(l => l.Kind == TwinLinkKind.Lent))
        {
            if (await apart.FindAsync(link.KeptKey, cancellationToken) is { } person) { identities.AddKnown(link.KeptKey, person); }
            identities.AddKnownLoan(HandedOn.LoanOf(link));
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
            if (await apart.LoadAsync(joined, null, cancellationToken) is not { } twin) { continue; }
            var now = clock.GetUtcNow();
            var held = twin.Facts.Where(f => f.Justification is Asserted).ToList();
            var moved = new TwinDelta(kept, now)
            {
                Assert = [.. held.Select(f => f with { Triple = Renamed(f.Triple, joined.Subject, kept.Subject) })],
                Aliases = [.. twin.Aliases.Select(a => a with { KnownFrom = now })],
                Series = twin.Series,
            };
            var closed = new TwinDelta(joined, now) { Close = twin.Facts, Aliases = [.. twin.Aliases.Select(a => a with { KnownUntil = now })] };
            if (!moved.IsEmpty) { await apart.ApplyAsync(moved, cancellationToken); }
            if (!closed.IsEmpty) { await apart.ApplyAsync(closed, cancellationToken); }
            // Records that have the person in their key keep their names: that they are of this person is remembered.
            if (twin.Aliases is [{ } joinedKey, ..] && identities.Declared.FirstOrDefault(d => identities.Twin(d.Key) == kept) is { Origin: { } origin } said)
            {
                await apart.AddLinkAsync(new TwinLink(kept, joined, TwinLinkKind.Merged, said.Key, joinedKey.Key, origin, null, now), cancellationToken);
            }
            touched.Add(kept);
            await KeepDocumentsAsync(joined, kept, cancellationToken);
            OnDiagnostic?.Invoke(new Diagnostic("OT8107", Severity.Warning, $"the documents say that twins {kept} and {joined} are one person: {kept} holds what both held")
            {
                Hint = "'show --known-at' reads them as they were",
            });
        }
    }

    // Documents of the one tell of the other from now on.
    private async Task KeepDocumentsAsync(TwinId joined, TwinId kept, CancellationToken cancellationToken)
    {
        var documents = new List<KeptDocument>();
        await foreach (var document in store.DocumentsAsync(cancellationToken))
        {
            if (document.Twins.Contains(joined)) { documents.Add(document); }
        }
        foreach (var document in documents) { await store.KeepDocumentAsync(document with { Twins = document.Twins.Add(kept) }, cancellationToken); }
    }

    private static Triple Renamed(Triple triple, Iri from, Iri to) =>
        triple with { Subject = triple.Subject == from ? to : triple.Subject, Object = triple.Object == from ? to : triple.Object };

    /// <summary>Keeps what one document gave, which is let go of twin by twin; returns whom it told of.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written; the changes of twins before this one are kept.</exception>
    internal async Task<IReadOnlyList<TwinId>> KeepAsync(SourceDocument document, GivenByDocument given, CancellationToken cancellationToken)
    {
        await KeepAliasesAsync(cancellationToken);
        var twins = given.Twins;
        foreach (var twin in twins)
        {
            var delta = await PlanAsync(twin, document, given, cancellationToken);
            given.Forget(twin);
            if (!delta.IsEmpty && await store.ApplyAsync(delta, cancellationToken)) { touched.Add(twin); }
        }
        return twins;
    }

    /// <summary>Keeps the identifiers that the documents declared, once a run.</summary>
    /// <exception cref="GraphStoreException">The store cannot be written.</exception>
    public async Task KeepAliasesAsync(CancellationToken cancellationToken)
    {
        if (aliasesKept) { return; }
        aliasesKept = true;
        var now = clock.GetUtcNow();
        foreach (var group in identities.Declared.DistinctBy(d => d.Key).GroupBy(d => identities.Twin(d.Key)))
        {
            var aliases = ImmutableArray.CreateBuilder<Alias>();
            foreach (var (key, origin) in group)
            {
                if (await apart.FindAsync(key, cancellationToken) is null) { aliases.Add(new Alias(key, origin, now)); }
            }
            if (aliases.Count > 0) { await apart.ApplyAsync(new TwinDelta(group.Key, now) { Aliases = aliases.ToImmutable() }, cancellationToken); }
        }
        foreach (var said in identities.Relations) { await KeepRelationAsync(said, now, cancellationToken); }
        foreach (var loan in identities.SaidLoans) { await store.AddLinkAsync(HandedOn.LinkOf(loan, identities, now), cancellationToken); }
    }

    private async Task KeepRelationAsync(SaidOfTwo said, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (kept, other) = (identities.Twin(said.Kept), identities.Twin(said.Other));
        if (kept == other)
        {
            if (said.Kind == IdentityRelationKind.Separates) { OnDiagnostic?.Invoke(Inseparable(said)); }
            return;
        }
        if (await store.AddLinkAsync(new TwinLink(kept, other, KindOf(said.Kind), said.Kept, said.Other, said.Origin, said.At, now), cancellationToken))
        {
            touched.Add(kept);
            touched.Add(other);
        }
    }

    /// <summary>What an identity statement says, as the store keeps it.</summary>
    internal static TwinLinkKind KindOf(IdentityRelationKind kind) => kind switch
    {
        IdentityRelationKind.Replaces => TwinLinkKind.Merged,
        IdentityRelationKind.Links => TwinLinkKind.Linked,
        _ => TwinLinkKind.Separated,
    };

    private static Diagnostic Inseparable(SaidOfTwo said) => new("OT8109", Severity.Warning, "a record says that two identifiers are of two people, and another record names both as one person's: they stay one")
    {
        Place = new SourcePlace(said.Origin.Document, said.Origin.Path, said.Origin.Bytes),
        Hint = "identifiers of one PID are one person by the identity statement; find the record that names both",
    };

    private async Task<TwinDelta> PlanAsync(TwinId twin, SourceDocument document, GivenByDocument given, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var held = await store.LoadAsync(twin, null, cancellationToken);
        var current = new VersionsOfTwin((held?.Facts ?? []).GroupBy(f => f.Triple.Subject).ToDictionary(g => g.Key, g => g.ToList()), OnDiagnostic);
        var (assert, close) = (new List<Fact>(), new List<Fact>());
        var versions = given.VersionsOf(twin).ToList();
        var namedBy = VersionsOfTwin.NamedBy(versions);
        foreach (var said in versions)
        {
            if (current.Resolve(said) is not { } version) { OnReject?.Invoke(KeyRemarks.Ambiguous(said)); continue; }
            var planned = current.Apply(version, namedBy, now);
            // Two versions in one document: the second closes what the first has only just asserted.
            foreach (var ended in planned.Close)
            {
                if (!assert.Remove(ended)) { close.Add(ended); }
            }
            assert.AddRange(planned.Assert);
        }
        // What a correction ended is nobody's any more.
        if (SharedNumbers.Check(twin.Subject, held?.Facts ?? [], current.FactsOf(twin.Subject), versions) is { } twoPeople) { OnDiagnostic?.Invoke(twoPeople); }
        if (OnDiagnostic is not null)
        {
            foreach (var contradicting in Contradictions.Of(assert, () => current.Held, ontology)) { OnDiagnostic(contradicting); }
        }
        if (held is not null && OnDiagnostic is not null)
        {
            foreach (var differing in SourcesDiffer.Of(twin.Subject, assert, current.FactsOf, ontology)) { OnDiagnostic(differing); }
        }
        var series = given.SeriesOf(twin);
        assert.AddRange(series.Facts(now));
        var chunks = series.Chunks(OnDiagnostic);
        if (held is not null && OnDiagnostic is not null)
        {
            foreach (var differing in SeriesDiffer.Of(held.Series, chunks)) { OnDiagnostic(differing); }
        }
        return new TwinDelta(twin, now)
        {
            Assert = [.. assert.Distinct()],
            Close = [.. close],
            Series = chunks,
            Key = $"{document.Hash}@{programHash}",
        };
    }
}
