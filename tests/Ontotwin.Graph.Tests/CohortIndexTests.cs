using Ontotwin.Graph.Embedded;
using Ontotwin.Rdf;
using RocksDbSharp;

namespace Ontotwin.Graph.Tests;

/// <summary>The embedded store's index of cohorts: made where there is none, checked, bounded, and gone with the twin.</summary>
public sealed class CohortIndexTests : IDisposable
{
    private static readonly TripleCondition OfFirst = new(new Iri("urn:code"), [new Iri("urn:code#0")]);
    private readonly string root = Directory.CreateTempSubdirectory("ontotwin-cohorts").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(root, "store");

    private string Marker => Path.Combine(Folder, "ontotwin-store");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_of_before_the_index_answers_with_everybody_until_a_writer_has_made_it(bool isEncrypted)
    {
        var master = isEncrypted ? MasterKey.Create(Path.Combine(root, "key")) : null;
        await MakeAsync(5, master);
        await MakeOldAsync(master);
        if (!isEncrypted)
        {
            // What a newer program had begun to make before it was killed, and an older one has not kept since.
            await ChangeAsync(null, db =>
            {
                Put(db, MadeTwins.Id(3), new CohortRecord());
                Put(db, new TwinId("erased"), CohortRecord.OfAnything());
            });
            await SetFormatAsync();
        }
        await using (var reader = await EmbeddedStore.OpenAsync(Folder, StoreOpening.ReadOnly, master, Cancel)) { Assert.Equal(5, (await reader.CohortAsync(OfFirst, Cancel)).Count); }
        Assert.Empty((await StoreCheck.RunAsync(Folder, master, Cancel)).Damages);
        await StoreBackup.WriteAsync(Folder, Path.Combine(root, "old"), Cancel);
        await using (var writer = await EmbeddedStore.OpenAsync(Folder, StoreOpening.MustExist, master, Cancel)) { Assert.Equal([MadeTwins.Id(0)], await writer.CohortAsync(OfFirst, Cancel)); }
        Assert.Contains("\nformat 4\n", await File.ReadAllTextAsync(Marker, Cancel), StringComparison.Ordinal);
        Assert.Empty((await StoreCheck.RunAsync(Folder, master, Cancel)).Damages);
        await using (var reader = await EmbeddedStore.OpenAsync(Folder, StoreOpening.ReadOnly, master, Cancel)) { Assert.Equal([MadeTwins.Id(0)], await reader.CohortAsync(OfFirst, Cancel)); }
        // A backup of that time too.
        var restored = Path.Combine(root, "restored");
        Assert.Empty((await StoreBackup.RestoreAsync(Path.Combine(root, "old"), restored, master, Cancel)).Damages);
        await using var again = await EmbeddedStore.OpenAsync(restored, StoreOpening.ReadOnly, master, Cancel);
        Assert.Equal([MadeTwins.Id(0)], await again.CohortAsync(OfFirst, Cancel));
    }

