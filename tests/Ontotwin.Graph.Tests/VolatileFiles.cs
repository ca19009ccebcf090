using Ontotwin.Durability;

namespace Ontotwin.Graph.Tests;

/// <summary>The power failed.</summary>
internal sealed class PowerFailureException(string message, Exception? inner) : Exception(message, inner)
{
    public PowerFailureException()
        : this("the power failed")
    {
    }

    public PowerFailureException(string message)
        : this(message, null)
    {
    }
}

/// <summary>
/// Files in memory that keep what was flushed and, when the power fails, of the rest some sectors and some names and not others, in no order: as POSIX allows.
/// </summary>
internal sealed class VolatileFiles(Random random) : IFileSystem
{
    private const int SectorBytes = 512;
    private readonly Dictionary<string, Inode> names = [];
    private readonly Dictionary<string, Inode> flushedNames = [];
    private readonly List<(string Name, Inode? Now, string? Freed)> pendingNames = [];
    private int callsLeft = int.MaxValue;
    private bool hasFailed;

    /// <summary>Lets the power fail in so many calls from now.</summary>
    public void FailIn(int calls) => callsLeft = calls;

    /// <summary>What a disk holds after the power failed here.</summary>
    public VolatileFiles Recover()
    {
        var after = new VolatileFiles(random);
        foreach (var (name, inode) in flushedNames) { after.names[name] = inode; }
        foreach (var (name, now, freed) in pendingNames)
        {
            if (random.Next(2) == 0) { continue; }
            if (now is null) { after.names.Remove(name); }
            else { after.names[name] = now; }
            if (freed is not null) { after.names.Remove(freed); }
        }
        var kept = new Dictionary<Inode, Inode>();
        foreach (var name in after.names.Keys.ToList())
        {
            var inode = after.names[name];
            if (!kept.TryGetValue(inode, out var survivor)) { kept[inode] = survivor = inode.Survive(random); }
            after.names[name] = after.flushedNames[name] = survivor;
        }
        return after;
    }

    /// <summary>All bytes that some name leads to.</summary>
    public IEnumerable<byte[]> Contents => names.Values.Select(i => i.Content.ToArray());

    public bool Exists(string path) => names.ContainsKey(path);

    public Stream OpenRead(string path) => names.TryGetValue(path, out var inode) ? new MemoryStream([.. inode.Content], writable: false) : throw new FileNotFoundException(path);

    public Stream OpenWrite(string path, bool isAppended, bool isPrivate)
    {
        Call();
        if (!isAppended || !names.ContainsKey(path)) { Name(path, new Inode(), null); }
        return new Handle(this, names[path]);
    }

    public void Flush(Stream file)
    {
        Call();
        if (!hasFailed) { ((Handle)file).Inode.Flush(); }
    }

    public void Rename(string from, string to)
    {
        Call();
        if (hasFailed) { return; }
        var inode = names[from];
        names.Remove(from);
        Name(to, inode, from);
    }

    public void Delete(string path)
    {
        Call();
        if (!hasFailed && names.Remove(path)) { pendingNames.Add((path, null, null)); }
    }

    public void FlushFolder(string folder)
    {
        Call();
        if (hasFailed) { return; }
        flushedNames.Clear();
        foreach (var (name, inode) in names) { flushedNames[name] = inode; }
        pendingNames.Clear();
    }

    private void Name(string path, Inode inode, string? freed)
    {
        names[path] = inode;
        pendingNames.Add((path, inode, freed));
    }

    // Once it has failed nothing has an effect any more, whatever a `finally` still asks for.
    private void Call()
    {
        if (hasFailed || --callsLeft >= 0) { return; }
        hasFailed = true;
        throw new PowerFailureException();
    }

    private sealed class Inode
    {
        private readonly List<(int At, byte[] Bytes)> pending = [];
        private byte[] flushed = [];

        public List<byte> Content { get; private init; } = [];

        public void Append(ReadOnlySpan<byte> bytes)
        {
            for (var at = Content.Count; !bytes.IsEmpty; at = Content.Count)
            {
                var part = bytes[..Math.Min(bytes.Length, SectorBytes - (at % SectorBytes))];
                pending.Add((at, part.ToArray()));
                Content.AddRange(part);
                bytes = bytes[part.Length..];
            }
        }

        public void Flush()
        {
            flushed = [.. Content];
            pending.Clear();
        }

        public Inode Survive(Random random)
        {
            var bytes = flushed.ToList();
            foreach (var (at, whole) in pending)
            {
                if (random.Next(2) == 0) { continue; }
                // A sector may be cut where the file ended.
                var part = random.Next(4) == 0 ? whole[..random.Next(whole.Length)] : whole;
                while (bytes.Count < at + part.Length) { bytes.Add(0); }
                for (var i = 0; i < part.Length; i++) { bytes[at + i] = part[i]; }
            }
            var survivor = new Inode { Content = bytes };
            survivor.flushed = [.. bytes];
            return survivor;
        }
    }

    private sealed class Handle(VolatileFiles files, Inode inode) : Stream
    {
        public Inode Inode => inode;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inode.Content.Count;

        public override long Position { get => Length; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            files.Call();
            if (!files.hasFailed) { inode.Append(buffer); }
        }
    }
}
