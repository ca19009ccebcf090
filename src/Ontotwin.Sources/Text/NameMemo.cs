namespace Ontotwin.Sources.Text;

/// <summary>
/// Remembers which number a name has, by the very string that asked: the steps of a map ask with the same strings record after record. Threads may share it: an
/// entry never changes, and one that another thread overwrites is looked up again. What finds its places taken is not remembered.
/// </summary>
internal sealed class NameMemo
{
    private const int Slots = 128;
    private const int Ways = 4;
    private readonly Entry?[] entries = new Entry?[Slots + Ways];

    public bool TryGet(string name, out int number)
    {
        foreach (var entry in entries.AsSpan(SlotOf(name), Ways))
        {
            if (entry is null) { break; }
            if (!ReferenceEquals(entry.Name, name)) { continue; }
            number = entry.Number;
            return true;
        }
        number = 0;
        return false;
    }

    public int Add(string name, int number)
    {
        foreach (ref var entry in entries.AsSpan(SlotOf(name), Ways))
        {
            if (entry is not null) { continue; }
            entry = new Entry(name, number);
            break;
        }
        return number;
    }

    private static int SlotOf(string name) => name.Length == 0 ? 0 : ((name[0] * 31) ^ (name[^1] * 7) ^ (name[name.Length / 2] * 3) ^ name.Length) & (Slots - 1);

    private sealed record Entry(string Name, int Number);
}
