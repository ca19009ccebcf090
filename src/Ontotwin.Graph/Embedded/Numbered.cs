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
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(indexes, item, out var known);
        if (!known)
        {
            index = items.Count;
            items.Add(item);
        }
        return index;
    }
}
