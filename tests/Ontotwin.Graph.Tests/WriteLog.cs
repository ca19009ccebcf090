using System.Buffers.Binary;
using System.Text;

namespace Ontotwin.Graph.Tests;

/// <summary>What a process did to files, as <c>writelog.c</c> wrote it down, and what a disk holds when the power fails anywhere in it.</summary>
internal sealed class WriteLog
{
    private const int HeadBytes = 25, SectorBytes = 512;
    private readonly List<Step> steps = [];

    private WriteLog()
    {
    }

    /// <summary>Number of changes, flushes and acknowledgements.</summary>
    public int Count => steps.Count;

    public static WriteLog Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var log = new WriteLog();
        for (var at = 0; at < bytes.Length;)
        {
            var head = bytes.AsSpan(at, HeadBytes);
            var count = (int)BinaryPrimitives.ReadInt64LittleEndian(head[17..]);
            log.steps.Add(new((char)head[0], BinaryPrimitives.ReadUInt64LittleEndian(head[1..]), BinaryPrimitives.ReadInt64LittleEndian(head[9..]), bytes[(at + HeadBytes)..(at + HeadBytes + count)]));
            at += HeadBytes + count;
        }
        return log;
    }

    /// <summary>The same of a process that flushes no file: a mutant.</summary>
    public WriteLog WithoutFlushes()
    {
        var log = new WriteLog();
        log.steps.AddRange(steps.Where(s => s.Kind != 'S'));
        return log;
    }

    /// <summary>Puts into a folder what is left of the files when the power fails before a step.</summary>
    /// <param name="failsAt">The step.</param>
    /// <param name="random">What of the unflushed survives.</param>
    /// <param name="root">The folder whose files were written down.</param>
    /// <param name="into">Where to put them.</param>
    /// <returns>What was acknowledged before, line by line.</returns>
    public IReadOnlyList<string> Recover(int failsAt, Random random, string root, string into)
    {
        var disk = new Disk();
        var acknowledged = new StringBuilder();
        foreach (var step in steps.Take(failsAt))
        {
            if (step.Kind == 'A') { acknowledged.Append(Encoding.ASCII.GetString(step.Bytes)); }
            else { disk.Take(step); }
        }
        foreach (var (name, content) in disk.Survivors(random))
        {
            var path = into + name[root.Length..];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
        return acknowledged.ToString().Split('\n')[..^1];
    }

    private readonly record struct Step(char Kind, ulong Inode, long At, byte[] Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);
    }

    private sealed class Disk
    {
        private readonly Dictionary<ulong, Inode> open = [];
        private readonly Dictionary<string, Inode> names = [];
        private readonly Dictionary<string, Inode> flushedNames = [];
        private readonly List<(string Name, Inode? Now, string? Freed)> pendingNames = [];

        public void Take(Step step)
        {
            switch (step.Kind)
            {
                case 'C': open[step.Inode] = names[step.Text] = new Inode(); pendingNames.Add((step.Text, names[step.Text], null)); break;
                case 'W': open[step.Inode].Write((int)step.At, step.Bytes); break;
                case 'T': open[step.Inode].Truncate((int)step.At); break;
                case 'S': open[step.Inode].Flush(); break;
                case 'R': Rename(step.Text.Split('\n')); break;
                case 'U' when names.Remove(step.Text): pendingNames.Add((step.Text, null, null)); break;
                case 'D': FlushNames(step.Text); break;
            }
        }

        public IEnumerable<(string Name, byte[] Content)> Survivors(Random random)
        {
            var left = flushedNames.ToDictionary();
            // Names change in order, as file systems with a journal have it; data in none.
            foreach (var (name, now, freed) in pendingNames.Take(random.Next(pendingNames.Count + 1)))
            {
                if (now is null) { left.Remove(name); }
                else { left[name] = now; }
                if (freed is not null) { left.Remove(freed); }
            }
            return left.Select(n => (n.Key, n.Value.Survive(random)));
        }

        private void Rename(string[] names)
        {
            if (!this.names.Remove(names[0], out var inode)) { return; }
            this.names[names[1]] = inode;
            pendingNames.Add((names[1], inode, names[0]));
        }

        private void FlushNames(string folder)
        {
            foreach (var (name, now, freed) in pendingNames.Where(p => Path.GetDirectoryName(p.Name) == folder).ToList())
            {
                if (now is null) { flushedNames.Remove(name); }
                else { flushedNames[name] = now; }
                if (freed is not null) { flushedNames.Remove(freed); }
            }
            pendingNames.RemoveAll(p => Path.GetDirectoryName(p.Name) == folder);
        }
    }

    private sealed class Inode
    {
        private readonly List<(int At, byte[]? Bytes)> pending = [];
        private byte[] content = [];

        public void Write(int at, byte[] bytes) => pending.Add((at, bytes));

        public void Truncate(int size) => pending.Add((size, null));

        public void Flush()
        {
            content = Apply(_ => true, b => b);
            pending.Clear();
        }

        // Each sector as it was after some of the writes to it, at random; the last may be cut where the file then ends.
        public byte[] Survive(Random random)
        {
            var stopped = new HashSet<int>();
            return Apply(sector => !stopped.Contains(sector) && (random.Next(2) == 0 || !stopped.Add(sector)), b => random.Next(4) == 0 ? b[..random.Next(b.Length + 1)] : b);
        }

        private byte[] Apply(Func<int, bool> isKept, Func<byte[], byte[]> cut)
        {
            var result = new List<byte>(content);
            var last = pending.Count - 1;
            foreach (var (number, (at, bytes)) in pending.Index())
            {
                if (bytes is null)
                {
                    if (!isKept(-1)) { continue; }
                    if (at < result.Count) { result.RemoveRange(at, result.Count - at); }
                    else { result.AddRange(new byte[at - result.Count]); }
                    continue;
                }
                for (var done = 0; done < bytes.Length;)
                {
                    var size = Math.Min(bytes.Length - done, SectorBytes - ((at + done) % SectorBytes));
                    var part = bytes[done..(done + size)];
                    if (isKept((at + done) / SectorBytes)) { Put(result, at + done, number == last && done + size == bytes.Length ? cut(part) : part); }
                    done += size;
                }
            }
            return [.. result];
        }

        private static void Put(List<byte> result, int at, byte[] bytes)
        {
            if (result.Count < at + bytes.Length) { result.AddRange(new byte[at + bytes.Length - result.Count]); }
            for (var i = 0; i < bytes.Length; i++) { result[at + i] = bytes[i]; }
        }
    }
}
