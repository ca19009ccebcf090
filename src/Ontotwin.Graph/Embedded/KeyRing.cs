using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ontotwin.Durability;

namespace Ontotwin.Graph.Embedded;

/// <summary>
/// The keys of a store's twins, each wrapped by the master key, in a journal of their own beside the database. A twin is erased by taking its key out of the file
/// (a new file in the old one's place), then its records out of the map; which erasures are still under way stands in it too. A store without a master key has no
/// ring: its records are packed and have checksums, and are not encrypted.
/// </summary>
internal sealed class KeyRing : IDisposable
{
    private const byte StoreMark = (byte)'S', KeyMark = (byte)'K', DestroyedMark = (byte)'X', FinishedMark = (byte)'F';
    private const int NonceBytes = 12, TagBytes = 16, IdBytes = 16, WrappedBytes = NonceBytes + MasterKey.Bytes + TagBytes;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<TwinId, byte[]> opened = new();
    private readonly string path;
    private readonly IFileSystem files;
    private readonly bool packs;
    private readonly byte[]? wrapping;
    private RingContent content;
    private Journal? journal;

    private KeyRing(string path, IFileSystem files, bool packs, RingContent content, byte[]? wrapping)
    {
        this.path = path;
        this.files = files;
        this.packs = packs;
        this.content = content;
        this.wrapping = wrapping;
    }

    /// <summary>Whether records are encrypted.</summary>
    public bool IsEncrypted => wrapping is not null;

    /// <summary>Twins whose key is destroyed and whose records may still be in the map.</summary>
    public IReadOnlyList<TwinId> Pending
    {
        get { lock (gate) { return [.. content.Pending]; } }
    }

    /// <summary>Whether a twin was erased, its key destroyed, and has not come again since.</summary>
    public bool IsErased(TwinId twin)
    {
        lock (gate) { return content.Erased.Contains(twin) && !content.Keys.ContainsKey(twin); }
    }

    /// <summary>The ring of a store without encryption.</summary>
    public static KeyRing None(bool packs) => new("", DiskFiles.Instance, packs, new RingContent(), null);

    /// <summary>Makes the ring of a new store.</summary>
    public static KeyRing Create(string path, MasterKey master, IFileSystem files, bool packs)
    {
        var content = new RingContent { Store = RandomNumberGenerator.GetBytes(IdBytes) };
        var wrapping = master.OfStore(content.Store);
        content.StoreKey = Wrap(wrapping, [StoreMark], RandomNumberGenerator.GetBytes(MasterKey.Bytes));
        Journal.Create(path, content.Records(), files).Dispose();
        return Open(path, master, files, packs);
    }

    /// <summary>Makes the ring of a store that is restored.</summary>
    public static KeyRing Create(string path, MasterKey master, IReadOnlyList<byte[]> records, IFileSystem files, bool packs)
    {
        Journal.Create(path, records, files).Dispose();
        return Open(path, master, files, packs);
    }

    /// <summary>The twins of a ring that were erased and have no key since; none of a store without one.</summary>
    public static HashSet<TwinId> ErasedIn(IReadOnlyList<byte[]> records)
    {
        if (records.Count == 0) { return []; }
        var content = RingContent.Of(records);
        return [.. content.Erased.Where(t => !content.Keys.ContainsKey(t))];
    }

