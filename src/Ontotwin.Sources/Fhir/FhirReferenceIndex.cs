using System.Globalization;
using Ontotwin.Values;

namespace Ontotwin.Sources.Fhir;

/// <summary>Where the references of one record lead. A key that two resources share leads nowhere: nothing is guessed.</summary>
internal sealed class FhirReferenceIndex
{
    private const int Ambiguous = -1;

    // URNs say all by themselves, and most bundles refer by nothing else: the other names are gathered when one is asked for.
    private readonly Dictionary<ReadOnlyMemory<byte>, int> urns = new(BytesComparer.Instance);
    private readonly Dictionary<int, string> bases = [];
    private readonly FhirRecord record;
    private Dictionary<string, int>? targets;

    /// <summary>The base of the first entry whose full URL is one of a server and names the resource's id, without a slash at its end; empty where none is.</summary>
    public string Server { get; private set; } = "";

    public FhirReferenceIndex(FhirRecord record)
    {
        this.record = record;
        Look((resource, url) =>
        {
            if (ReferenceNames.IsUrn(url)) { Add(urns, record.Utf8MemoryOf(url.Node), resource.Node); }
            else if (ReferenceNames.BaseOf(resource, url) is { } own) { AddBase(own, url.Text, resource); }
        });
    }

    // Two threads may both make it: they make the same.
    private Dictionary<string, int> Targets => targets ??= FindTargets();

    private Dictionary<string, int> FindTargets()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        Look((resource, url) =>
        {
            ReferenceNames.Of(resource, url, name => Add(found, name, resource.Node));
            foreach (var contained in resource.All("contained")) { Add(found, ContainedKey(resource.Node, contained.First("id").Text), contained.Node); }
        });
        return found;
    }

    // Each resource of the record, with its full URL if it has one. What the index looks through, no rule has read.
    private void Look(Action<Field, Field> at)
    {
        var reads = record.Reads;
        record.Reads = null;
        if (record.Type != "Bundle") { at(record.Root, default); }
        else
        {
            foreach (var entry in record.Root.All("entry"))
            {
                if (entry.First("resource") is { IsAbsent: false } resource) { at(resource, entry.First("fullUrl")); }
            }
        }
        record.Reads = reads;
    }

    /// <summary>The resource that a URN names, by its text in UTF-8. Absent when it names none, or several.</summary>
    public Field FindUrn(ReadOnlySpan<byte> urn)
    {
        var isHere = urns.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(urn, out var found);
        return record.Part is null ? Target(isHere, found) : InWhole(System.Text.Encoding.UTF8.GetString(urn), isHere, found);
    }

    public Field Find(string reference, Field from)
    {
        var resource = ResourceAround(from);
        if (reference[0] == '#') { return FindContained(reference, resource); }
        reference = WithoutVersion(reference);
        if (bases.TryGetValue(resource.Node, out var own) && Named(own + reference) is { IsAbsent: false } near) { return near; }
        var question = reference.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0) { reference = reference[..(question + 1)] + IdentifierOf(reference.AsSpan(question + 1)); }
        return Named(reference);
    }

    /// <summary>The one resource of the record itself that bears a name; absent where none does, or several do.</summary>
    public Field FindHere(string name) => Target(Targets.TryGetValue(name, out var found), found);

    private Field Named(string name)
    {
        var isHere = Targets.TryGetValue(name, out var found);
        return record.Part is null ? Target(isHere, found) : InWhole(name, isHere, found);
    }

    private Field Target(bool isHere, int found) => isHere && found != Ambiguous ? new Field(record, found) : default;

    // Of a bundle that is read in parts, the other parts may hold what is named, or another of the name.
    private Field InWhole(string name, bool isHere, int found) =>
        isHere && found == Ambiguous ? default : record.Part!.Whole.Find(name, record.Part, Target(isHere, found));

    public bool IsFrom(Field field, string server)
    {
        var resource = ResourceAround(field);
        return (bases.TryGetValue(resource.Node, out var own) && own.AsSpan().TrimEnd('/').SequenceEqual(server)) || SaysSource(resource, server) || SaysSource(record.Root, server);
    }

    // The part after # says which resource of the server it was.
    private static bool SaysSource(Field resource, string server)
    {
        var source = resource.First("meta").First("source").Text.AsSpan();
        var end = source.IndexOf('#');
        return (end < 0 ? source : source[..end]).TrimEnd('/').SequenceEqual(server);
    }

    private Field FindContained(string reference, Field resource) => reference.Length == 1 ? resource : FindHere(ContainedKey(resource.Node, reference.AsSpan(1)));

    private void AddBase(string own, string url, Field resource)
    {
        bases[resource.Node] = own;
        var id = resource.First("id").Text;
        if (id.Length > 0 && Server.Length == 0 && url.StartsWith("http", StringComparison.Ordinal) && url.EndsWith("/" + id, StringComparison.Ordinal)) { Server = own.TrimEnd('/'); }
    }

    private static void Add<TKey>(Dictionary<TKey, int> targets, TKey key, int node) where TKey : notnull
    {
        if (!targets.TryAdd(key, node) && targets[key] != node) { targets[key] = Ambiguous; }
    }

    /// <summary>The entry's resource, or the root, that a field lies in: contained resources see the ids of the one around them.</summary>
    private Field ResourceAround(Field field)
    {
        for (; !field.IsAbsent; field = field.Parent)
        {
            if (field.Node == 0 || (field.Name == "resource" && field.Parent.Name == "entry" && field.Parent.Parent.Node == 0)) { return field; }
        }
        return record.Root;
    }

    private static string ContainedKey(int container, ReadOnlySpan<char> id) => string.Create(CultureInfo.InvariantCulture, $"#{container}#{id}");

    private static string WithoutVersion(string reference)
    {
        var history = reference.IndexOf("/_history/", StringComparison.Ordinal);
        return history < 0 ? reference : reference[..history];
    }

    private static string IdentifierOf(ReadOnlySpan<char> query)
    {
        foreach (var part in query.Split('&'))
        {
            var parameter = query[part];
            if (parameter.StartsWith("identifier=", StringComparison.Ordinal)) { return Uri.UnescapeDataString(parameter["identifier=".Length..]); }
        }
        return "";
    }
}
