using System.Runtime.InteropServices;
using System.Text;
using Ontotwin.Sources.Text;

namespace Ontotwin.Sources.Fhir;

/// <summary>The element names of a document, each decoded once and known by a number. A name is mostly found by its bytes, or by the very string that asked before.</summary>
internal sealed class NameTable
{
    private const int FirstSlots = 256;
    private const int Ways = 8;
    private readonly List<string> names = [];
    private readonly List<byte[]> written = [];
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    // By the hash of their bytes, in the first free slot from there; half of the slots stay free, which are 0. Names that were made to collide are found as strings.
    private Slot[] slots = new Slot[FirstSlots];
    private readonly NameMemo asked = new();

    public NameTable() => Intern("");

    public int Count => names.Count;

    public string this[int id] => names[id];

    /// <summary>Number of a name that the document has so far, or -1.</summary>
    public int Find(string name) =>
        asked.TryGet(name, names.Count, out var known) ? known : asked.Add(name, names.Count, ids.GetValueOrDefault(name, -1));

    // What is written with an escape is another name than the bytes say.
    public int Intern(ReadOnlySpan<byte> escapedUtf8) => escapedUtf8.Contains((byte)'\\') ? Intern(JsonText.Decode(escapedUtf8)) : InternPlain(escapedUtf8);

    /// <summary>Number of a name that is written without escapes.</summary>
    public int InternPlain(ReadOnlySpan<byte> utf8) => FindWritten(utf8) is > 0 and var known ? known : Intern(Encoding.UTF8.GetString(utf8));

    /// <summary>Number of a name that is written without escapes, or -1.</summary>
    public int FindPlain(ReadOnlySpan<byte> utf8) => FindWritten(utf8) is > 0 and var known ? known : Find(Encoding.UTF8.GetString(utf8));

    private int FindWritten(ReadOnlySpan<byte> utf8)
    {
        var (first, last) = EndsOf(utf8);
        var at = SlotOf(first, last, utf8.Length);
        for (var way = 0; way < Ways; way++)
        {
            ref readonly var slot = ref slots[(at + way) & (slots.Length - 1)];
            if (slot.Id == 0) { break; }
            if (slot.First == first && slot.Last == last && slot.Length == utf8.Length && (utf8.Length <= 2 * sizeof(ulong) || written[slot.Id].AsSpan().SequenceEqual(utf8))) { return slot.Id; }
        }
        return 0;
    }

    /// <summary>Whether the document has a name that does so.</summary>
    public bool HasUnderscored { get; private set; }

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
        HasUnderscored |= IsUnderscored(names.Count - 1);
        if (names.Count * 2 <= slots.Length) { Place(names.Count - 1); }
        else
        {
            slots = new Slot[slots.Length * 2];
            for (var id = 1; id < names.Count; id++) { Place(id); }
        }
        return names.Count - 1;
    }

    private void Place(int id)
    {
        var (first, last) = EndsOf(written[id]);
        var at = SlotOf(first, last, written[id].Length);
        for (var way = 0; way < Ways; way++)
        {
            ref var slot = ref slots[(at + way) & (slots.Length - 1)];
            if (slot.Id != 0) { continue; }
            slot = new Slot(first, last, written[id].Length, id);
            return;
        }
    }

    // The first and the last eight bytes, which overlap in a name of fewer than sixteen: with the length they are all of it.
    private static (ulong First, ulong Last) EndsOf(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong)) { return (MemoryMarshal.Read<ulong>(name), MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..])); }
        if (name.Length >= sizeof(uint)) { return (MemoryMarshal.Read<uint>(name), MemoryMarshal.Read<uint>(name[^sizeof(uint)..])); }
        return name.IsEmpty ? default : (name[0] | ((ulong)name[name.Length / 2] << 8), name[^1]);
    }

    private static int SlotOf(ulong first, ulong last, int length) => (int)((((first ^ (ulong)length) * 0x9E37_79B9_7F4A_7C15) ^ (last * 0xC2B2_AE3D_27D4_EB4F)) >> 34);

    private readonly record struct Slot(ulong First, ulong Last, int Length, int Id);
}
