namespace Ontotwin.Sources.Text;

/// <summary>
/// Remembers which number a name has, by the very string that asked: the steps of a map ask with the same strings record after record. Threads may share it: an
/// entry never changes, and one that another thread overwrites is looked up again. What finds its places taken is not remembered. That there is no such name holds
/// for as long as there are no more names.
/// </summary>
internal sealed class NameMemo
{
    private const int Slots = 512;
    private const int Ways = 4;
    private readonly Entry?[] entries = new Entry?[Slots + Ways];

    /// <summary>The number that a name has among <paramref name="count"/> names, -1 for none; false when that is not known.</summary>
    public bool TryGet(string name, int count, out int number)
    {
        foreach (var entry in entries.AsSpan(SlotOf(name), Ways))
        {
            if (entry is null) { break; }
            if (!ReferenceEquals(entry.Name, name)) { continue; }
            number = entry.Number;
            return number >= 0 || entry.Count == count;
        }
        number = -1;
        return false;
    }

    /// <summary>Remembers it; returns the number.</summary>
    public int Add(string name, int count, int number)
    {
        foreach (ref var entry in entries.AsSpan(SlotOf(name), Ways))
        {
            if (entry is not null && !ReferenceEquals(entry.Name, name)) { continue; }
            entry = new Entry(name, count, number);
            break;
        }
        return number;
    }

    private static int SlotOf(string name) => name.Length == 0 ? 0 : ((name[0] * 31) ^ (name[^1] * 7) ^ (name[name.Length / 2] * 3) ^ name.Length) & (Slots - 1);

    private sealed record Entry(string Name, int Count, int Number);
}
