namespace Ontotwin.Engine;

/// <summary>Keys of nodes that were written, up to <see cref="Limits.MaxWrittenNodes"/>, in 16 to 32 bytes each: a table of keys alone, at most half full.</summary>
internal sealed class WrittenNodes
{
    private ulong[] keys = new ulong[1024];

    public int Count { get; private set; }

    /// <summary>Adds a key, which is never 0; false when the limit is reached.</summary>
    public bool TryAdd(ulong key)
    {
        if (Count >= Limits.MaxWrittenNodes) { return false; }
        if ((Count + 1) * 2 > keys.Length) { Grow(); }
        ref var slot = ref SlotOf(keys, key);
        if (slot == 0) { Count++; }
        slot = key;
        return true;
    }

    public bool Contains(ulong key) => SlotOf(keys, key) == key;

    private void Grow()
    {
        var larger = new ulong[keys.Length * 2];
        foreach (var key in keys)
        {
            if (key != 0) { SlotOf(larger, key) = key; }
        }
        keys = larger;
    }

    // The key's own slot, or the free one where it belongs.
    private static ref ulong SlotOf(ulong[] table, ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 32) & (table.Length - 1);
        while (table[slot] != 0 && table[slot] != key) { slot = (slot + 1) & (table.Length - 1); }
        return ref table[slot];
    }
}
