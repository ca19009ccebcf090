using System.Runtime.InteropServices;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Remembers what texts gave: times, numbers, codes and names of people recur from record to record, and a look here costs a tenth of reading them again.
/// A fixed number of places, the newest text of each; an entry never changes, so that threads may share it.
/// </summary>
internal sealed class Utf8Memo<T>
{
    private readonly Entry?[] entries = new Entry?[Limits.MemoEntries];

    /// <summary>What this text gave in this context (compared by <c>Equals</c>).</summary>
    public bool TryGet(ReadOnlySpan<byte> text, object? context, out T value)
    {
        if (entries[PlaceOf(text)] is { } entry && text.SequenceEqual(entry.Text) && (ReferenceEquals(entry.Context, context) || Equals(entry.Context, context)))
        {
            value = entry.Value;
            return true;
        }
        value = default!;
        return false;
    }

    public void Clear() => Array.Clear(entries);

    public T Add(ReadOnlySpan<byte> text, object? context, T value)
    {
        if (text.Length <= Limits.MemoTextBytes) { entries[PlaceOf(text)] = new Entry(text.ToArray(), context, value); }
        return value;
    }

    // Eight bytes at a time; collisions cost a second reading, never a wrong answer.
    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length;
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..]) { hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * Prime; hash ^= hash >> 29; }
        foreach (var rest in text) { hash = (hash ^ rest) * Prime; }
        return (int)((hash ^ (hash >> 32)) & (Limits.MemoEntries - 1));
    }

    private sealed class Entry(byte[] text, object? context, T value)
    {
        public readonly byte[] Text = text;
        public readonly object? Context = context;
        public readonly T Value = value;
    }
}
