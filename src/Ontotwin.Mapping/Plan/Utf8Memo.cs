using System.Runtime.InteropServices;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Remembers what texts gave: times, numbers, codes and names of people recur from record to record, and a look here costs a tenth of reading them again.
/// A table that grows to a limit, then forgets the older of few; an entry never changes, so that threads may share it: a race costs a second reading.
/// </summary>
/// <param name="maxEntries">The limit; a power of two.</param>
internal sealed class Utf8Memo<T>(int maxEntries = Limits.MemoEntries)
{
    private const int Ways = 4;
    private Entry?[] entries = new Entry?[16];
    private int next;

    /// <summary>What this text gave in this context (compared by <c>Equals</c>).</summary>
    public bool TryGet(ReadOnlySpan<byte> text, object? context, out T value)
    {
        var (table, hash) = (entries, HashOf(text));
        for (var way = 0; way < Ways; way++)
        {
            if (table[(hash + way) & (table.Length - 1)] is not { } entry || entry.Hash != hash || !text.SequenceEqual(entry.Text)) { continue; }
            if (!ReferenceEquals(entry.Context, context) && !Equals(entry.Context, context)) { continue; }
            value = entry.Value;
            return true;
        }
        value = default!;
        return false;
    }

    public T Add(ReadOnlySpan<byte> text, object? context, T value)
    {
        if (text.Length > Limits.MemoTextBytes) { return value; }
        var entry = new Entry(text.ToArray(), context, value, HashOf(text));
        while (!Place(entries, entry))
        {
            if (entries.Length >= maxEntries)
            {
                entries[(entry.Hash + (next++ & (Ways - 1))) & (entries.Length - 1)] = entry;
                break;
            }
            Grow();
        }
        return value;
    }

    public void Clear() => entries = new Entry?[16];

    private void Grow()
    {
        var larger = new Entry?[entries.Length * 2];
        foreach (var entry in entries)
        {
            if (entry is not null) { Place(larger, entry); }
        }
        entries = larger;
    }

    private static bool Place(Entry?[] table, Entry entry)
    {
        for (var way = 0; way < Ways; way++)
        {
            ref var place = ref table[(entry.Hash + way) & (table.Length - 1)];
            if (place is not null) { continue; }
            place = entry;
            return true;
        }
        return false;
    }

    // Eight bytes at a time, both halves of the product folded: the last bytes of keys are those that differ, and must reach the lowest bits.
    private static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..]) { hash = Mix(hash ^ MemoryMarshal.Read<ulong>(text)); }
        return (int)(Mix(hash ^ Tail(text)) & int.MaxValue);
    }

    // Fewer than eight bytes: two halves that may overlap, or each for itself.
    private static ulong Tail(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(uint)) { return MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^sizeof(uint)..]) << 32); }
        return text.IsEmpty ? 0 : text[0] | ((ulong)text[text.Length >> 1] << 8) | ((ulong)text[^1] << 16);
    }

    private static ulong Mix(ulong word) => Math.BigMul(word ^ 0xE7037ED1A0B428DB, 0x9E3779B97F4A7C15, out var low) ^ low;

    private sealed class Entry(byte[] text, object? context, T value, int hash)
    {
        public readonly byte[] Text = text;
        public readonly object? Context = context;
        public readonly T Value = value;
        public readonly int Hash = hash;
    }
}
