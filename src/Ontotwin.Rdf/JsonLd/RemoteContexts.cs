namespace Ontotwin.Rdf.JsonLd;

/// <summary>Contexts that are named by their IRIs, each read once.</summary>
/// <param name="loader">Where they come from; null: from nowhere.</param>
internal sealed class RemoteContexts(IJsonLdLoader? loader)
{
    private readonly Dictionary<string, JsonItem> documents = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>The documents that were read, for the places of errors.</summary>
    public IEnumerable<KeyValuePair<string, JsonItem>> Documents => documents;

    /// <summary>The value of a remote document's <c>@context</c>.</summary>
    /// <param name="url">The document.</param>
    /// <param name="at">Where it is named.</param>
    public JsonItem Context(string url, JsonItem at)
    {
        if (!documents.TryGetValue(url, out var document)) { documents.Add(url, document = Load(url, at)); }
        return document.Find(Keywords.Context) ?? throw new JsonLdException(JsonLdErrors.InvalidRemoteContext, at, "the document of that IRI is no object with an @context");
    }

    private JsonItem Load(string url, JsonItem at)
    {
        if (documents.Count >= Limits.MaxRemoteContexts) { throw new JsonLdException(JsonLdErrors.ContextOverflow, at, $"more than {Limits.MaxRemoteContexts} remote contexts"); }
        if (loader?.Load(url) is not { } text) { throw new JsonLdException(JsonLdErrors.LoadingRemoteContextFailed, at, $"the context <{url}> is not at hand") { MissingContext = url }; }
        if ((bytes += text.Length) > Limits.MaxRemoteContextBytes) { throw new JsonLdException(JsonLdErrors.ContextOverflow, at, $"remote contexts of more than {Limits.MaxRemoteContextBytes} bytes"); }
        try { return JsonTree.Read(text.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? text.AsSpan(3) : text); }
        catch (JsonLdException error) { throw new JsonLdException(JsonLdErrors.LoadingRemoteContextFailed, at, $"the context <{url}> is {error.Message}"); }
    }
}
