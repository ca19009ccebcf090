using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Fhir;

/// <summary>The element names of a document, each decoded once and known by a number. A name is mostly found by its bytes, or by the very string that asked before.</summary>
internal sealed class NameTable
{
    private const int Slots = 256;
    private readonly List<string> names = [];
    private readonly List<byte[]> written = [];
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly int[] lastOfBytes = new int[Slots];
    private readonly NameMemo asked = new();

    public NameTable() => Intern("");

    public int Count => names.Count;

    public string this[int id] => names[id];

    /// <summary>Number of a name that the document has so far, or -1.</summary>
    public int Find(string name) =>
        asked.TryGet(name, out var known) ? known : ids.TryGetValue(name, out var id) ? asked.Add(name, id) : -1;

    public int Intern(ReadOnlySpan<byte> escapedUtf8)
    {
        ref var slot = ref lastOfBytes[SlotOf(escapedUtf8)];
        // What is written with an escape is another name than the bytes say.
        var isEscaped = escapedUtf8.Contains((byte)'\\');
        if (!isEscaped && written[slot].AsSpan().SequenceEqual(escapedUtf8)) { return slot; }
        return slot = Intern(isEscaped ? JsonText.Decode(escapedUtf8) : Encoding.UTF8.GetString(escapedUtf8));
    }

    /// <summary>Whether a name begins with an underscore that is not all of it.</summary>
    public bool IsUnderscored(int id) => written[id] is [(byte)'_', _, ..];

    /// <summary>Number of the name without its leading underscore; -1 when it has none.</summary>
    public int BaseOf(int id) => IsUnderscored(id) ? Intern(names[id][1..]) : -1;

    private int Intern(string name)
    {
        if (ids.TryGetValue(name, out var known)) { return known; }
        names.Add(name);
        written.Add(Encoding.UTF8.GetBytes(name));
        ids.Add(name, names.Count - 1);
        return names.Count - 1;
    }

    private static int SlotOf(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : ((name[0] * 31) ^ (name[^1] * 7) ^ (name[name.Length / 2] * 3) ^ name.Length) & (Slots - 1);
}
