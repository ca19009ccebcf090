using Ontotwin.Graph;
using Ontotwin.Values;

namespace Ontotwin.Contracts.Tests;

/// <summary>What every store promises of its change feed: who asks again from the last position it saw misses no change.</summary>
public abstract partial class GraphStoreContract
{
    [Fact]
    public async Task The_feed_tells_each_twin_at_its_last_change()
    {
        var (other, start) = (Made.NewTwin(), await LastPositionAsync());
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()), Cancel);
        await store.ApplyAsync(Made.Delta(other, 2, Made.Potassium(other, 1, "5.2").AsSpan()), Cancel);
        var before = await ChangesAsync(start, twin, other);
        Assert.Equal([(twin, false), (other, false)], before.Select(e => (e.Twin, e.IsErased)));
        Assert.All(before, e => Assert.True(e.Position.Number > start.Number && FeedPosition.TryParse(e.Position.ToString(), out var same) && same == e.Position));
        await store.ApplyAsync(Made.Delta(twin, 3, Made.Potassium(twin, 2, "5.3").AsSpan()), Cancel);
        Assert.Equal([other, twin], (await ChangesAsync(start, twin, other)).Select(e => e.Twin));
        Assert.Equal([twin], (await ChangesAsync(before[^1].Position, twin, other)).Select(e => e.Twin));
        Assert.Empty(await ChangesAsync(await LastPositionAsync(), twin, other));
        Assert.Empty(await ChangesAsync(before[0].Position with { Number = long.MaxValue }, twin, other));
    }

    [Fact]
    public async Task A_position_of_another_life_of_the_store_is_refused()
    {
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()), Cancel);
        var refused = await Assert.ThrowsAsync<GraphStoreException>(() => ChangesAsync(new("another", 1), twin));
        Assert.Equal("OT5023", refused.Diagnostic.Code);
        Assert.Single(await ChangesAsync(FeedPosition.Start, twin));
    }

    [Fact]
    public async Task The_feed_tells_of_identifiers_samples_and_what_is_no_longer_held()
    {
        var facts = Made.Potassium(twin, 1, "5.2");
        TwinDelta[] changes =
        [
            Made.Delta(twin, 1, facts.AsSpan()), new(twin, Made.Instant(2)) { Close = [facts[0]] }, new(twin, Made.Instant(3)) { Series = [Made.Chunk(twin, "d", 60m)] },
            new(twin, Made.Instant(4)) { Aliases = [new Alias(new("urn:oid:1", twin.Value), Made.Origin("a"), Made.Instant(4))], Key = "k" },
        ];
        foreach (var change in changes)
        {
            var start = await LastPositionAsync();
            await store.ApplyAsync(change, Cancel);
            Assert.Equal(twin, Assert.Single(await ChangesAsync(start, twin)).Twin);
        }
        var end = await LastPositionAsync();
        // What had been applied is no change.
        Assert.False(await store.ApplyAsync(changes[^1], Cancel));
        Assert.Empty(await ChangesAsync(end, twin));
    }

    [Fact]
    public async Task The_feed_tells_of_erased_twins_and_of_those_that_come_again()
    {
        var start = await LastPositionAsync();
        await store.ApplyAsync(Made.Delta(twin, 1, Made.Potassium(twin, 1, "5.2").AsSpan()), Cancel);
        await store.EraseAsync(twin, Cancel);
        var erased = Assert.Single(await ChangesAsync(start, twin));
        Assert.Equal((twin, true), (erased.Twin, erased.IsErased));
        await store.ApplyAsync(Made.Delta(twin, 2, Made.Potassium(twin, 1, "5.2").AsSpan()), Cancel);
        Assert.False(Assert.Single(await ChangesAsync(erased.Position, twin)).IsErased);
        Assert.False(Assert.Single(await ChangesAsync(start, twin)).IsErased);
        await store.EraseAsync(twin, Cancel);
    }

    [Fact]
    public async Task The_feed_tells_of_both_twins_that_are_said_to_be_one()
    {
        var other = Made.NewTwin();
        foreach (var one in (TwinId[])[twin, other]) { await store.ApplyAsync(Made.Delta(one, 1, Made.Potassium(one, 1, "5.2").AsSpan()), Cancel); }
        var start = await LastPositionAsync();
        var link = new TwinLink(twin, other, TwinLinkKind.Merged, new("urn:oid:1", twin.Value), new("urn:oid:1", other.Value), Made.Origin("a40.hl7"), Made.Instant(1), Made.Instant(1));
        Assert.True(await store.AddLinkAsync(link, Cancel));
        Assert.Equal([twin, other], (await ChangesAsync(start, twin, other)).Select(e => e.Twin));
        var end = await LastPositionAsync();
        Assert.False(await store.AddLinkAsync(link, Cancel));
        Assert.Empty(await ChangesAsync(end, twin, other));
        // Erased twins by themselves: the other one has lost what joined them.
        await MergedStore.Apart(store).EraseAsync(other, Cancel);
        Assert.Equal([(twin, false), (other, true)], (await ChangesAsync(end, twin, other)).Select(e => (e.Twin, e.IsErased)));
    }

    [Fact]
    public async Task Who_follows_many_writers_misses_nothing()
    {
        TwinId[][] mine = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 12).Select(_ => Made.NewTwin()).ToArray())];
        var (seen, position) = (new HashSet<TwinId>(), await LastPositionAsync());
        using var isWritten = new CancellationTokenSource();
        var follower = Task.Run(
            async () =>
            {
                for (var isLast = false; !isLast;)
                {
                    // Once more after the last writer has ended.
                    isLast = isWritten.IsCancellationRequested;
                    await foreach (var entry in store.ChangesAsync(position, Cancel))
                    {
                        Assert.True(entry.Position.Number > position.Number, "positions grow");
                        position = entry.Position;
                        seen.Add(entry.Twin);
                    }
                }
            },
            Cancel);
        await Task.WhenAll(mine.Select(twins => Task.Run(async () => { foreach (var one in twins) { await store.ApplyAsync(Made.Delta(one, 1, Made.Potassium(one, 1, "5.2").AsSpan()), Cancel); } }, Cancel)));
        await isWritten.CancelAsync();
        await follower;
        Assert.All(mine.SelectMany(t => t), t => Assert.Contains(t, seen));
    }

    private async Task<FeedPosition> LastPositionAsync()
    {
        var last = FeedPosition.Start;
        await foreach (var entry in store.ChangesAsync(FeedPosition.Start, Cancel)) { last = entry.Position; }
        return last;
    }

    // Other tests may write to the same store.
    private async Task<List<ChangeFeedEntry>> ChangesAsync(FeedPosition after, params TwinId[] twins)
    {
        var entries = new List<ChangeFeedEntry>();
        await foreach (var entry in store.ChangesAsync(after, Cancel))
        {
            Assert.True(entry.Position.Number > (entries.Count == 0 ? after : entries[^1].Position).Number, "positions grow");
            if (twins.Contains(entry.Twin)) { entries.Add(entry); }
        }
        return entries;
    }
}
