using System.Numerics;
using System.Runtime.InteropServices;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// What was said of nodes, by 64-bit keys: open addressing over one byte of each key, which fits the cache of a core, so that a key that is not there mostly costs
/// no look at the keys themselves; what was said of each lies in one array, one after another.
/// </summary>
internal sealed class SeenGeneration
{
    private const int Header = 2;
    private const ulong Versioned = 1UL << 32;
    private byte[] tags = [];
    private ulong[] keys = [];
    private int[] places = [];
    private ulong[] said = [];
    private int used;

    public int Count { get; private set; }

    public void Clear()
    {
        Array.Clear(tags);
        (used, Count) = (0, 0);
    }

    public bool TryGet(ulong key, out SeenNode found)
    {
        found = default;
        if (Count == 0) { return false; }
        var slot = SlotOf(key);
        if (tags[slot] == 0) { return false; }
        var place = places[slot];
        found = new SeenNode(said.AsSpan(place + Header, (int)(said[place + 1] & (Versioned - 1))), (long)said[place], (said[place + 1] & Versioned) != 0);
        return true;
    }

    /// <summary>Adds a node, or says anew what is said of it.</summary>
    public void Add(ulong key, List<ulong> content, long order, bool isVersioned)
    {
        if ((Count + 1) * 2 > tags.Length) { Grow(); }
        var slot = SlotOf(key);
        // What is said anew takes the place of what was said, where it fits: a key that comes for ever takes no more room.
        if (tags[slot] != 0 && (int)(said[places[slot] + 1] & (Versioned - 1)) >= content.Count)
        {
            var place = places[slot];
            (said[place], said[place + 1]) = ((ulong)order, (uint)content.Count | (isVersioned ? Versioned : 0));
            CollectionsMarshal.AsSpan(content).CopyTo(said.AsSpan(place + Header));
            return;
        }
        var end = used + Header + content.Count;
        if (end > said.Length) { Array.Resize(ref said, Math.Max(end, said.Length * 2)); }
        (said[used], said[used + 1]) = ((ulong)order, (uint)content.Count | (isVersioned ? Versioned : 0));
        CollectionsMarshal.AsSpan(content).CopyTo(said.AsSpan(used + Header));
        if (tags[slot] == 0) { Count++; }
        (tags[slot], keys[slot], places[slot], used) = (TagOf(key), key, used, end);
    }

    // Its own slot, or the free one where it belongs.
    private int SlotOf(ulong key)
    {
        var (mask, tag) = (tags.Length - 1, TagOf(key));
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 40) & mask;
        while (tags[slot] is not 0 and var taken && (taken != tag || keys[slot] != key)) { slot = (slot + 1) & mask; }
        return slot;
    }

    // No tag is 0: that is a free slot.
    private static byte TagOf(ulong key) => (byte)((key >> 40) | 1);

    private void Grow()
    {
        var (before, keysBefore, placesBefore) = (tags, keys, places);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, before.Length * 2));
        (tags, keys, places) = (new byte[size], new ulong[size], new int[size]);
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == 0) { continue; }
            var slot = SlotOf(keysBefore[i]);
            (tags[slot], keys[slot], places[slot]) = (before[i], keysBefore[i], placesBefore[i]);
        }
    }
}

/// <summary>What was said of one node: good until something is added.</summary>
internal readonly ref struct SeenNode(ReadOnlySpan<ulong> content, long order, bool isVersioned)
{
    public ReadOnlySpan<ulong> Content { get; } = content;

    public long Order => order;

    public bool IsVersioned => isVersioned;
}
