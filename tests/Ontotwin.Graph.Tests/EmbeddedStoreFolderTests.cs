using System.Text;
using Ontotwin.Rdf;
using Ontotwin.Values;
using RocksDbSharp;

namespace Ontotwin.Graph.Tests;

/// <summary>What is on the disk, and what is refused.</summary>
public sealed class EmbeddedStoreFolderTests : IDisposable
{
    private static readonly TwinId Twin = new("abcdefghijklmnopqrstuvwxyz");
    private readonly string root = Directory.CreateTempSubdirectory("ontotwin-store").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(root, "store");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task What_was_applied_is_there_after_a_restart()
    {
        await using (var store = await OpenAsync(StoreOpening.CreateIfMissing))
        {
            for (var i = 0; i < 1100; i++) { await store.ApplyAsync(Delta(i), Cancel); }
            await store.SetSettingOnceAsync("x", [7], Cancel);
        }
        await using var again = await OpenAsync(StoreOpening.MustExist);
        var twin = (await again.LoadAsync(Twin, null, Cancel))!;
        Assert.Equal(Enumerable.Range(0, 1100).Where(i => i % 3 != 0 || i >= 1098), twin.Facts.Select(NumberOf).Order());
        Assert.Equal(1100, (await again.HistoryAsync(Twin, Cancel)).Count);
        Assert.Equal(Enumerable.Range(0, 501).Count(i => i % 3 != 0), (await again.LoadAsync(Twin, At(500), Cancel))!.Facts.Length);
        Assert.False(await again.ApplyAsync(Delta(7), Cancel));
        Assert.Equal([7], await again.GetSettingAsync("x", Cancel));
    }

