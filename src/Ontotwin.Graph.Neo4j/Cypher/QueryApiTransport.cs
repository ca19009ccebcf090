using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>
/// Neo4j's HTTP Query API v2 (Neo4j manual, "Query API"). An error may come in the body of a 202 while rows are streamed, so the body is always looked at;
/// in a cluster a transaction lives on one member, which the affinity header names.
/// </summary>
internal sealed class QueryApiTransport : ICypherTransport
{
    private const string Affinity = "neo4j-cluster-affinity";
    private readonly HttpClient http;
    private readonly string path;

    public QueryApiTransport(StoreUrl url, HttpMessageHandler? handler)
    {
#pragma warning disable CA2000 // The client owns and disposes of its handler.
        http = handler is null ? new HttpClient(new SocketsHttpHandler { UseProxy = !url.Server.IsLoopback }) : new HttpClient(handler, disposeHandler: false);
#pragma warning restore CA2000
        http.BaseAddress = url.Server;
        http.Timeout = TimeSpan.FromMilliseconds(Limits.RequestTimeoutMs);
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (url.Basic is { } basic) { http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic); }
        path = $"/db/{Uri.EscapeDataString(url.Database)}/query/v2";
    }

    /// <summary>The server's version: asked without credentials.</summary>
    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        var (body, _) = await SendAsync(HttpMethod.Get, "/", null, null, cancellationToken);
        return body.TryGetProperty("neo4j_version", out var version) ? version.GetString() ?? "" : throw new CypherException("", "not a Neo4j server");
    }

    public async Task<IReadOnlyList<JsonElement>> RunAsync(CypherStatement statement, CancellationToken cancellationToken) =>
        Rows((await SendAsync(HttpMethod.Post, path, statement, null, cancellationToken)).Body);

    public ICypherTransaction Begin() => new Transaction(this);

    public void Dispose() => http.Dispose();

    private static IReadOnlyList<JsonElement> Rows(JsonElement body) =>
        body.TryGetProperty("data", out var data) && data.TryGetProperty("values", out var values) ? [.. values.EnumerateArray()] : [];

    private async Task<(JsonElement Body, string? Affinity)> SendAsync(HttpMethod method, string to, CypherStatement? statement, string? affinity, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, to);
        if (affinity is not null) { request.Headers.Add(Affinity, affinity); }
        if (statement is not null) { request.Content = JsonContent.Create(new { statement = statement.Text, parameters = statement.Parameters }); }
        else if (method == HttpMethod.Post)
        {
            // A commit without a body is still asked for its type: without one the server answers 500.
            request.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = await BodyAsync(response, cancellationToken);
            if (body.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0) { throw ErrorOf(errors[0]); }
            if (!response.IsSuccessStatusCode) { throw new CypherException("Http." + (int)response.StatusCode, "refused without a reason"); }
            return (body, response.Headers.TryGetValues(Affinity, out var values) ? values.FirstOrDefault() : affinity);
        }
        catch (HttpRequestException cause)
        {
            throw new CypherException("", "no answer", cause);
        }
        catch (TaskCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CypherException("", "no answer in time", cause);
        }
    }

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return bytes.Length == 0 ? default(JsonElement).OrEmpty() : JsonSerializer.Deserialize<JsonElement>(bytes).OrEmpty();
        }
        catch (JsonException cause)
        {
            throw new CypherException("", "the answer is not JSON", cause);
        }
    }

    private static CypherException ErrorOf(JsonElement error) =>
        new(error.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "", error.TryGetProperty("message", out var message) ? message.GetString() ?? "" : "");

    private sealed class Transaction(QueryApiTransport transport) : ICypherTransaction
    {
        // Where it is, from the first answer on.
        private string? place;
        private string? affinity;

        public async Task<IReadOnlyList<JsonElement>> RunAsync(CypherStatement statement, CancellationToken cancellationToken)
        {
            var (body, member) = await transport.SendAsync(HttpMethod.Post, place ?? transport.path + "/tx", statement, affinity, cancellationToken);
            place ??= $"{transport.path}/tx/{body.GetProperty("transaction").GetProperty("id").GetString()}";
            affinity = member;
            return Rows(body);
        }

        public async Task CommitAsync(CypherStatement? last, CancellationToken cancellationToken)
        {
            var to = Interlocked.Exchange(ref place, null);
            // Of one statement it needs no transaction but the statement's own.
            if (to is not null) { await transport.SendAsync(HttpMethod.Post, to + "/commit", last, affinity, cancellationToken); }
            else if (last is not null) { await transport.RunAsync(last, cancellationToken); }
        }

        // A transaction that cannot be rolled back any more has ended or will, by the server's idle limit.
        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref place, null) is not { } to) { return; }
            try
            {
                await transport.SendAsync(HttpMethod.Delete, to, null, affinity, CancellationToken.None);
            }
            catch (CypherException)
            {
                affinity = null;
            }
        }
    }
}

/// <summary>JSON in the one shape that is asked for members.</summary>
internal static class JsonElements
{
    private static readonly JsonElement Empty = JsonSerializer.Deserialize<JsonElement>("{}");

    /// <summary>The object, or an empty one where there is none.</summary>
    public static JsonElement OrEmpty(this JsonElement element) => element.ValueKind == JsonValueKind.Object ? element : Empty;
}
