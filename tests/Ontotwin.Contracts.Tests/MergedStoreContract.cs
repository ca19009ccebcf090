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

    [Fact]
    public async Task Whoever_follows_the_feed_keeps_the_persons_that_the_store_lists()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var store = new MergedStore(await TemporaryStore.OpenAsync());
        TwinId[] twins = [.. Enumerable.Range(0, 6).Select(_ => Made.NewTwin()).OrderBy(t => t.Value, StringComparer.Ordinal)];
        foreach (var twin in twins) { await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()), cancel); }
        var (copy, position, random) = (new HashSet<TwinId>(), FeedPosition.Start, new Random(3));
        for (var minute = 2; minute < 40; minute++)
        {
            // Among them persons of several twins that become one, whose old names are in no statement.
            var (kept, other) = (twins[random.Next(6)], twins[random.Next(6)]);
            if (kept != other)
            {
                await store.AddLinkAsync(
                    new TwinLink(kept, other, random.Next(3) == 0 ? TwinLinkKind.Separated : TwinLinkKind.Merged, new("urn:oid:1", kept.Value), new("urn:oid:1", other.Value), Made.Origin("a40.hl7", minute), Made.Instant(minute), Made.Instant(minute)), cancel);
            }
            await foreach (var entry in store.ChangesAsync(position, cancel))
            {
                Assert.True(entry.Position.Number >= position.Number, "positions grow");
                position = entry.Position;
                if (entry.Person != entry.Twin) { copy.Remove(entry.Twin); }
                copy.Add(entry.Person);
            }
            var listed = new List<TwinId>();
            await foreach (var twin in store.TwinsAsync(cancel)) { listed.Add(twin); }
            Assert.Equal(listed.Order(ById), copy.Order(ById));
        }
    }

    private static Comparer<TwinId> ById => Comparer<TwinId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));
}
