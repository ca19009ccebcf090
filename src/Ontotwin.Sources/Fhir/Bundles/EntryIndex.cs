using System.Runtime.InteropServices;

namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>
/// The entries of a large bundle by their names' hashes: 4 to 5 bytes a name and 4 an entry. It gives candidates: whether an entry bears a name, its bytes tell.
/// </summary>
internal sealed class EntryIndex
{
    private const int BucketBits = 14;
    private const int Shift = 16;
    private readonly List<uint[]> offsets = [];

    // The entries from which on the upper half of the offset is one more.
    private readonly List<int> wraps = [];
    private readonly Bucket[] buckets = new Bucket[1 << BucketBits];
    private long last;

    public EntryIndex() => Array.Fill(buckets, new Bucket { Names = [] });

    /// <summary>How many entries there are.</summary>
    public int Entries { get; private set; }

    /// <summary>How many names.</summary>
    public int Names { get; private set; }

    /// <summary>Adds the entry after the last one.</summary>
    /// <param name="offset">Its first byte in the document, behind that of the last one.</param>
    public void AddEntry(long offset)
    {
        if (Entries >> Shift == offsets.Count) { offsets.Add(new uint[1 << Shift]); }
        offsets[Entries >> Shift][Entries & ((1 << Shift) - 1)] = (uint)offset;
        Entries++;
        for (; last >> 32 < offset >> 32; last += 1L << 32) { wraps.Add(Entries); }
    }

    /// <summary>Adds a name of the entry added last.</summary>
    public void AddName(string name)
    {
        var hash = HashOf(name);
        ref var bucket = ref buckets[hash >> (32 - BucketBits)];
        // Two bytes of the hash, and by how much the entry is farther than that of the name before, in five at most. By a quarter: of all that the index takes, little is spare.
        const int MostBytes = 7;
        if (bucket.Length + MostBytes > bucket.Names.Length) { Array.Resize(ref bucket.Names, Math.Max(16, bucket.Names.Length + (bucket.Names.Length / 4))); }
        bucket.Names[bucket.Length++] = (byte)hash;
        bucket.Names[bucket.Length++] = (byte)(hash >> 8);
        var step = (uint)(Entries - bucket.Last);
        for (; step >= 0x80; step >>= 7) { bucket.Names[bucket.Length++] = (byte)(step | 0x80); }
        bucket.Names[bucket.Length++] = (byte)step;
        bucket.Last = Entries;
        Names++;
    }

    /// <summary>The numbers, from 1, of the entries that may bear a name, each once. O(names / 2^14).</summary>
    public List<int> Find(string name)
    {
        var hash = HashOf(name);
        var bucket = buckets[hash >> (32 - BucketBits)];
        var names = bucket.Names.AsSpan(0, bucket.Length);
        var (found, entry) = (new List<int>(), 0);
        for (var at = 0; at < names.Length;)
        {
            var isOne = names[at] == (byte)hash && names[at + 1] == (byte)(hash >> 8);
            at += 2;
            for (var shift = 0; ; shift += 7)
            {
                entry += (names[at] & 0x7F) << shift;
                if (names[at++] < 0x80) { break; }
            }
            if (isOne && (found.Count == 0 || found[^1] != entry)) { found.Add(entry); }
        }
        return found;
    }

    /// <summary>First byte of an entry in the document.</summary>
    /// <param name="entry">Its number, from 1.</param>
    public long OffsetOf(int entry)
    {
        var upper = wraps.BinarySearch(entry);
        // Several may be at one entry: all of them count.
        upper = upper < 0 ? ~upper : wraps.LastIndexOf(entry) + 1;
        return ((long)upper << 32) | offsets[(entry - 1) >> Shift][(entry - 1) & ((1 << Shift) - 1)];
    }

    // Keyed by the process: nobody can write a document whose names all fall together.
    private static uint HashOf(string name)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(name.AsSpan()));
        return (uint)hash.ToHashCode();
    }

    private struct Bucket
    {
        public byte[] Names;
        public int Length;
        public int Last;
    }
}
