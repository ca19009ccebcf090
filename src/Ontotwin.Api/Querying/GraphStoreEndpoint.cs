using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Ontotwin.Api.Serving;
using Ontotwin.Graph;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Api.Querying;

/// <summary>
/// The SPARQL 1.1 Graph Store HTTP Protocol (W3C Recommendation of 21 March 2013): a graph is named by <c>?graph=IRI</c>, <c>?default</c>, or by the address itself below the
/// endpoint; POST to the endpoint makes a new one.
/// </summary>
internal sealed class GraphStoreEndpoint(IServedDataset served)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var isMade = HttpMethods.IsPost(request.Method) && request.Query.Count == 0 && !HasPath(request);
        if (!TryTarget(request, out var graph) && !isMade) { await Answers.RefuseAsync(context, StatusCodes.Status400BadRequest, "OT8140", "a graph is named by ?graph=IRI (absolute), by ?default, or by its own address"); return; }
        if (isMade) { graph = new Iri($"{Address(request).TrimEnd('/')}/{Guid.NewGuid():n}"); }
        try
        {
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) { await GetAsync(context, graph); }
            else if (!HttpMethods.IsPut(request.Method) && !HttpMethods.IsPost(request.Method) && !HttpMethods.IsDelete(request.Method))
            {
                context.Response.Headers.Allow = "GET, HEAD, PUT, POST, DELETE";
                await Answers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "OT8140", "graphs are read by GET and HEAD, and changed by PUT, POST and DELETE");
            }
            else if (Answers.WhyUnchangeable(request, served) is { } why) { await Answers.RefuseAsync(context, StatusCodes.Status403Forbidden, why); }
            else if (HttpMethods.IsDelete(request.Method)) { await DeleteAsync(context, graph); }
            else { await PutAsync(context, graph, isMade); }
        }
        catch (UnwritableException fault) { await Answers.RefuseAsync(context, StatusCodes.Status406NotAcceptable, "OT8140", fault.Message); }
        catch (GraphStoreException fault) { await Answers.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "OT8142", fault.Message); }
    }

    private async Task GetAsync(HttpContext context, Iri? graph)
    {
        if (MediaTypes.Choose(context.Request, MediaTypes.Graphs) is not { } form) { await Answers.RefuseAsync(context, StatusCodes.Status406NotAcceptable, "OT8140", "a graph has none of the forms that are accepted"); return; }
        var isThere = true;
        await served.ReadAsync(graph is null ? [] : [graph], dataset => { if (isThere = dataset.HasGraph(graph)) { GraphBodies.Write(context, dataset.TriplesOf(graph), form); } }, context.RequestAborted);
        if (!isThere) { await NotFoundAsync(context); }
    }

    private async Task DeleteAsync(HttpContext context, Iri? graph)
    {
        var isThere = true;
        await served.ChangeAsync(dataset => { if (isThere = dataset.HasGraph(graph)) { dataset.RemoveGraph(graph); } }, context.RequestAborted);
        if (isThere) { context.Response.StatusCode = StatusCodes.Status204NoContent; }
        else { await NotFoundAsync(context); }
    }

    // PUT puts a graph in the place of what was there, POST adds to it.
    private async Task PutAsync(HttpContext context, Iri? graph, bool isMade)
    {
        var (quads, refused) = await ReadAsync(context, graph);
        if (refused is { } why) { await Answers.RefuseAsync(context, why.Status, why.Diagnostic); return; }
        var wasThere = true;
        await served.ChangeAsync(
            dataset =>
            {
                wasThere = dataset.HasGraph(graph);
                if (HttpMethods.IsPut(context.Request.Method)) { dataset.RemoveGraph(graph); }
                foreach (var document in quads) { dataset.AddDocument(document, graph); }
            },
            context.RequestAborted);
        context.Response.StatusCode = wasThere ? StatusCodes.Status204NoContent : StatusCodes.Status201Created;
        if (isMade) { context.Response.Headers.Location = graph!.Value; }
    }

    // A body is one document, or a form with a document a file.
    private static async Task<(List<List<Quad>> Documents, (int Status, Diagnostic Diagnostic)? Refused)> ReadAsync(HttpContext context, Iri? graph)
    {
        var documents = new List<List<Quad>>();
        if (context.Request.Headers.ContentEncoding.Count > 0) { return (documents, (StatusCodes.Status415UnsupportedMediaType, Wrong("a body is sent as it is, without a Content-Encoding"))); }
        var parts = new List<(Stream Body, string? Type, string Name)>();
        if (context.Request.HasFormContentType)
        {
            foreach (var file in (await context.Request.ReadFormAsync(context.RequestAborted)).Files) { parts.Add((file.OpenReadStream(), file.ContentType, file.FileName)); }
        }
        else { parts.Add((context.Request.Body, context.Request.ContentType, "body")); }
        foreach (var (body, type, name) in parts)
        {
            if (MediaTypes.OfBody(type) is not { } format) { return (documents, (StatusCodes.Status415UnsupportedMediaType, Wrong("a graph is sent in UTF-8 as text/turtle, application/n-triples, application/rdf+xml or application/ld+json"))); }
            if (await RequestBody.ReadAsync(body, Limits.MaxGraphBytes, context.RequestAborted) is not { } bytes) { return (documents, (StatusCodes.Status413PayloadTooLarge, Wrong($"a graph has at most {Limits.MaxGraphBytes} bytes"))); }
            var quads = new List<Quad>();
            using var stream = new MemoryStream(bytes);
            if (RdfReader.Read(stream, name, quads.Add, graph?.Value ?? Address(context.Request), format: format) is { } error) { return (documents, (StatusCodes.Status400BadRequest, error)); }
            documents.Add(quads);
        }
        return (documents, null);
    }

    private static Diagnostic Wrong(string message) => new("OT8140", Severity.Error, message);

    private static Task NotFoundAsync(HttpContext context) => Answers.RefuseAsync(context, StatusCodes.Status404NotFound, "OT8140", "there is no such graph");

    private static bool HasPath(HttpRequest request) => request.RouteValues.GetValueOrDefault(ApiEndpoints.GraphPath) is string { Length: > 0 };

    // The default graph is null. False: the request names none, or more than one.
    private static bool TryTarget(HttpRequest request, out Iri? graph)
    {
        graph = null;
        var query = request.Query;
        if (HasPath(request))
        {
            graph = new Iri(Address(request));
            return query.Count == 0;
        }
        if (query.ContainsKey("default")) { return query.Count == 1; }
        if (query.Count != 1 || query["graph"] is not [{ } name] || !IriResolver.IsAbsolute(name)) { return false; }
        graph = new Iri(name);
        return true;
    }

    private static string Address(HttpRequest request) => UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path);
}