    /// <summary>Whether it is this master key that wraps the keys of a ring.</summary>
    public static bool IsUnder(IReadOnlyList<byte[]> records, MasterKey master)
    {
        var content = RingContent.Of(records);
        try
        {
            CryptographicOperations.ZeroMemory(Unwrap(master.OfStore(content.Store), [StoreMark], content.StoreKey));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>Opens a ring.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="CryptographicException">It is not this master key that wraps its keys.</exception>
    public static KeyRing Open(string path, MasterKey master, IFileSystem files, bool packs)
    {
        var content = RingContent.Of(Journal.Read(path, files, out _));
        var ring = new KeyRing(path, files, packs, content, master.OfStore(content.Store));
        CryptographicOperations.ZeroMemory(Unwrap(ring.wrapping!, [StoreMark], content.StoreKey));
        return ring;
    }

    /// <summary>Makes the ring ready to be changed. The store's own lock sees to it that one process does.</summary>
    public void OpenForWriting()
    {
        if (!IsEncrypted) { return; }
        lock (gate)
        {
            journal = Journal.Open(path, files, out var records);
            content = RingContent.Of(records);
        }
    }

    /// <summary>For what is of no one twin.</summary>
    public RecordSeal Store()
    {
        if (wrapping is null) { return RecordSeal.Packing(packs); }
        var key = Unwrap(wrapping, [StoreMark], content.StoreKey);
        var seal = RecordSeal.Of(key, packs);
        CryptographicOperations.ZeroMemory(key);
        return seal;
    }

    /// <summary>For the records of a twin; null when its key is not there: it was erased, or never was.</summary>
    public RecordSeal? Find(TwinId twin)
    {
        if (wrapping is null) { return RecordSeal.Packing(packs); }
        if (opened.TryGetValue(twin, out var key)) { return RecordSeal.Of(key, packs); }
        lock (gate)
        {
            // A reader beside the writer looks again: the twin may be new.
            if (!content.Keys.ContainsKey(twin) && journal is null) { content = RingContent.Of(Journal.Read(path, files, out _)); }
            if (!content.Keys.TryGetValue(twin, out var wrapped)) { return null; }
            key = opened[twin] = Unwrap(wrapping, Name(KeyMark, twin), wrapped);
            return RecordSeal.Of(key, packs);
        }
    }

    /// <summary>For the records of a twin, with a new key on the disk if it has none yet.</summary>
    public RecordSeal FindOrMake(TwinId twin)
    {
        lock (gate)
        {
            if (IsEncrypted && !content.Keys.ContainsKey(twin))
            {
                var key = RandomNumberGenerator.GetBytes(MasterKey.Bytes);
                var wrapped = Wrap(wrapping!, Name(KeyMark, twin), key);
                journal!.Append(RingContent.Record(KeyMark, twin, wrapped));
                content.Keys[twin] = wrapped;
                CryptographicOperations.ZeroMemory(key);
            }
        }
        return Find(twin) ?? throw new InvalidDataException("the twin is being erased");
    }

    /// <summary>Destroys a twin's key; when the call returns no file of the ring holds it. False when it has none.</summary>
    public bool Destroy(TwinId twin)
    {
        if (!IsEncrypted) { return false; }
        lock (gate)
        {
            if (!content.Keys.Remove(twin)) { return false; }
            // Not wiped: a reader that began before may be about to take it.
            opened.TryRemove(twin, out _);
            content.Pending.Add(twin);
            content.Erased.Add(twin);
            journal!.Replace(content.Records());
            return true;
        }
    }

    /// <summary>Says that an erased twin's records are gone.</summary>
    public void Finish(TwinId twin)
    {
        if (!IsEncrypted) { return; }
        lock (gate)
        {
            if (content.Pending.Remove(twin)) { journal!.Append(RingContent.Record(FinishedMark, twin, [])); }
        }
    }

    public void Dispose()
    {
        journal?.Dispose();
        foreach (var key in opened.Values) { CryptographicOperations.ZeroMemory(key); }
    }

    private static byte[] Name(byte mark, TwinId twin) => RingContent.Record(mark, twin, []);

    private static byte[] Wrap(byte[] wrapping, byte[] name, byte[] key)
    {
        using var cipher = new AesGcm(wrapping, TagBytes);
        var wrapped = new byte[WrappedBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        cipher.Encrypt(wrapped.AsSpan(0, NonceBytes), key, wrapped.AsSpan(NonceBytes, MasterKey.Bytes), wrapped.AsSpan(NonceBytes + MasterKey.Bytes), name);
        return wrapped;
    }

    private static byte[] Unwrap(byte[] wrapping, byte[] name, ReadOnlySpan<byte> wrapped)
    {
        using var cipher = new AesGcm(wrapping, TagBytes);
        var key = new byte[MasterKey.Bytes];
        cipher.Decrypt(wrapped[..NonceBytes], wrapped.Slice(NonceBytes, MasterKey.Bytes), wrapped[^TagBytes..], key, name);
        return key;
    }

    /// <summary>What the journal says.</summary>
    internal sealed class RingContent
    {
        public byte[] Store { get; set; } = [];

        public byte[] StoreKey { get; set; } = [];

        public Dictionary<TwinId, byte[]> Keys { get; } = [];

        /// <summary>Of the erased those whose records may still be there.</summary>
        public HashSet<TwinId> Pending { get; } = [];

        /// <summary>All that ever were erased: what an id says of nobody, tells a reader with an older view that nothing is lost.</summary>
        public HashSet<TwinId> Erased { get; } = [];

        public static RingContent Of(IReadOnlyList<byte[]> records)
        {
            var content = new RingContent();
            foreach (var record in records)
            {
                var reader = new ByteReader(record);
                var mark = reader.Byte();
                if (mark == StoreMark)
                {
                    (content.Store, content.StoreKey) = (reader.Bytes(IdBytes).ToArray(), reader.Bytes(WrappedBytes).ToArray());
                    continue;
                }
                var twin = new TwinId(reader.Text());
                switch (mark)
                {
                    case KeyMark: content.Keys[twin] = reader.Bytes(WrappedBytes).ToArray(); break;
                    case DestroyedMark:
                        content.Pending.Add(twin);
                        content.Erased.Add(twin);
                        break;
                    case FinishedMark:
                        content.Pending.Remove(twin);
                        content.Erased.Add(twin);
                        break;
                    default: throw new InvalidDataException("the key ring has a record of an unknown kind");
                }
            }
            return content.Store.Length == IdBytes ? content : throw new InvalidDataException("the key ring does not say whose it is");
        }

        public IEnumerable<byte[]> Records() =>
        [
            [StoreMark, .. Store, .. StoreKey],
            .. Keys.Select(k => Record(KeyMark, k.Key, k.Value)),
            .. Erased.Select(t => Record(Pending.Contains(t) ? DestroyedMark : FinishedMark, t, [])),
        ];

        public static byte[] Record(byte mark, TwinId twin, byte[] rest)
        {
            var writer = new ByteWriter(128);
            writer.Byte(mark);
            writer.Text(twin.Value);
            writer.Bytes(rest);
            return writer.ToArray();
        }
    }
}
