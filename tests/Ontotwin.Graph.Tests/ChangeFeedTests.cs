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
            foreach (var prefix in (byte[][])[StoreKeys.Feed, StoreKeys.FeedPlaces]) { Database.Scan(db, prefix, (key, _) => Remove(db, key)); }
            // What a newer program had begun to make before it was killed.
            using var batch = new WriteBatch();
            new ChangeFeed(TimeProvider.System).Commit(db, batch, (MadeTwins.Id(3), false));
        });
        await File.WriteAllTextAsync(Marker, (await File.ReadAllTextAsync(Marker, Cancel)).Replace("format 4", "format 3", StringComparison.Ordinal), Cancel);
        await using (var reader = await OpenAsync(Folder, StoreOpening.ReadOnly)) { Assert.Equal(Ids(5), (await ReadAsync(reader, 0)).Where(e => e.Position == 0).Select(e => e.Twin)); }
        Assert.Empty((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages);
        await using (var writer = await OpenAsync(Folder, StoreOpening.MustExist)) { Assert.Equal(Ids(5), Sorted(await ReadAsync(writer, 0))); }
        Assert.Contains("\nformat 4\n", await File.ReadAllTextAsync(Marker, Cancel), StringComparison.Ordinal);
        Assert.Empty((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages);
        await using var again = await OpenAsync(Folder, StoreOpening.ReadOnly);
        Assert.All(await ReadAsync(again, 0), e => Assert.True(e.Position > 0));
    }

    [Fact]
    public async Task After_a_restored_backup_every_twin_has_changed_for_who_saw_what_was_lost()
    {
        var (backup, restored) = (Path.Combine(root, "backup"), Path.Combine(root, "restored"));
        long seen;
        await using (var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing))
        {
            await MadeTwins.FillAsync(store, 4, 3, Cancel);
            await store.EraseAsync(MadeTwins.Id(2), Cancel);
            await StoreBackup.WriteAsync(Folder, backup, Cancel);
            await MadeTwins.FillAsync(store, 6, 3, Cancel);
            seen = (await ReadAsync(store, 0))[^1].Position;
        }
        await StoreBackup.RestoreAsync(backup, restored, null, Cancel);
        await using var again = await OpenAsync(restored, StoreOpening.ReadOnly);
        var told = await ReadAsync(again, seen);
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
    public async Task Many_entries_are_read_in_parts_and_none_twice()
    {
        await using var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing);
        var count = (Limits.ChangesPerRead * 2) + 3;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Cancel, async (n, cancel) => await store.ApplyAsync(new(MadeTwins.Id(n), DateTimeOffset.UnixEpoch) { Key = "k" }, cancel));
        var told = await ReadAsync(store, 0);
        Assert.Equal(count, told.Select(e => e.Twin).Distinct().Count());
        Assert.Equal(count, told.Count);
        Assert.Equal(told.Select(e => e.Position).Order(), told.Select(e => e.Position));
    }

    [Fact]
    public async Task Positions_grow_though_the_clock_goes_back()
    {
        await MakeAsync(1);
        await ChangeAsync(db =>
        {
            var (clock, positions) = (new SetClock(), new List<long>());
            foreach (var year in (int[])[2100, 2000, 2100, 2101])
            {
                clock.Now = new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
                // Another process each time.
                using var batch = new WriteBatch();
                new ChangeFeed(clock).Commit(db, batch, (MadeTwins.Id(0), false));
                positions.Add(ChangeFeed.PlaceOf(db, MadeTwins.Id(0))!.Value);
            }
            Assert.Equal([0L, 1L, 2L], positions.Take(3).Select(p => p - positions[0]));
            Assert.Equal((clock.Now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, positions[3]);
            Assert.InRange(positions[3], positions[2], (1L << 53) - 1);
            Assert.Equal(positions[3], Assert.Single(ChangeFeed.Read(db, positions[2], 9)).Position);
        });
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static bool Remove(RocksDb db, ReadOnlySpan<byte> key)
    {
        db.Remove(key);
        return true;
    }

    private static TwinId[] Ids(int count) => [.. Enumerable.Range(0, count).Select(MadeTwins.Id).OrderBy(t => t.Value, StringComparer.Ordinal)];

    private static IEnumerable<TwinId> Sorted(IEnumerable<ChangeFeedEntry> entries) => entries.Select(e => e.Twin).OrderBy(t => t.Value, StringComparer.Ordinal);

    private static async Task<List<ChangeFeedEntry>> ReadAsync(EmbeddedStore store, long after)
    {
        var entries = new List<ChangeFeedEntry>();
        await foreach (var entry in store.ChangesAsync(after, Cancel)) { entries.Add(entry); }
        return entries;
    }

    private static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening) => EmbeddedStore.OpenAsync(folder, opening, Cancel);

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
