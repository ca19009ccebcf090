using System.Runtime.InteropServices;

namespace Ontotwin.Graph.Embedded;

/// <summary>Things numbered in the order they are first met.</summary>
internal sealed class Numbered<T>(IEqualityComparer<T>? comparer = null)
    where T : notnull
{
    private readonly Dictionary<T, int> indexes = new(comparer);
    private readonly List<T> items = [];

    public IReadOnlyList<T> Items => items;

    public int Count => items.Count;

    public T this[int index] => items[index];

    public bool TryIndexOf(T item, out int index) => indexes.TryGetValue(item, out index);

    public int IndexOf(T item)
    {
        IsKnown(item, out var index);
        return index;
    }

    /// <summary>Whether it was met before; it has its number in any case.</summary>
    public bool IsKnown(T item, out int index)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(indexes, item, out var isKnown);
        if (!isKnown)
        {
            known = items.Count;
            items.Add(item);
        }
        index = known;
        return isKnown;
    }
}
