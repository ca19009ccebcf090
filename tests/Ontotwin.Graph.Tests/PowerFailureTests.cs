using System.Buffers.Binary;
using Ontotwin.Durability;
using Ontotwin.Graph.Embedded;
using Ontotwin.Values;

namespace Ontotwin.Graph.Tests;

/// <summary>
/// The power fails at any call that our own files make of the file system: journal, key ring, backup, whatever is replaced whole. 24,000 recoveries, and mutants of the file system's
/// use (no flush, no flush of names, a rename before the flush, no checksums) that the same tests must notice.
/// </summary>
public sealed class PowerFailureTests
{
    private const int Recoveries = 8_000;
    private const string Folder = "/store", File = "/store/file";
    private static readonly byte[] Magic = "Magic"u8.ToArray();

    [Fact]
    public void A_journal_keeps_what_it_acknowledged() => Run(JournalScenario, f => f);

    [Fact]
    public void A_key_ring_keeps_its_keys_and_loses_those_it_destroyed() => Run(RingScenario, f => f);

    [Fact]
    public void A_file_of_blocks_is_the_old_one_or_the_new_one() => Run(BackupScenario, f => f);

    [Theory]
    [InlineData("no flush")]
    [InlineData("no flush of names")]
    [InlineData("no checksums")]
    public void A_mutant_of_the_journal_is_noticed(string mutant) => AssertNoticed(JournalScenario, mutant);

    // It is replaced whole whenever a key is destroyed, and its records are read again at every opening.
    [Theory]
    [InlineData("no flush")]
    [InlineData("no flush of names")]
    [InlineData("rename before flush")]
    [InlineData("no checksums")]
    public void A_mutant_of_the_key_ring_is_noticed(string mutant) => AssertNoticed(RingScenario, mutant);

    [Theory]
    [InlineData("no flush")]
    [InlineData("no flush of names")]
    [InlineData("rename before flush")]
    public void A_mutant_of_the_file_of_blocks_is_noticed(string mutant) => AssertNoticed(BackupScenario, mutant);

    private static void AssertNoticed(Action<VolatileFiles, Func<IFileSystem, IFileSystem>, Random, Model> scenario, string mutant)
    {
        var noticed = Record.Exception(() => Run(scenario, mutant switch
        {
            "no flush" => f => new Mutant(f) { IsFlushed = false },
            "no flush of names" => f => new Mutant(f) { IsFolderFlushed = false },
            "rename before flush" => f => new Mutant(f) { IsRenamedFirst = true },
            _ => f => new Mutant(f) { HasChecksums = false },
        }));
        Assert.True(noticed is InvalidDataException or System.Security.Cryptography.CryptographicException or Xunit.Sdk.XunitException, noticed?.ToString() ?? "nothing was noticed");
    }

    // Writes until the power fails, recovers, and goes on with what is there: some generations, then anew.
    private static void Run(Action<VolatileFiles, Func<IFileSystem, IFileSystem>, Random, Model> scenario, Func<IFileSystem, IFileSystem> wrap)
    {
        for (var recovery = 0; recovery < Recoveries;)
        {
            var random = new Random(recovery);
            var (files, model) = (new VolatileFiles(random), new Model());
            for (var generation = 0; generation < 5; generation++, recovery++)
            {
                files.FailIn(random.Next(1, 60));
                try { scenario(files, wrap, random, model); }
                catch (PowerFailureException) { }
                files = files.Recover();
            }
        }
    }

    private static void JournalScenario(VolatileFiles files, Func<IFileSystem, IFileSystem> wrap, Random random, Model model)
    {
        using var journal = OpenJournal(files, wrap(files), model);
        while (true)
        {
            var record = new byte[random.Next(1, 900)];
            random.NextBytes(record);
            if (random.Next(8) == 0)
            {
                model.Begun = [Convert.ToHexString(record)];
                journal.Replace([record]);
            }
            else
            {
                model.Begun = [.. model.Acknowledged, Convert.ToHexString(record)];
                journal.Append(record);
            }
            model.Acknowledged = model.Begun;
        }
    }

    private static Journal OpenJournal(VolatileFiles files, IFileSystem disk, Model model)
    {
        if (!files.Exists(File))
        {
            Assert.False(model.IsThere, "an acknowledged journal is gone");
            var made = Journal.Create(File, [], disk);
            model.IsThere = true;
            return made;
        }
        var journal = Journal.Open(File, disk, out var records);
        model.IsThere = true;
        var read = records.Select(Convert.ToHexString).ToList();
        Assert.True(read.SequenceEqual(model.Acknowledged) || read.SequenceEqual(model.Begun), "the records are neither those acknowledged nor with the one under way");
        model.Acknowledged = model.Begun = read;
        return journal;
    }

