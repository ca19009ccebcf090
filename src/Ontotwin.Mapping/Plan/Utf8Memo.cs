using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Remembers what texts gave: times, numbers, codes and names of people recur from record to record, and a look here costs a tenth of reading them again.
/// A table that grows to a limit, then forgets the older of few; an entry never changes, so that threads may share it: a race costs a second reading.
/// </summary>
/// <param name="maxEntries">The limit; a power of two.</param>
internal sealed class Utf8Memo<T>(int maxEntries = Limits.MemoEntries)
{
    private const int Ways = 4;
    private Slot[] slots = new Slot[16];
    private int next;

    /// <summary>What this text gave in this context (compared by <c>Equals</c>).</summary>
    public bool TryGet(ReadOnlySpan<byte> text, object? context, out T value)
    {
        var (table, hash) = (slots, Utf8Hash.Of(text));
        for (var way = 0; way < Ways; way++)
        {
            ref readonly var slot = ref table[(hash + way) & (table.Length - 1)];
            if (slot.Hash != hash || slot.Entry is not { } entry || !text.SequenceEqual(entry.Text)) { continue; }
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
        var slot = new Slot(Utf8Hash.Of(text), new Entry(text.ToArray(), context, value));
        while (!Place(slots, slot))
        {
            if (slots.Length >= maxEntries)
            {
                slots[(slot.Hash + (next++ & (Ways - 1))) & (slots.Length - 1)] = slot;
                break;
            }
            Grow();
        }
        return value;
    }

    public void Clear() => slots = new Slot[16];

    private void Grow()
    {
        var larger = new Slot[slots.Length * 2];
        foreach (var slot in slots)
        {
            if (slot.Entry is not null) { Place(larger, slot); }
        }
        slots = larger;
    }

    private static bool Place(Slot[] table, Slot slot)
    {
        for (var way = 0; way < Ways; way++)
        {
            ref var place = ref table[(slot.Hash + way) & (table.Length - 1)];
            if (place.Entry is not null) { continue; }
            place = slot;
            return true;
        }
        return false;
    }

    // The hash stands beside the entry, which most looks then leave alone. Another thread may see one without the other: the entry's text decides.
    private readonly record struct Slot(int Hash, Entry? Entry);

    private sealed record Entry(byte[] Text, object? Context, T Value);
}
