using Ontotwin.Graph.Embedded;
using RocksDbSharp;

namespace Ontotwin.Graph.Tests;

/// <summary>The embedded store's change feed: made where there is none, checked, and true after a restored backup. What every store promises of it is in the contract suite.</summary>
public sealed class ChangeFeedTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ontotwin-feed").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(root, "store");

    private string Marker => Path.Combine(Folder, "ontotwin-store");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_store_of_before_the_feed_tells_of_everybody_until_a_writer_has_made_it()
    {
        await MakeAsync(5);
        await ChangeAsync(db =>
        {
            foreach (var prefix in (byte[][])[StoreKeys.Feed, StoreKeys.FeedPlaces, StoreKeys.Setting(StoreSettings.Epoch)]) { Database.Scan(db, prefix, (key, _) => Remove(db, key)); }
            // What a newer program had begun to make before it was killed.
            using var batch = new WriteBatch();
            new ChangeFeed().Commit(db, batch, (MadeTwins.Id(3), false));
        });
        await MakeOldAsync();
        await using (var reader = await OpenAsync(Folder, StoreOpening.ReadOnly)) { Assert.Equal(Ids(5), (await ReadAsync(reader, FeedPosition.Start)).Where(e => e.Position.IsStart).Select(e => e.Twin)); }
        Assert.Empty((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages);
        await using (var writer = await OpenAsync(Folder, StoreOpening.MustExist)) { Assert.Equal(Ids(5), Sorted(await ReadAsync(writer, FeedPosition.Start))); }
        Assert.Contains("\nformat 4\n", await File.ReadAllTextAsync(Marker, Cancel), StringComparison.Ordinal);
        Assert.Empty((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages);
        await using var again = await OpenAsync(Folder, StoreOpening.ReadOnly);
        Assert.All(await ReadAsync(again, FeedPosition.Start), e => Assert.True(e.Position.Number > 0));
    }

    [Fact]
    public async Task Who_followed_what_was_lost_is_refused_by_a_restored_store_and_begins_again()
    {
        var (backup, restored) = (Path.Combine(root, "backup"), Path.Combine(root, "restored"));
        FeedPosition seen;
        await using (var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing))
        {
            await MadeTwins.FillAsync(store, 4, 3, Cancel);
            await store.EraseAsync(MadeTwins.Id(2), Cancel);
            await StoreBackup.WriteAsync(Folder, backup, Cancel);
            await MadeTwins.FillAsync(store, 6, 3, Cancel);
            seen = (await ReadAsync(store, FeedPosition.Start))[^1].Position;
        }
        await StoreBackup.RestoreAsync(backup, restored, null, Cancel);
        await using var again = await OpenAsync(restored, StoreOpening.ReadOnly);
        Assert.Equal("OT5023", (await Assert.ThrowsAsync<GraphStoreException>(() => ReadAsync(again, seen))).Diagnostic.Code);
        var told = await ReadAsync(again, FeedPosition.Start);
        Assert.Equal(Ids(4), Sorted(told));
        Assert.Equal([MadeTwins.Id(2)], told.Where(e => e.IsErased).Select(e => e.Twin));
        Assert.Empty((await StoreCheck.RunAsync(restored, null, Cancel)).Damages);
    }

    [Fact]
    public async Task A_check_tells_of_a_feed_that_misses_or_misplaces_a_twin()
    {
        await MakeAsync(3);
        await ChangeAsync(db => db.Remove(StoreKeys.FeedPlaceOf(MadeTwins.Id(1))));
        Assert.Contains((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages, d => d.Twin == MadeTwins.Id(1) && d.What.Contains("change feed", StringComparison.Ordinal));
        Assert.Contains((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages, d => d.Twin is null && d.What.Contains("change feed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_tells_of_entries_that_are_gone()
    {
        await MakeAsync(3);
        await ChangeAsync(db => Database.Scan(db, StoreKeys.Feed, (key, _) => !Remove(db, key)));
        Assert.Contains((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages, d => d.What.Contains("place in the change feed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_place_fails_its_own_twin_and_no_other()
    {
        await MakeAsync(3);
        await ChangeAsync(db => db.Put(StoreKeys.FeedPlaceOf(MadeTwins.Id(1)), new byte[] { 7 }));
        await using var store = await OpenAsync(Folder, StoreOpening.MustExist);
        await Parallel.ForEachAsync(Enumerable.Range(0, 30), Cancel, async (n, cancel) =>
        {
            var change = store.ApplyAsync(new(MadeTwins.Id(n % 3), DateTimeOffset.UnixEpoch) { Key = "more" + n }, cancel);
            if (n % 3 == 1) { Assert.Equal("OT5006", (await Assert.ThrowsAsync<GraphStoreException>(() => change)).Diagnostic.Code); }
            else { Assert.True(await change); }
        });
    }

    [Fact]
    public async Task A_follower_of_a_store_without_a_feed_sees_it_once_it_is_made()
    {
        await MakeAsync(2);
        await MakeOldAsync();
        await using var follower = await OpenAsync(Folder, StoreOpening.Following);
        Assert.All(await ReadAsync(follower, FeedPosition.Start), e => Assert.True(e.Position.IsStart));
        await using var writer = await OpenAsync(Folder, StoreOpening.MustExist);
        await writer.EraseAsync(MadeTwins.Id(1), Cancel);
        Assert.Equal([(MadeTwins.Id(0), false), (MadeTwins.Id(1), true)], (await ReadAsync(follower, FeedPosition.Start)).Select(e => (e.Twin, e.IsErased)));
    }

    [Fact]
    public async Task Many_entries_are_read_in_parts_and_none_twice()
    {
        await using var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing);
        var count = (Limits.ChangesPerRead * 2) + 3;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Cancel, async (n, cancel) => await store.ApplyAsync(new(MadeTwins.Id(n), DateTimeOffset.UnixEpoch) { Key = "k" }, cancel));
        var told = await ReadAsync(store, FeedPosition.Start);
        Assert.Equal(count, told.Select(e => e.Twin).Distinct().Count());
        Assert.Equal(count, told.Count);
        Assert.Equal(told.Select(e => e.Position.Number).Order(), told.Select(e => e.Position.Number));
    }

    private static bool Remove(RocksDb db, ReadOnlySpan<byte> key)
    {
        db.Remove(key);
        return true;
    }

    private static TwinId[] Ids(int count) => [.. Enumerable.Range(0, count).Select(MadeTwins.Id).OrderBy(t => t.Value, StringComparer.Ordinal)];

    private static IEnumerable<TwinId> Sorted(IEnumerable<ChangeFeedEntry> entries) => entries.Select(e => e.Twin).OrderBy(t => t.Value, StringComparer.Ordinal);

    private static async Task<List<ChangeFeedEntry>> ReadAsync(EmbeddedStore store, FeedPosition after)
    {
        var entries = new List<ChangeFeedEntry>();
        await foreach (var entry in store.ChangesAsync(after, Cancel)) { entries.Add(entry); }
        return entries;
    }

    private static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening) => EmbeddedStore.OpenAsync(folder, opening, Cancel);

    private async Task MakeOldAsync() => await File.WriteAllTextAsync(Marker, (await File.ReadAllTextAsync(Marker, Cancel)).Replace("format 4", "format 3", StringComparison.Ordinal), Cancel);

    private async Task MakeAsync(int twins)
    {
        await using var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing);
        await MadeTwins.FillAsync(store, twins, 3, Cancel);
    }

    private Task ChangeAsync(Action<RocksDb> change)
    {
        using var files = StoreFiles.Open(Folder, StoreOpening.MustExist, null, Compression.No, _ => { });
        files.Database.Use(db =>
        {
            change(db);
            return true;
        });
        return Task.CompletedTask;
    }
}