    [Fact]
    public async Task A_check_tells_of_an_index_that_misses_something()
    {
        await MakeAsync(3, null);
        foreach (var (change, twin) in ((Action<RocksDb>, TwinId)[])
        [
            (db => db.Remove(StoreKeys.CohortOf(MadeTwins.Id(1))), MadeTwins.Id(1)),
            // The record of a twin that holds less, under this one's name.
            (db => Put(db, MadeTwins.Id(1), new CohortRecord()), MadeTwins.Id(1)),
        ])
        {
            await ChangeAsync(null, change);
            Assert.Equal(twin, Assert.Single((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages).Twin);
        }
        await ChangeAsync(null, db => Put(db, MadeTwins.Id(1), CohortRecord.OfAnything()));
        Assert.Empty((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages);
        await ChangeAsync(null, db => Put(db, new TwinId("nobody"), new CohortRecord()));
        Assert.Contains("there is no such twin", Assert.Single((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_twin_of_too_many_names_is_in_every_cohort_and_its_entry_stays_small()
    {
        await using var store = await OpenAsync(null);
        var (many, few) = (MadeTwins.Id(0), MadeTwins.Id(1));
        await store.ApplyAsync(Delta(few, 0, 100), Cancel);
        for (var i = 0; i < 3; i++) { await store.ApplyAsync(Delta(many, i, 6_000), Cancel); }
        Assert.Equal([many], await store.CohortAsync(new TripleCondition(new Iri("urn:elsewhere")), Cancel));
        Assert.Empty(await store.CohortAsync(GraphCondition.Never, Cancel));
        await store.ApplyAsync(Delta(many, 9, 10), Cancel);
        await store.DisposeAsync();
        await ChangeAsync(null, db => Assert.True(db.Get(StoreKeys.CohortOf(many)).Length < 16));
        await ChangeAsync(null, db => Assert.InRange(db.Get(StoreKeys.CohortOf(few)).Length, 400, 420));
    }

    [Fact]
    public async Task An_entry_names_nothing_and_goes_with_its_twin()
    {
        var master = MasterKey.Create(Path.Combine(root, "key"));
        await MakeAsync(2, master);
        var places = new List<string>();
        await ChangeAsync(master, db => Database.Scan(db, StoreKeys.Cohorts, (key, value) =>
        {
            places.Add(System.Text.Encoding.ASCII.GetString(key));
            // Under the store's key: two entries of nearly the same say nothing alike.
            Assert.True(value.Length > 12 + 16 && value[0] >= 2);
            return true;
        }));
        Assert.Equal(["C" + MadeTwins.Id(0), "C" + MadeTwins.Id(1)], places);
        await using (var store = await OpenAsync(master)) { await store.EraseAsync(MadeTwins.Id(0), Cancel); }
        await ChangeAsync(master, db => Assert.Null(db.Get(StoreKeys.CohortOf(MadeTwins.Id(0)))));
        var name = System.Text.Encoding.ASCII.GetBytes("C" + MadeTwins.Id(0));
        Assert.DoesNotContain(Directory.EnumerateFiles(StoreFolder.Database(Folder), "*.sst"), f => File.ReadAllBytes(f).AsSpan().IndexOf(name) >= 0);
    }

    private Task<EmbeddedStore> OpenAsync(MasterKey? master) => EmbeddedStore.OpenAsync(Folder, StoreOpening.CreateIfMissing, master, Compression.No, Cancel);

    private async Task MakeAsync(int twins, MasterKey? master)
    {
        await using var store = await OpenAsync(master);
        for (var t = 0; t < twins; t++)
        {
            await store.ApplyAsync(Delta(MadeTwins.Id(t), t, 5), Cancel);
            // What was closed is looked for too.
            await store.ApplyAsync(new TwinDelta(MadeTwins.Id(t), MadeTwins.At(100)) { Close = Delta(MadeTwins.Id(t), t, 5).Assert }, Cancel);
        }
    }

    // Names that no other number has.
    private static TwinDelta Delta(TwinId twin, int number, int facts) => new(twin, MadeTwins.At(number))
    {
        Assert = [.. Enumerable.Range(0, facts).Select(i => new Fact(new(twin.Subject, new Iri("urn:code"), new Iri($"urn:code#{(number * 100_000) + i}")), new Asserted(MadeTwins.Origin(number)), default))],
    };

    private static void Put(RocksDb db, TwinId twin, CohortRecord record)
    {
        using var ring = KeyRing.None(packs: false);
        using var batch = new WriteBatch();
        new CohortIndex(db, new CohortKeys(new StoreKeys([1])), ring).Put(batch, twin, record);
        Database.Commit(db, batch);
    }

    // As a program of before the index left it.
    private async Task MakeOldAsync(MasterKey? master)
    {
        await ChangeAsync(master, db =>
        {
            using var batch = new WriteBatch();
            Database.Scan(db, StoreKeys.Cohorts, (key, _) =>
            {
                batch.Delete(key.ToArray());
                return true;
            });
            Database.Commit(db, batch);
        });
        await SetFormatAsync();
    }

    private async Task SetFormatAsync() => await File.WriteAllTextAsync(Marker, (await File.ReadAllTextAsync(Marker, Cancel)).Replace("format 4", "format 2", StringComparison.Ordinal), Cancel);

    private Task ChangeAsync(MasterKey? master, Action<RocksDb> change)
    {
        using var files = StoreFiles.Open(Folder, StoreOpening.MustExist, master, Compression.No, _ => { });
        files.Database.Use(db =>
        {
            change(db);
            return true;
        });
        return Task.CompletedTask;
    }
}
