using System.Globalization;
using Ontotwin.Graph.Embedded;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

/// <summary>A byte that changed and a file that was cut are noticed, and told with whom they harm; nobody gets a wrong answer.</summary>
public sealed class DamageTests(ITestOutputHelper output) : IDisposable
{
    private const int SampledPlaces = 40, MostPlaces = 400;
    private readonly string root = Directory.CreateTempSubdirectory("ontotwin-damage").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(root, "store");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_changed_byte_and_a_cut_of_a_file_are_noticed_by_the_seal(bool isEncrypted)
    {
        var master = isEncrypted ? MasterKey.Create(Path.Combine(root, "key")) : null;
        await MakeAsync(3, 4, master);
        var seal = StoreFolder.SealOf(Folder)!;
        var (random, changes) = (new Random(11), 0);
        foreach (var file in Directory.EnumerateFiles(StoreFolder.Database(Folder)).Where(f => new FileInfo(f).Length > 0 && Path.GetFileName(f) is not ("LOCK" or "LOG")))
        {
            var whole = await File.ReadAllBytesAsync(file, Cancel);
            // Each byte of the small files, a sample of the others.
            int[] places = whole.Length < MostPlaces ? [.. Enumerable.Range(0, whole.Length)] : [.. Enumerable.Range(0, MostPlaces).Select(_ => random.Next(whole.Length))];
            foreach (var at in places)
            {
                Assert.True(Notices(file, Flipped(whole, at, at % 8)), $"{Path.GetFileName(file)} byte {at}");
                Assert.True(Notices(file, whole[..at]), $"{Path.GetFileName(file)} cut at {at}");
                changes += 2;
            }
            await File.WriteAllBytesAsync(file, whole, Cancel);
        }
        output.WriteLine($"{changes} changed bytes and cuts of the database's files, all noticed by the seal");
        Assert.True(changes > 1000);

        bool Notices(string file, byte[] content)
        {
            File.WriteAllBytes(file, content);
            return StoreFolder.Differences(Folder, seal, isWhole: true).Any();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_check_tells_of_a_changed_byte_or_cut_in_any_file_and_no_read_answers_wrongly(bool isEncrypted)
    {
        var master = isEncrypted ? MasterKey.Create(Path.Combine(root, "key")) : null;
        await MakeAsync(3, 4, master);
        var shown = await ReadAsync(Folder, master);
        Assert.Empty((await StoreCheck.RunAsync(Folder, master, Cancel)).Damages);
        var random = new Random(5);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).Length > 0))
        {
            var whole = await File.ReadAllBytesAsync(file, Cancel);
            for (var i = 0; i < SampledPlaces / 4; i++)
            {
                var at = random.Next(whole.Length);
                await File.WriteAllBytesAsync(file, i % 4 == 3 ? whole[..at] : Flipped(whole, at, random.Next(8)), Cancel);
                Assert.True(await IsToldAsync(master), $"{Path.GetFileName(file)} byte {at}");
                if (await ReadAsync(Folder, master) is { } read) { Assert.Equal(shown, read); }
            }
            await File.WriteAllBytesAsync(file, whole, Cancel);
        }
        Assert.Equal(shown, await ReadAsync(Folder, master));
    }

    [Fact]
    public async Task The_logs_of_a_killed_process_are_looked_through_and_a_cut_gives_whole_changes()
    {
        await using (var store = await EmbeddedStore.OpenAsync(Folder, StoreOpening.CreateIfMissing, Cancel))
        {
            for (var i = 0; i < 12; i++) { await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(0), i), Cancel); }
            Copy(Folder, Path.Combine(root, "killed"));
        }
        var database = StoreFolder.Database(Path.Combine(root, "killed"));
        long changed = 0;
        foreach (var log in Directory.EnumerateFiles(database).Where(f => f.EndsWith(".log", StringComparison.Ordinal) || f.Contains("MANIFEST", StringComparison.Ordinal)))
        {
            var whole = await File.ReadAllBytesAsync(log, Cancel);
            Assert.Null(LogCheck.Damage(whole));
            for (var bit = 0; bit < whole.Length * 8; bit++, changed++) { Assert.True(LogCheck.Damage(Flipped(whole, bit / 8, bit % 8)) is not null, $"{Path.GetFileName(log)} bit {bit}"); }
        }
        output.WriteLine($"{changed} changed bits of logs, all noticed");
        var wal = Directory.EnumerateFiles(database, "*.log").MaxBy(f => new FileInfo(f).Length)!;
        var bytes = await File.ReadAllBytesAsync(wal, Cancel);
        var (last, refused) = (12, 0);
        for (var length = bytes.Length; length >= 0; length -= bytes.Length / SampledPlaces)
        {
            await File.WriteAllBytesAsync(wal, bytes[..length], Cancel);
            try
            {
                await using var store = await EmbeddedStore.OpenAsync(Path.Combine(root, "killed"), StoreOpening.ReadOnly, Cancel);
                var history = await store.HistoryAsync(MadeTwins.Id(0), Cancel);
                Assert.Equal(0, history.Count % 12);
                Assert.Equal(history.Select(f => f.KnownFrom).Distinct(), Enumerable.Range(0, history.Count / 12).Select(MadeTwins.At));
                Assert.True(history.Count / 12 <= last);
                last = history.Count / 12;
            }
            catch (GraphStoreException fault)
            {
                Assert.Contains("its newest changes are missing", fault.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        // Only what was written since the last mark can be gone unnoticed, and the last changes of a killed process are so.
        output.WriteLine($"{refused} of {SampledPlaces + 1} cuts refused, the others at least {last} of 12 changes");
        Assert.InRange(last, 6, 11);
        Assert.True(refused > SampledPlaces / 4);
    }

    [Fact]
    public async Task Files_of_others_beside_the_database_are_let_be()
    {
        await MakeAsync(2, 3, null);
        foreach (var name in new[] { ".nfs0001", "notes.txt~", "monday.backup" }) { await File.WriteAllTextAsync(Path.Combine(StoreFolder.Database(Folder), name), "x", Cancel); }
        Assert.Empty((await StoreCheck.RunAsync(Folder, null, Cancel)).Damages);
        await using var store = await EmbeddedStore.OpenAsync(Folder, StoreOpening.MustExist, null, Cancel);
        Assert.True(await store.ApplyAsync(MadeTwins.Delta(MadeTwins.Id(1), 99), Cancel));
    }

    [Fact]
    public async Task A_manifest_that_was_cut_after_a_kill_is_refused_or_loses_nothing()
    {
        await MakeAsync(2, 3, null);
        var (shown, killed) = (await ReadAsync(Folder, null), Path.Combine(root, "killed"));
        await using (var store = await EmbeddedStore.OpenAsync(Folder, StoreOpening.MustExist, Cancel))
        {
            await store.ApplyAsync(MadeTwins.Delta(new TwinId("gone"), 0), Cancel);
            await store.EraseAsync(new TwinId("gone"), Cancel);
            Copy(Folder, killed);
        }
        Assert.Equal(shown, await ReadAsync(killed, null));
        var manifest = Directory.EnumerateFiles(StoreFolder.Database(killed), "MANIFEST-*").Single();
        var whole = await File.ReadAllBytesAsync(manifest, Cancel);
        for (var length = 0; length < whole.Length; length += 7)
        {
            await File.WriteAllBytesAsync(manifest, whole[..length], Cancel);
            if (await ReadAsync(killed, null) is { } read) { Assert.Equal(shown, read); }
        }
    }

    [Fact]
    public async Task Twins_without_a_record_in_a_damaged_block_are_served_and_the_others_are_named()
    {
        await MakeAsync(40, 3, null);
        var table = Directory.EnumerateFiles(StoreFolder.Database(Folder), "*.sst").MaxBy(f => new FileInfo(f).Length)!;
        var whole = await File.ReadAllBytesAsync(table, Cancel);
        var answers = new Dictionary<TwinId, string>();
        await using (var store = await EmbeddedStore.OpenAsync(Folder, StoreOpening.ReadOnly, Cancel))
        {
            for (var t = 0; t < 40; t++) { answers[MadeTwins.Id(t)] = await MadeTwins.ShownAsync(store, MadeTwins.Id(t), Cancel); }
        }
        for (var part = 40; part < 85; part += 5)
        {
            await File.WriteAllBytesAsync(table, Flipped(whole, whole.Length * part / 100, 3), Cancel);
            var harmed = new List<TwinId>();
            await using (var store = await EmbeddedStore.OpenAsync(Folder, StoreOpening.ReadOnly, Cancel))
            {
                foreach (var (twin, answer) in answers)
                {
                    try { Assert.Equal(answer, await MadeTwins.ShownAsync(store, twin, Cancel)); }
                    catch (GraphStoreException fault)
                    {
                        Assert.Equal("OT5006", fault.Diagnostic.Code);
                        Assert.Contains(Path.GetFileName(table), fault.Message, StringComparison.Ordinal);
                        harmed.Add(twin);
                    }
                }
            }
            Assert.InRange(harmed.Count, 1, 8);
            var named = (await StoreCheck.RunAsync(Folder, null, Cancel)).Damages;
            Assert.Equal(harmed, named.Where(d => d.Twin is not null).Select(d => d.Twin!.Value).Distinct());
            Assert.All(named.Where(d => d.Twin is not null), d => Assert.Contains(Path.GetFileName(table) + " at byte ", d.File, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("MANIFEST")]
    public async Task Damage_to_the_database_s_own_files_is_refused_with_the_command_that_helps(string name)
    {
        await MakeAsync(1, 1, null);
        var file = Directory.EnumerateFiles(StoreFolder.Database(Folder), name + "*").Single();
        var whole = await File.ReadAllBytesAsync(file, Cancel);
        foreach (var damaged in (byte[]?[])[Flipped(whole, 9, 2), whole[..^3], null])
        {
            if (damaged is null) { File.Delete(file); }
            else { await File.WriteAllBytesAsync(file, damaged, Cancel); }
            foreach (var opening in (StoreOpening[])[StoreOpening.ReadOnly, StoreOpening.MustExist, StoreOpening.Following])
            {
                var fault = (await Assert.ThrowsAsync<GraphStoreException>(() => EmbeddedStore.OpenAsync(Folder, opening, Cancel))).Diagnostic;
                Assert.Equal("OT5006", fault.Code);
                Assert.Contains("ontotwin restore BACKUP --store NEW", fault.Hint, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_record_knows_its_place_and_its_key()
    {
        var (record, place) = ("facts of somebody, facts of somebody, facts of somebody, facts of somebody, facts of somebody, facts of somebody, facts of somebody"u8.ToArray(), "T a"u8.ToArray());
        using var mine = RecordSeal.Of(new byte[32], packs: true);
        using var other = RecordSeal.Of([.. Enumerable.Repeat((byte)1, 32)], packs: true);
        foreach (var (seal, wrong) in ((RecordSeal, RecordSeal)[])[(mine, other), (RecordSeal.Packing(true), mine), (RecordSeal.Plain, mine)])
        {
            var stored = seal.Close(place, record);
            Assert.Equal(record, seal.Open(place, stored).ToArray());
            Assert.Throws<InvalidDataException>(() => seal.Open("T b"u8, stored).Length);
            Assert.Throws<InvalidDataException>(() => wrong.Open(place, stored).Length);
            for (var bit = 0; bit < stored.Length * 8; bit++) { Assert.Throws<InvalidDataException>(() => seal.Open(place, Flipped(stored, bit / 8, bit % 8)).Length); }
            for (var length = 0; length < stored.Length; length++) { Assert.Throws<InvalidDataException>(() => seal.Open(place, stored.AsSpan(0, length)).Length); }
        }
        Assert.NotEqual(mine.Close(place, record), mine.Close(place, record));
        Assert.DoesNotContain("somebody", System.Text.Encoding.Latin1.GetString(mine.Close(place, record)), StringComparison.Ordinal);
    }

    private async Task MakeAsync(int twins, int changes, MasterKey? master)
    {
        await using var store = await EmbeddedStore.OpenAsync(Folder, StoreOpening.CreateIfMissing, master, Cancel);
        await MadeTwins.FillAsync(store, twins, changes, Cancel);
    }

    private async Task<bool> IsToldAsync(MasterKey? master)
    {
        try { return (await StoreCheck.RunAsync(Folder, master, Cancel)).Damages.Count > 0; }
        catch (GraphStoreException) { return true; }
    }

    private static async Task<string?> ReadAsync(string folder, MasterKey? master)
    {
        try
        {
            await using var store = await EmbeddedStore.OpenAsync(folder, StoreOpening.ReadOnly, master, Cancel);
            return await MadeTwins.ShownAsync(store, Cancel);
        }
        catch (GraphStoreException fault)
        {
            Assert.True(int.Parse(fault.Diagnostic.Code[2..], CultureInfo.InvariantCulture) is >= 5002 and <= 5010, fault.Message);
            return null;
        }
    }

    private static byte[] Flipped(byte[] bytes, int at, int bit)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= (byte)(1 << bit);
        return changed;
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from)) { Directory.CreateDirectory(folder.Replace(from, to, StringComparison.Ordinal)); }
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) is not ("LOCK" or "ontotwin-lock"))) { File.Copy(file, file.Replace(from, to, StringComparison.Ordinal)); }
    }
}