    private static void RingScenario(VolatileFiles files, Func<IFileSystem, IFileSystem> wrap, Random random, Model model)
    {
        var disk = wrap(files);
        Assert.True(files.Exists(File) || !model.IsThere, "an acknowledged ring is gone");
        using var ring = files.Exists(File) ? KeyRing.Open(File, Master.Value, disk, packs: false) : KeyRing.Create(File, Master.Value, disk, packs: false);
        model.IsThere = true;
        ring.OpenForWriting();
        foreach (var (twin, stored) in model.Sealed)
        {
            using var seal = ring.Find(twin);
            if (model.Destroyed.Contains(twin)) { Assert.Null(seal); }
            else if (twin != model.Destroying) { Assert.Equal(Magic, seal!.Open("place"u8, stored).ToArray()); }
            else if (seal is null) { model.Destroyed.Add(twin); }
        }
        Assert.All(ring.Pending, t => Assert.True(model.Destroyed.Contains(t), "an erasure that nobody began"));
        model.Destroying = null;
        foreach (var pending in ring.Pending) { ring.Finish(pending); }
        while (true)
        {
            var alive = model.Sealed.Keys.Where(t => !model.Destroyed.Contains(t)).ToList();
            if (alive.Count > 2 && random.Next(4) == 0)
            {
                var twin = alive[random.Next(alive.Count)];
                var wrapped = Wrapped(files, twin);
                model.Destroying = twin;
                Assert.True(ring.Destroy(twin));
                model.Destroyed.Add(twin);
                model.Destroying = null;
                Assert.DoesNotContain(files.Contents, c => c.AsSpan().IndexOf(wrapped) >= 0);
                ring.Finish(twin);
                continue;
            }
            var made = new TwinId("twin" + model.Made++);
            using var seal = ring.FindOrMake(made);
            model.Sealed[made] = seal.Close("place"u8, Magic);
        }
    }

    private static void BackupScenario(VolatileFiles files, Func<IFileSystem, IFileSystem> wrap, Random random, Model model)
    {
        var disk = wrap(files);
        var there = new List<string>();
        if (files.Exists(File))
        {
            using var source = disk.OpenRead(File);
            there = [.. BlockFileReader.Read(source, Magic).Select(Convert.ToHexString)];
        }
        Assert.True(there.SequenceEqual(model.Acknowledged) || there.SequenceEqual(model.Begun), "the file is neither the old one nor the new one");
        model.Acknowledged = model.Begun = there;
        while (true)
        {
            List<byte[]> blocks = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new byte[random.Next(1, 1500)])];
            blocks.ForEach(random.NextBytes);
            model.Begun = [.. blocks.Select(Convert.ToHexString)];
            using var file = AtomicFile.Create(File, disk);
            using var writer = new BlockFileWriter(file.Stream, Magic);
            blocks.ForEach(b => writer.Append(b));
            writer.Finish();
            file.Commit();
            model.Acknowledged = model.Begun;
        }
    }

    // The bytes that wrap a twin's key, in the journal after its name.
    private static byte[] Wrapped(VolatileFiles files, TwinId twin)
    {
        var record = Journal.Read(File, files, out _).Last(r => r[0] == (byte)'K' && System.Text.Encoding.UTF8.GetString(r, 2, r[1]) == twin.Value);
        return record[^60..];
    }

    private static readonly Lazy<MasterKey> Master = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-power").FullName;
        var key = MasterKey.Create(Path.Combine(folder, "key"));
        Directory.Delete(folder, recursive: true);
        return key;
    });

    /// <summary>What was acknowledged, and what was under way when the power failed.</summary>
    private sealed class Model
    {
        public bool IsThere { get; set; }

        public List<string> Acknowledged { get; set; } = [];

        public List<string> Begun { get; set; } = [];

        public Dictionary<TwinId, byte[]> Sealed { get; } = [];

        public HashSet<TwinId> Destroyed { get; } = [];

        public TwinId? Destroying { get; set; }

        public int Made { get; set; }
    }

    /// <summary>Uses the file system wrongly in one way.</summary>
    private sealed class Mutant(IFileSystem inner) : IFileSystem
    {
        private Stream? late;

        public bool IsFlushed { get; init; } = true;

        public bool IsFolderFlushed { get; init; } = true;

        public bool IsRenamedFirst { get; init; }

        public bool HasChecksums { get; init; } = true;

        public bool Exists(string path) => inner.Exists(path);

        public Stream OpenRead(string path)
        {
            if (HasChecksums) { return inner.OpenRead(path); }
            using var source = inner.OpenRead(path);
            var bytes = new byte[source.Length];
            source.ReadExactly(bytes);
            return new MemoryStream(Believed(bytes));
        }

        public Stream OpenWrite(string path, bool isAppended, bool isPrivate) => inner.OpenWrite(path, isAppended, isPrivate);

        public void Flush(Stream file)
        {
            if (!IsFlushed) { return; }
            if (IsRenamedFirst) { late = file; }
            else { inner.Flush(file); }
        }

        public void Rename(string from, string to)
        {
            inner.Rename(from, to);
            if (late is null) { return; }
            inner.FlushFolder(Folder);
            inner.Flush(late);
            late = null;
        }

        public void Delete(string path) => inner.Delete(path);

        public void FlushFolder(string folder)
        {
            if (IsFolderFlushed) { inner.FlushFolder(folder); }
        }

        // As a reader that compares no checksums would take it: each is made to fit.
        private static byte[] Believed(byte[] bytes)
        {
            for (var at = 8; at + 12 <= bytes.Length;)
            {
                var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
                if (size < 0 || size > bytes.Length - at - 12) { break; }
                byte[] head = [.. BitConverter.GetBytes((long)at), .. BitConverter.GetBytes(size)];
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 4), Crc32C.Of(head));
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 8 + size), Crc32C.Of(head, bytes.AsSpan(at + 8, size)));
                at += 12 + size;
            }
            return bytes;
        }
    }
}
