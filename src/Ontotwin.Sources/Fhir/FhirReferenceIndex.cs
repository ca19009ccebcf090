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
            if (IsUrn(url)) { Add(urns, record.Utf8MemoryOf(url.Node), resource.Node); }
            else if (!url.IsAbsent) { AddBase(url.Text, resource); }
        });
    }

    // Two threads may both make it: they make the same.
    private Dictionary<string, int> Targets => targets ??= FindTargets();

    private Dictionary<string, int> FindTargets()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        Look((resource, url) =>
        {
            AddResource(found, resource);
            if (IsUrn(url) || url.Text is not { Length: > 0 } text) { return; }
            Add(found, text, resource.Node);
            if (bases.TryGetValue(resource.Node, out var own) && resource.First("id").Text.Length == 0) { Add(found, text[own.Length..], resource.Node); }
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

    private static bool IsUrn(Field url) => url.Utf8.StartsWith("urn:"u8);

    /// <summary>The resource that a URN names, by its text in UTF-8. Absent when it names none, or several.</summary>
    public Field FindUrn(ReadOnlySpan<byte> urn) =>
        urns.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(urn, out var found) && found != Ambiguous ? new Field(record, found) : default;

    public Field Find(string reference, Field from)
    {
        var resource = ResourceAround(from);
        if (reference[0] == '#') { return FindContained(reference, resource); }
        reference = WithoutVersion(reference);
        var targets = Targets;
        if (bases.TryGetValue(resource.Node, out var own) && targets.TryGetValue(own + reference, out var near) && near != Ambiguous) { return new Field(record, near); }
        var question = reference.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0) { reference = reference[..(question + 1)] + IdentifierOf(reference.AsSpan(question + 1)); }
        return targets.TryGetValue(reference, out var found) && found != Ambiguous ? new Field(record, found) : default;
    }

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

    private Field FindContained(string reference, Field resource)
    {
        if (reference.Length == 1) { return resource; }
        return Targets.TryGetValue(ContainedKey(resource.Node, reference.AsSpan(1)), out var found) && found != Ambiguous ? new Field(record, found) : default;
    }

    private static void AddResource(Dictionary<string, int> targets, Field resource)
    {
        var type = resource.First("resourceType").Text;
        var id = resource.First("id").Text;
        if (id.Length > 0) { Add(targets, $"{type}/{id}", resource.Node); }
        foreach (var identifier in resource.All("identifier"))
        {
            var value = identifier.First("value").Text;
            if (value.Length == 0) { continue; }
            Add(targets, $"{type}?{value}", resource.Node);
            Add(targets, $"{type}?{identifier.First("system").Text}|{value}", resource.Node);
        }
        foreach (var contained in resource.All("contained"))
        {
            Add(targets, ContainedKey(resource.Node, contained.First("id").Text), contained.Node);
        }
    }

    private void AddBase(string url, Field resource)
    {
        var tail = $"{resource.First("resourceType").Text}/{url[(url.LastIndexOf('/') + 1)..]}";
        if (!url.EndsWith("/" + tail, StringComparison.Ordinal)) { return; }
        bases[resource.Node] = url[..^tail.Length];
        var id = resource.First("id").Text;
        if (id.Length > 0 && Server.Length == 0 && url.StartsWith("http", StringComparison.Ordinal) && tail.EndsWith("/" + id, StringComparison.Ordinal)) { Server = bases[resource.Node].TrimEnd('/'); }
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
