using System.Globalization;
using System.Text;

namespace Ontotwin.Sources.Fhir;

/// <summary>Where the references of one record lead. A key that two resources share leads nowhere: nothing is guessed.</summary>
internal sealed class FhirReferenceIndex
{
    private const int Ambiguous = -1;
    public const int MaxUrnLength = 256;
    private readonly Dictionary<string, int> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> bases = [];
    private readonly FhirRecord record;

    /// <summary>The base of the first entry whose full URL is one of a server and names the resource's id, without a slash at its end; empty where none is.</summary>
    public string Server { get; private set; } = "";

    public FhirReferenceIndex(FhirRecord record)
    {
        this.record = record;
        // What the index looks through, no rule has read.
        var reads = record.Reads;
        record.Reads = null;
        Build();
        record.Reads = reads;
    }

    private void Build()
    {
        if (record.Type != "Bundle") { AddResource(record.Root); return; }
        foreach (var entry in record.Root.All("entry"))
        {
            var resource = entry.First("resource");
            if (resource.IsAbsent) { continue; }
            var type = AddResource(resource);
            AddFullUrl(entry.First("fullUrl").Text, type, resource);
        }
    }

    /// <summary>The resource that a URN names, by its text in UTF-8, of <see cref="MaxUrnLength"/> bytes at most: it says all by itself. Absent when it names none, or several.</summary>
    public Field FindUrn(ReadOnlySpan<byte> urn)
    {
        Span<char> text = stackalloc char[MaxUrnLength];
        return targets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..Encoding.UTF8.GetChars(urn, text)], out var found) && found != Ambiguous ? new Field(record, found) : default;
    }

    public static bool IsUrn(ReadOnlySpan<char> reference) => reference.StartsWith("urn:", StringComparison.Ordinal);

    public Field Find(string reference, Field from)
    {
        var resource = ResourceAround(from);
        if (reference[0] == '#') { return FindContained(reference, resource); }
        reference = WithoutVersion(reference);
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
        return targets.TryGetValue(ContainedKey(resource.Node, reference.AsSpan(1)), out var found) && found != Ambiguous ? new Field(record, found) : default;
    }

    private string AddResource(Field resource)
    {
        var type = resource.First("resourceType").Text;
        var id = resource.First("id").Text;
        if (id.Length > 0) { Add($"{type}/{id}", resource.Node); }
        foreach (var identifier in resource.All("identifier"))
        {
            var value = identifier.First("value").Text;
            if (value.Length == 0) { continue; }
            Add($"{type}?{value}", resource.Node);
            Add($"{type}?{identifier.First("system").Text}|{value}", resource.Node);
        }
        foreach (var contained in resource.All("contained"))
        {
            Add(ContainedKey(resource.Node, contained.First("id").Text), contained.Node);
        }
        return type;
    }

    private void AddFullUrl(string url, string type, Field resource)
    {
        if (url.Length == 0) { return; }
        Add(url, resource.Node);
        if (IsUrn(url)) { return; }
        var tail = $"{type}/{url[(url.LastIndexOf('/') + 1)..]}";
        if (!url.EndsWith("/" + tail, StringComparison.Ordinal)) { return; }
        bases[resource.Node] = url[..^tail.Length];
        var id = resource.First("id").Text;
        if (id.Length == 0) { Add(tail, resource.Node); }
        else if (Server.Length == 0 && url.StartsWith("http", StringComparison.Ordinal) && tail.EndsWith("/" + id, StringComparison.Ordinal)) { Server = bases[resource.Node].TrimEnd('/'); }
    }

    private void Add(string key, int node)
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
