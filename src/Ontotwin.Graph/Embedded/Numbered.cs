using System.Runtime.InteropServices;

namespace Ontotwin.Graph.Embedded;

/// <summary>Things numbered in the order they are first met.</summary>
/// <param name="comparer">What makes two of them the same; null for what they say themselves.</param>
/// <param name="capacity">How many are likely met.</param>
internal sealed class Numbered<T>(IEqualityComparer<T>? comparer = null, int capacity = 0)
    where T : notnull
{
    private readonly Dictionary<T, int> indexes = new(capacity, comparer);
    private readonly List<T> items = new(capacity);
    private readonly IEqualityComparer<T> same = comparer ?? EqualityComparer<T>.Default;
    private int last = -1;

    public int Count => items.Count;

    public T this[int index] => items[index];

    public int IndexOf(T item)
    {
        IsKnown(item, out var index);
        return index;
    }

    /// <summary>Whether it was met before; it has its number in any case.</summary>
    public bool IsKnown(T item, out int index)
    {
        // What comes together is often alike, and comparing costs less than hashing.
        if (last >= 0 && same.Equals(items[last], item))
        {
            index = last;
            return true;
        }
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(indexes, item, out var isKnown);
        if (!isKnown)
        {
            known = items.Count;
            items.Add(item);
        }
        index = last = known;
        return isKnown;
    }
}
