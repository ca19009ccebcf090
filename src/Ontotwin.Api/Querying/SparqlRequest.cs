using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Ontotwin.Api.Serving;
using Ontotwin.Rdf;

namespace Ontotwin.Api.Querying;

/// <summary>One operation of the SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013), wherever its parts stood in the request.</summary>
/// <param name="Text">The query or the update.</param>
/// <param name="IsUpdate">Which of the two.</param>
/// <param name="Default">Graphs of <c>default-graph-uri</c> or <c>using-graph-uri</c>.</param>
/// <param name="Named">Graphs of <c>named-graph-uri</c> or <c>using-named-graph-uri</c>.</param>
internal sealed record SparqlRequest(string Text, bool IsUpdate, IReadOnlyList<Iri> Default, IReadOnlyList<Iri> Named)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Query = "application/sparql-query";
    private const string Update = "application/sparql-update";
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a request. Null and no refusal: it asks for nothing.</summary>
    public static async Task<(SparqlRequest? Request, (int Status, string Message)? Refused)> ReadAsync(HttpRequest request)
    {
        var parameters = new Dictionary<string, StringValues>(request.Query, StringComparer.Ordinal);
        if (HttpMethods.IsPost(request.Method))
        {
            if (await AddBodyAsync(request, parameters) is { } refused) { return (null, refused); }
        }
        var (queries, updates) = (parameters.GetValueOrDefault("query"), parameters.GetValueOrDefault("update"));
        if (queries.Count + updates.Count == 0) { return HttpMethods.IsPost(request.Method) ? (null, (StatusCodes.Status400BadRequest, "the body holds neither a query nor an update")) : (null, null); }
        if (queries.Count + updates.Count > 1) { return (null, (StatusCodes.Status400BadRequest, "a request holds one query or one update")); }
        var isUpdate = updates.Count == 1;
        if (isUpdate && !HttpMethods.IsPost(request.Method)) { return (null, (StatusCodes.Status400BadRequest, "an update is sent by POST")); }
        var (defaults, named) = isUpdate ? ("using-graph-uri", "using-named-graph-uri") : ("default-graph-uri", "named-graph-uri");
        return Graphs(parameters, defaults) is { } d && Graphs(parameters, named) is { } n ? (new((isUpdate ? updates : queries)[0]!, isUpdate, d, n), null)
            : (null, (StatusCodes.Status400BadRequest, $"{defaults} and {named} are absolute IRIs"));
    }

    private static async Task<(int, string)?> AddBodyAsync(HttpRequest request, Dictionary<string, StringValues> parameters)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType.Value?.ToLowerInvariant() is not (Form or Query or Update)) { return (StatusCodes.Status415UnsupportedMediaType, $"the content type must be {Form}, {Query} or {Update}"); }
        if (!MediaTypes.IsUtf8(type)) { return (StatusCodes.Status415UnsupportedMediaType, "SPARQL is sent in UTF-8"); }
        if (await RequestBody.ReadAsync(request.Body, Limits.MaxRequestBytes, request.HttpContext.RequestAborted) is not { } body) { return (StatusCodes.Status413PayloadTooLarge, $"a request has at most {Limits.MaxRequestBytes} bytes"); }
        string text;
        try { text = Strict.GetString(body); }
        catch (DecoderFallbackException) { return (StatusCodes.Status400BadRequest, "the body is not UTF-8"); }
        if (!type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase))
        {
            var name = type.MediaType.Equals(Query, StringComparison.OrdinalIgnoreCase) ? "query" : "update";
            parameters[name] = StringValues.Concat(parameters.GetValueOrDefault(name), text);
            return null;
        }
        foreach (var (name, values) in QueryHelpers.ParseQuery(text)) { parameters[name] = StringValues.Concat(parameters.GetValueOrDefault(name), values); }
        return null;
    }

    private static List<Iri>? Graphs(Dictionary<string, StringValues> parameters, string name)
    {
        var values = parameters.GetValueOrDefault(name).Select(v => v ?? "").ToList();
        return values.TrueForAll(IriResolver.IsAbsolute) ? values.ConvertAll(v => new Iri(v)) : null;
    }
}
