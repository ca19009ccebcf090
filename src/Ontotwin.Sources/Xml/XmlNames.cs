using Ontotwin.Sources.Fhir;

namespace Ontotwin.Sources.Xml;

/// <summary>The names of a document, as written and without prefix, and its namespaces, each known by a number.</summary>
internal sealed class XmlNames
{
    private readonly NameTable names = new();
    private readonly NameTable spaces = new();
    private readonly List<int> locals = [0];
    private readonly List<string?> attributes = [];

    public XmlNames() => InstanceSpace = InternSpace("http://www.w3.org/2001/XMLSchema-instance");

    /// <summary>Number of the namespace of <c>xsi:nil</c>.</summary>
    public int InstanceSpace { get; }

    public int Count => names.Count;

    public int SpaceCount => spaces.Count;

    public string this[int name] => names[name];

    /// <summary>Number of the name without its prefix.</summary>
    public int LocalOf(int name) => locals[name];

    /// <summary>The name as an attribute's: <c>@x</c>.</summary>
    public string AttributeName(int name)
    {
        while (attributes.Count <= name) { attributes.Add(null); }
        return attributes[name] ??= "@" + names[name];
    }

    public int Find(string name) => names.Find(name);

    public int FindSpace(string space) => spaces.Find(space);

    public int InternSpace(string space) => spaces.Intern(System.Text.Encoding.UTF8.GetBytes(space));

    public int Intern(ReadOnlySpan<byte> name)
    {
        var id = names.Intern(name);
        if (id < locals.Count) { return id; }
        locals.Add(id);
        // After the last one: a name has one at most, and one that has thousands must not be gone through one by one.
        var colon = name.LastIndexOf((byte)':');
        if (colon >= 0) { locals[id] = Intern(name[(colon + 1)..]); }
        return id;
    }
}
