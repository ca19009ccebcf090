using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Contracts.Tests;

/// <summary>A store seen by person keeps the contract too.</summary>
public sealed class MergedStoreContract : GraphStoreContract
{
    protected override async Task<IGraphStore> OpenAsync() => new MergedStore(await TemporaryStore.OpenAsync());

    [Fact]
    public async Task A_person_is_in_a_cohort_by_what_all_their_twins_hold_together_at_any_time()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var store = new MergedStore(await TemporaryStore.OpenAsync());
        var (kept, other, stranger) = (Made.NewTwin(), Made.NewTwin(), Made.NewTwin());
        var (p, q, a, b) = (Made.Hdt_("p"), Made.Hdt_("q"), Made.Hdt_("a"), Made.Hdt_("b"));
        await store.ApplyAsync(Made.Delta(kept, 1, Made.Said(kept.Subject, p, a)), cancel);
        await store.ApplyAsync(Made.Delta(other, 1, Made.Said(other.Subject, p, b), Made.Said(Made.Node(other, "o"), q, other.Subject)), cancel);
        await store.ApplyAsync(Made.Delta(stranger, 1, Made.Said(stranger.Subject, p, b)), cancel);
        var both = GraphCondition.All([new TripleCondition(p, [a]), new TripleCondition(p, [b])]);
        Assert.Empty(await store.CohortAsync(both, cancel));
        await LinkAsync(TwinLinkKind.Merged, 2);
        Assert.Equal([kept], await store.CohortAsync(both, cancel));
        // The part's own name is the person's now.
        Assert.Contains(kept, await store.CohortAsync(new TripleCondition(q, [kept.Subject]), cancel));
        await LinkAsync(TwinLinkKind.Separated, 3);
        // Apart now, together at an instant before: that may still be asked.
        Assert.Equal(3, (await store.LoadAsync(kept, Made.Instant(2), cancel))!.Facts.Length);
        Assert.Contains(kept, await store.CohortAsync(both, cancel));
        Assert.DoesNotContain(stranger, await store.CohortAsync(both, cancel));

        Task LinkAsync(TwinLinkKind kind, int at) => store.AddLinkAsync(
            new TwinLink(kept, other, kind, new Identifier("urn:oid:1", kept.Value), new Identifier("urn:oid:1", other.Value), Made.Origin("a40.hl7", at), Made.Instant(at), Made.Instant(at)), cancel);
    }
}
