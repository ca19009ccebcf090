namespace Ontotwin.Sparql.Evaluation;

/// <summary>Rows of ids, each kept once and numbered from 0: for groups, DISTINCT and joins by equality.</summary>
/// <param name="width">Ids of a row.</param>
internal sealed class KeyTable(int width)
{
    private int[] keys = new int[16 * Math.Max(1, width)];
    private int[] next = new int[16];
    private int[] buckets = NewBuckets(32);

    public int Count { get; private set; }

    /// <summary>The number of a row; it is added when it is new.</summary>
    public int FindOrAdd(ReadOnlySpan<int> key, out bool isNew)
    {
        var bucket = Hash(key) & (buckets.Length - 1);
        var found = Find(key, bucket);
        isNew = found < 0;
        if (!isNew) { return found; }
        if (Count == next.Length)
        {
            Grow();
            bucket = Hash(key) & (buckets.Length - 1);
        }
        key.CopyTo(keys.AsSpan(Count * width));
        next[Count] = buckets[bucket];
        buckets[bucket] = Count;
        return Count++;
    }

    /// <summary>The number of a row; -1: it is not here.</summary>
    public int Find(ReadOnlySpan<int> key) => Find(key, Hash(key) & (buckets.Length - 1));

    public ReadOnlySpan<int> Key(int number) => keys.AsSpan(number * width, width);

    private int Find(ReadOnlySpan<int> key, int bucket)
    {
        for (var i = buckets[bucket]; i >= 0; i = next[i])
        {
            if (Key(i).SequenceEqual(key)) { return i; }
        }
        return -1;
    }

    private void Grow()
    {
        Array.Resize(ref next, next.Length * 2);
        Array.Resize(ref keys, next.Length * Math.Max(1, width));
        buckets = NewBuckets(next.Length * 2);
        for (var i = 0; i < Count; i++)
        {
            var bucket = Hash(Key(i)) & (buckets.Length - 1);
            next[i] = buckets[bucket];
            buckets[bucket] = i;
        }
    }

    private static int[] NewBuckets(int count)
    {
        var made = new int[count];
        Array.Fill(made, -1);
        return made;
    }

    private static int Hash(ReadOnlySpan<int> key)
    {
        var hash = 0u;
        foreach (var id in key) { hash = (System.Numerics.BitOperations.RotateLeft(hash, 13) ^ (uint)id) * 0x9E3779B1u; }
        return (int)(hash ^ (hash >> 15));
    }
}
