using System.Text;

namespace Ontotwin.Sources.Fhir;

/// <summary>The element names of a document, each decoded once and known by a number.</summary>
internal sealed class NameTable
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idsBySpan;

    public NameTable()
    {
        idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        Intern("");
    }

    public int Count => names.Count;

    public string this[int id] => names[id];

    /// <summary>Number of a name that the document has, or -1.</summary>
    public int Find(string name) => ids.TryGetValue(name, out var id) ? id : -1;

    public int Intern(ReadOnlySpan<byte> escapedUtf8)
    {
        const int OnStack = 128;
        if (escapedUtf8.Length > OnStack || escapedUtf8.Contains((byte)'\\')) { return Intern(JsonText.Decode(escapedUtf8)); }
        Span<char> text = stackalloc char[OnStack];
        return Intern(text[..Encoding.UTF8.GetChars(escapedUtf8, text)]);
    }

    /// <summary>Number of the name without its leading underscore; -1 when it has none.</summary>
    public int BaseOf(int id) => names[id].Length > 1 && names[id][0] == '_' ? Intern(names[id].AsSpan(1)) : -1;

    private int Intern(ReadOnlySpan<char> name)
    {
        if (idsBySpan.TryGetValue(name, out var known)) { return known; }
        var text = name.ToString();
        names.Add(text);
        ids.Add(text, names.Count - 1);
        return names.Count - 1;
    }
}
