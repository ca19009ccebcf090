namespace Ontotwin.Sources.Fhir;

/// <summary>The names by which references lead to a resource of a bundle, or to a resource that is the document (FHIR R4 3.1.4, 2.3.0.4).</summary>
internal static class ReferenceNames
{
    /// <summary>Hands on each name: the full URL, type and id, and type and each identifier. What is contained has names of its own.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="url">The full URL of its entry; absent where it has none.</param>
    /// <param name="take">Takes the names, some of them twice.</param>
    public static void Of(Field resource, Field url, Action<string> take)
    {
        var type = resource.First("resourceType").Text;
        var id = resource.First("id").Text;
        if (id.Length > 0) { take($"{type}/{id}"); }
        foreach (var identifier in resource.All("identifier"))
        {
            var value = identifier.First("value").Text;
            if (value.Length == 0) { continue; }
            take($"{type}?{value}");
            take($"{type}?{identifier.First("system").Text}|{value}");
        }
        if (url.Text is not { Length: > 0 } text) { return; }
        take(text);
        if (id.Length == 0 && BaseOf(resource, url) is { } own) { take(text[own.Length..]); }
    }

    /// <summary>Whether a full URL says all by itself.</summary>
    public static bool IsUrn(Field url) => url.Utf8.StartsWith("urn:"u8);

    /// <summary>The server's base in a full URL, up to the type; null where the URL is none of a server.</summary>
    public static string? BaseOf(Field resource, Field url)
    {
        if (url.IsAbsent || IsUrn(url)) { return null; }
        var text = url.Text;
        var tail = $"{resource.First("resourceType").Text}/{text[(text.LastIndexOf('/') + 1)..]}";
        return text.EndsWith("/" + tail, StringComparison.Ordinal) ? text[..^tail.Length] : null;
    }
}
