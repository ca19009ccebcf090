using System.Runtime.InteropServices;

namespace Ontotwin.Sources.Fhir.Bundles;

/// <summary>
/// The entries of a large bundle by their names' hashes: 8 bytes a name and 8 an entry. It gives candidates: whether an entry bears a name, its bytes tell.
/// </summary>
internal sealed class EntryIndex
{
    private const int Buckets = 4096;
    private const int Shift = 16;
    private readonly List<long[]> offsets = [];
    private readonly ulong[][] names = new ulong[Buckets][];
    private readonly int[] counts = new int[Buckets];

    public EntryIndex() => Array.Fill(names, []);

    /// <summary>How many entries there are.</summary>
    public int Entries { get; private set; }

    /// <summary>How many names.</summary>
    public int Names { get; private set; }

    /// <summary>Adds the entry after the last one.</summary>
    /// <param name="offset">Its first byte in the document.</param>
    public void AddEntry(long offset)
    {
        if (Entries >> Shift == offsets.Count) { offsets.Add(new long[1 << Shift]); }
        offsets[Entries >> Shift][Entries & ((1 << Shift) - 1)] = offset;
        Entries++;
    }

    /// <summary>Adds a name of the entry added last.</summary>
    public void AddName(string name)
    {
        var hash = HashOf(name);
        var bucket = hash % Buckets;
        ref var bucketNames = ref names[bucket];
        // By a quarter: of all that the index takes, little is spare.
        if (counts[bucket] == bucketNames.Length) { Array.Resize(ref bucketNames, Math.Max(16, bucketNames.Length + (bucketNames.Length / 4))); }
        bucketNames[counts[bucket]++] = ((ulong)hash << 32) | (uint)Entries;
        Names++;
    }

    /// <summary>Puts the names in order, once all are added.</summary>
    public void Order()
    {
        for (var bucket = 0; bucket < Buckets; bucket++) { names[bucket].AsSpan(0, counts[bucket]).Sort(); }
    }

    /// <summary>The numbers, from 1, of the entries that may bear a name, each once.</summary>
    public List<int> Find(string name)
    {
        var hash = HashOf(name);
        var bucket = names[hash % Buckets].AsSpan(0, counts[hash % Buckets]);
        var found = new List<int>();
        var at = bucket.BinarySearch((ulong)hash << 32);
        for (at = at < 0 ? ~at : at; at < bucket.Length && bucket[at] >> 32 == hash; at++)
        {
            var entry = (int)(uint)bucket[at];
            if (found.Count == 0 || found[^1] != entry) { found.Add(entry); }
        }
        return found;
    }

    /// <summary>First byte of an entry in the document.</summary>
    /// <param name="entry">Its number, from 1.</param>
    public long OffsetOf(int entry) => offsets[(entry - 1) >> Shift][(entry - 1) & ((1 << Shift) - 1)];

    // Keyed by the process: nobody can write a document whose names all fall together.
    private static uint HashOf(string name)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(name.AsSpan()));
        return (uint)hash.ToHashCode();
    }
}
