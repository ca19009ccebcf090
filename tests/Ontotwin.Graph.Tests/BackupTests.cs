using Ontotwin.Graph.Embedded;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

/// <summary>A store in one file and back, and what of an encrypted one can be read by whom.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ontotwin-backup").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(root, "store");

    private string Backup => Path.Combine(root, "backup");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("ontotwin-keys")]
    [InlineData("db/monday.backup")]
    [InlineData("monday.backup")]
    public async Task A_backup_within_the_store_is_refused_and_harms_nothing(string file)
    {
        await using (var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing, null)) { await MadeTwins.FillAsync(store, 2, 2, Cancel); }
        Assert.Equal("OT5022", (await Assert.ThrowsAsync<GraphStoreException>(() => StoreBackup.WriteAsync(Folder, Path.Combine(Folder, file), Cancel))).Diagnostic.Code);
        var link = Path.Combine(root, "link");
        Directory.CreateSymbolicLink(link, Folder);
        Assert.Equal("OT5022", (await Assert.ThrowsAsync<GraphStoreException>(() => StoreBackup.WriteAsync(Folder, Path.Combine(link, file), Cancel))).Diagnostic.Code);
        await using var again = await OpenAsync(Folder, StoreOpening.ReadOnly, null);
        Assert.NotNull(await again.LoadAsync(MadeTwins.Id(1), null, Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restored_store_answers_as_the_one_before(bool isEncrypted)
    {
        var master = isEncrypted ? NewKey("key") : null;
        string shown;
        await using (var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing, master))
        {
            await MadeTwins.FillAsync(store, 4, 40, Cancel);
            await store.SetSettingOnceAsync("x", [7], Cancel);
            shown = await MadeTwins.ShownAsync(store, Cancel);
        }
        Assert.True(await StoreBackup.WriteAsync(Folder, Backup, Cancel) > 100);
        var restored = Path.Combine(root, "restored");
        var report = await StoreBackup.RestoreAsync(Backup, restored, master, Cancel);
        Assert.Equal(4, report.Twins);
        await using var again = await OpenAsync(restored, StoreOpening.MustExist, master);
        Assert.Equal(shown, await MadeTwins.ShownAsync(again, Cancel));
        Assert.Equal([7], await again.GetSettingAsync("x", Cancel));
        Assert.Equal(MadeTwins.Id(2), await again.FindAsync(new Identifier("urn:a", MadeTwins.Id(2).Value + "-3"), Cancel));
        Assert.False(await again.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(1), 3), Cancel));
        Assert.True(await again.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(1), 99), Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_beside_a_writer_is_one_moment(bool isEncrypted)
    {
        var master = isEncrypted ? NewKey("key") : null;
        await using var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing, master);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var applied = 0;
        // Both twins change by turns: no moment has the second ahead of the first, or more than one behind. Tables are flushed and rewritten by the erasures.
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(0), i), Cancel);
                    await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(1), i), Cancel);
                    await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(100 + i), 0), Cancel);
                    if (i % 10 == 9) { await store.EraseAsync(MadeTwins.Id(100 + i), Cancel); }
                    Volatile.Write(ref applied, i + 1);
                }
            },
            Cancel);
        for (var round = 0; round < 5; round++)
        {
            var before = Volatile.Read(ref applied);
            while (Volatile.Read(ref applied) < before + 15) { await Task.Delay(5, Cancel); }
            var (least, restored) = (Volatile.Read(ref applied), Path.Combine(root, "restored" + round));
            await StoreBackup.WriteAsync(Folder, Backup, Cancel);
            await StoreBackup.RestoreAsync(Backup, restored, master, Cancel);
            await using var copy = await OpenAsync(restored, StoreOpening.ReadOnly, master);
            var (first, second) = ((await copy.HistoryAsync(MadeTwins.Id(0), Cancel)).Count / 12, (await copy.HistoryAsync(MadeTwins.Id(1), Cancel)).Count / 12);
            Assert.True(first >= least, "what was acknowledged before is missing");
            Assert.InRange(second, first - 1, first);
        }
        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task A_backup_that_is_cut_or_changed_makes_no_store()
    {
        await using (var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing, null)) { await MadeTwins.FillAsync(store, 2, 2, Cancel); }
        await StoreBackup.WriteAsync(Folder, Backup, Cancel);
        var (whole, random) = (await File.ReadAllBytesAsync(Backup, Cancel), new Random(3));
        for (var i = 0; i < 300; i++)
        {
            var at = random.Next(whole.Length);
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(Backup, i % 2 == 0 ? changed : whole[..at], Cancel);
            Assert.Equal("OT5019", await RefusedAsync(null));
        }
        await File.WriteAllBytesAsync(Backup, [.. whole, 0], Cancel);
        Assert.Equal("OT5019", await RefusedAsync(null));
        Assert.False(Directory.Exists(Path.Combine(root, "other")));
        await File.WriteAllBytesAsync(Backup, whole, Cancel);
        Assert.Equal(2, (await StoreBackup.RestoreAsync(Backup, Path.Combine(root, "other"), null, Cancel)).Twins);
        Assert.Equal("OT5020", await RefusedAsync(null));
    }

    [Fact]
    public async Task Without_the_master_key_neither_store_nor_backup_tells_anything()
    {
        const string secret = "Quasimodo-Sekret-4711";
        var (master, other) = (NewKey("key"), NewKey("otherkey"));
        await using (var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing, master))
        {
            var origin = MadeTwins.Origin(0) with { Document = secret, Text = secret };
            var fact = new Fact(new(MadeTwins.Id(0).Subject, new Rdf.Iri("urn:p"), Rdf.Literal.Text(secret)), new Asserted(origin), default);
            await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(0), 0) with { Assert = [fact], Aliases = [new(new("urn:a", secret), origin, default)], Series = [new(new("urn:s"), secret, origin, false, [])], Key = secret }, Cancel);
            await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(1), 0), Cancel);
            await store.KeepDocumentAsync(new KeptDocument(secret, "", default, secret) { Twins = [MadeTwins.Id(0)] }, Cancel);
            await store.KeepDocumentAsync(new KeptDocument(secret + "2", "", default, secret) { Twins = [MadeTwins.Id(0), MadeTwins.Id(1)] }, Cancel);
            await store.AddLinkAsync(new TwinLink(MadeTwins.Id(0), MadeTwins.Id(1), TwinLinkKind.Merged, new("urn:a", secret), new("urn:a", "x"), origin, null, default), Cancel);
            await store.SetSettingOnceAsync("s", System.Text.Encoding.UTF8.GetBytes(secret), Cancel);
        }
        await StoreBackup.WriteAsync(Folder, Backup, Cancel);
        // Neither packed nor as it is: what is encrypted has no text in it; the control below finds it in a store that is not.
        Assert.DoesNotContain(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories), f => Holds(f, secret));
        Assert.Equal("OT5010", (await Assert.ThrowsAsync<GraphStoreException>(() => OpenAsync(Folder, StoreOpening.ReadOnly, null))).Diagnostic.Code);
        Assert.Equal("OT5010", (await Assert.ThrowsAsync<GraphStoreException>(() => OpenAsync(Folder, StoreOpening.MustExist, other))).Diagnostic.Code);
        Assert.Equal("OT5010", await RefusedAsync(null));
        Assert.Equal("OT5010", await RefusedAsync(other));
        await using (var plain = await OpenAsync(Path.Combine(root, "plain"), StoreOpening.CreateIfMissing, null)) { await plain.SetSettingOnceAsync("s", System.Text.Encoding.UTF8.GetBytes(secret), Cancel); }
        Assert.Contains(Directory.EnumerateFiles(Path.Combine(root, "plain"), "*", SearchOption.AllDirectories), f => Holds(f, secret));
    }

    [Fact]
    public async Task An_erased_twin_has_no_key_and_its_records_of_before_are_of_no_use()
    {
        var master = NewKey("key");
        var ring = StoreFolder.Ring(Folder);
        byte[] records, key;
        await using (var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing, master))
        {
            await MadeTwins.FillAsync(store, 3, 2, Cancel);
            var file = await File.ReadAllBytesAsync(ring, Cancel);
            var name = file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(MadeTwins.Id(1).Value)) + MadeTwins.Id(1).Value.Length;
            key = file[name..(name + 60)];
            Copy(Path.Combine(Folder, "db"), Path.Combine(root, "olddb"));
            Assert.True(await store.EraseAsync(MadeTwins.Id(1), Cancel));
            records = await File.ReadAllBytesAsync(ring, Cancel);
            Assert.Null(await store.LoadAsync(MadeTwins.Id(1), null, Cancel));
            Assert.Empty(await store.LinksAsync(Cancel));
            Assert.NotNull(await store.LoadAsync(MadeTwins.Id(0), null, Cancel));
        }
        Assert.True(records.AsSpan().IndexOf(key) < 0);
        // The records from before the erasure, put back beside the ring from after it.
        Directory.Delete(Path.Combine(Folder, "db"), recursive: true);
        Copy(Path.Combine(root, "olddb"), Path.Combine(Folder, "db"));
        File.Delete(Path.Combine(Folder, "ontotwin-seal"));
        await using (var old = await OpenAsync(Folder, StoreOpening.ReadOnly, master))
        {
            Assert.Null(await old.LoadAsync(MadeTwins.Id(1), null, Cancel));
            Assert.Empty(await old.LinksAsync(Cancel));
            Assert.Equal(12 * 2, (await old.LoadAsync(MadeTwins.Id(0), null, Cancel))!.Facts.Length);
        }
        // The same person may come again, under a new key.
        await using var again = await OpenAsync(Folder, StoreOpening.MustExist, master);
        await again.EraseAsync(MadeTwins.Id(1), Cancel);
        Assert.True(await again.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(1), 0), Cancel));
        Assert.Equal(12, (await again.LoadAsync(MadeTwins.Id(1), null, Cancel))!.Facts.Length);
    }

    [Fact]
    public async Task A_follower_reads_twins_that_came_after_it()
    {
        var master = NewKey("key");
        await using var store = await OpenAsync(Folder, StoreOpening.CreateIfMissing, master);
        await using var follower = await OpenAsync(Folder, StoreOpening.Following, master);
        for (var i = 0; i < 5; i++)
        {
            await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(i), 0), Cancel);
            Assert.Equal(12, (await follower.LoadAsync(MadeTwins.Id(i), null, Cancel))!.Facts.Length);
        }
        await store.EraseAsync(MadeTwins.Id(2), Cancel);
        Assert.Null(await follower.LoadAsync(MadeTwins.Id(2), null, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("zz345678901234567890123456789012345678901234567890123456789012zz")]
    public void A_file_that_is_no_key_is_refused(string content)
    {
        File.WriteAllText(Path.Combine(root, "key"), content);
        Assert.Equal("OT5021", Assert.Throws<GraphStoreException>(() => MasterKey.Read(Path.Combine(root, "key"))).Diagnostic.Code);
        Assert.Equal("OT5021", Assert.Throws<GraphStoreException>(() => MasterKey.Create(Path.Combine(root, "key"))).Diagnostic.Code);
        Assert.Equal("OT5021", Assert.Throws<GraphStoreException>(() => MasterKey.Read(Path.Combine(root, "none"))).Diagnostic.Code);
    }

    private MasterKey NewKey(string name) => MasterKey.Create(Path.Combine(root, name));

    private static Task<EmbeddedStore> OpenAsync(string folder, StoreOpening opening, MasterKey? master) => EmbeddedStore.OpenAsync(folder, opening, master, Cancel);

    private async Task<string> RefusedAsync(MasterKey? master) =>
        (await Assert.ThrowsAsync<GraphStoreException>(() => StoreBackup.RestoreAsync(Backup, Path.Combine(root, "other"), master, Cancel))).Diagnostic.Code;

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(f => Path.GetFileName(f) != "LOCK")) { File.Copy(file, Path.Combine(to, Path.GetFileName(file))); }
    }
}