    [Fact]
    public async Task A_missing_folder_is_refused_unless_it_may_be_made()
    {
        Assert.Equal("OT5003", await RefusedAsync(StoreOpening.MustExist));
        Assert.Equal("OT5003", await RefusedAsync(StoreOpening.ReadOnly));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task A_folder_of_other_files_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "thesis.txt"), "mine", Cancel);
        Assert.Equal("OT5004", await RefusedAsync(StoreOpening.CreateIfMissing));
        Assert.Equal("OT5004", await RefusedAsync(StoreOpening.MustExist));
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_newer_store_is_refused()
    {
        await (await OpenAsync(StoreOpening.CreateIfMissing)).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "ontotwin-store"), $"Ontotwin twin store\nformat {Embedded.StoreFolder.Format + 1}\nready\nplain\n", Cancel);
        Assert.Equal("OT5005", await RefusedAsync(StoreOpening.CreateIfMissing));
    }

    [Fact]
    public async Task A_store_in_use_is_refused_but_can_be_read()
    {
        await using var store = await OpenAsync(StoreOpening.CreateIfMissing);
        await store.ApplyAsync(Delta(1), Cancel);
        Assert.Equal("OT5002", await RefusedAsync(StoreOpening.MustExist));
        await using var reader = await OpenAsync(StoreOpening.ReadOnly);
        Assert.Single((await reader.LoadAsync(Twin, null, Cancel))!.Facts);
        Assert.Equal("OT5008", (await Assert.ThrowsAsync<GraphStoreException>(() => reader.ApplyAsync(Delta(2), Cancel))).Diagnostic.Code);
    }

    [Fact]
    public async Task A_follower_sees_what_is_written_after_it_opened()
    {
        var store = await OpenAsync(StoreOpening.CreateIfMissing);
        await store.ApplyAsync(Delta(1), Cancel);
        await using var follower = await OpenAsync(StoreOpening.Following);
        Assert.Single((await follower.HistoryAsync(Twin, Cancel)));
        for (var i = 2; i < 200; i++)
        {
            await store.ApplyAsync(Delta(i), Cancel);
            if (i % 20 == 0)
            {
                // A writer that ended and another that began: what lay in the log lies in a table now.
                await store.DisposeAsync();
                store = await OpenAsync(StoreOpening.MustExist);
            }
            Assert.Equal(i, (await follower.HistoryAsync(Twin, Cancel)).Count);
        }
        await store.EraseAsync(Twin, Cancel);
        Assert.Null(await follower.LoadAsync(Twin, null, Cancel));
        await store.DisposeAsync();
        Assert.Equal("OT5008", (await Assert.ThrowsAsync<GraphStoreException>(() => follower.ApplyAsync(Delta(2), Cancel))).Diagnostic.Code);
    }

    [Fact]
    public async Task A_lost_database_is_not_begun_again()
    {
        await (await OpenAsync(StoreOpening.CreateIfMissing)).DisposeAsync();
        Directory.Delete(Path.Combine(Folder, "db"), recursive: true);
        Assert.Equal("OT5006", await RefusedAsync(StoreOpening.CreateIfMissing));
    }

    [Fact]
    public async Task A_changed_byte_is_noticed()
    {
        await using (var store = await OpenAsync(StoreOpening.CreateIfMissing))
        {
            for (var i = 0; i < 200; i++) { await store.ApplyAsync(Delta(i), Cancel); }
            await store.ApplyAsync(Delta(0, "other"), Cancel);
            await store.EraseAsync(new TwinId("other"), Cancel);
        }
        var table = Directory.EnumerateFiles(Path.Combine(Folder, "db"), "*.sst").MaxBy(f => new FileInfo(f).Length)!;
        var whole = await File.ReadAllBytesAsync(table, Cancel);
        for (var place = 10; place < whole.Length / 2; place += whole.Length / 12)
        {
            byte[] changed = [.. whole];
            changed[place] ^= 0x10;
            await File.WriteAllBytesAsync(table, changed, Cancel);
            Assert.Equal("OT5006", await ReadAllAsync());
        }
        await File.WriteAllBytesAsync(table, whole, Cancel);
        Assert.Null(await ReadAllAsync());
    }

    [Fact]
    public async Task After_an_erasure_no_file_holds_the_person()
    {
        const string secret = "Quasimodo-Sekret-4711";
        await using var store = await EmbeddedStore.OpenAsync(Folder, StoreOpening.CreateIfMissing, null, Compression.No, Cancel);
        var origin = new Origin(secret + ".hl7", "00", new ByteRange(0, 1), "PID-5", secret, "r", "1", "");
        for (var i = 0; i < 50; i++)
        {
            var fact = new Fact(new(Twin.Subject, new Iri("urn:p"), Literal.Text(secret + i)), new Asserted(origin), default);
            var chunk = new SeriesChunk(new Iri("urn:s" + i), "/min", origin, false, []);
            await store.ApplyAsync(new TwinDelta(Twin, At(i)) { Assert = [fact], Aliases = [new(new("urn:a", secret + i), origin, At(i))], Series = [chunk], Key = secret + i }, Cancel);
            await store.ApplyAsync(Delta(i, "other"), Cancel);
        }
        Assert.True(FilesHold(secret));
        Assert.True(await store.EraseAsync(Twin, Cancel));
        Assert.False(FilesHold(secret));
        Assert.NotEmpty((await store.LoadAsync(new TwinId("other"), null, Cancel))!.Facts);
    }

    private bool FilesHold(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "ontotwin-lock").Any(f =>
        {
            using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content.AsSpan().IndexOf(bytes) >= 0;
        });
    }

    private Task<EmbeddedStore> OpenAsync(StoreOpening opening) => EmbeddedStore.OpenAsync(Folder, opening, Cancel);

    private async Task<string> RefusedAsync(StoreOpening opening) => (await Assert.ThrowsAsync<GraphStoreException>(() => OpenAsync(opening))).Diagnostic.Code;

    private async Task<string?> ReadAllAsync()
    {
        try
        {
            await using var store = await OpenAsync(StoreOpening.ReadOnly);
            Assert.Equal(200, (await store.HistoryAsync(Twin, Cancel)).Count);
            return null;
        }
        catch (GraphStoreException fault)
        {
            return fault.Diagnostic.Code;
        }
    }

    private static DateTimeOffset At(int seconds) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds);

    private static Fact FactOf(int number) => new(
        new(Twin.Subject, new Iri("urn:p" + (number % 5)), Literal.Integer(number)),
        new Asserted(new("d" + number, "00", new ByteRange(number, number + 1), "OBX-5", "x", "r", "1", "")), default);

    // Every third fact is closed three changes later.
    private static TwinDelta Delta(int number, string? twin = null) => new(twin is null ? Twin : new TwinId(twin), At(number))
    {
        Assert = [FactOf(number)], Close = number >= 2 && (number - 2) % 3 == 0 ? [FactOf(number - 2)] : [], Key = "k" + number,
    };

    private static int NumberOf(Fact fact) => int.Parse(((Literal)fact.Triple.Object).Lexical, System.Globalization.CultureInfo.InvariantCulture);
}
