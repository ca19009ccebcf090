using System.Net;
using System.Text;
using System.Text.Json;

namespace Ontotwin.Contracts.Tests;

/// <summary>The real server, but for statements whose answers are made up: what a database would answer that something else has changed.</summary>
internal sealed class AlteredAnswers : DelegatingHandler
{
    private readonly (string Statement, object?[][] Rows)[] altered;

    public AlteredAnswers(params (string Statement, object?[][] Rows)[] altered)
    {
        this.altered = altered;
        InnerHandler = new SocketsHttpHandler { UseProxy = false };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var asked = body.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(body).GetProperty("statement").GetString();
        foreach (var (statement, rows) in altered)
        {
            if (statement != asked) { continue; }
            return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent(JsonSerializer.Serialize(new { data = new { values = rows } }), Encoding.UTF8, "application/json") };
        }
        return await base.SendAsync(request, cancellationToken);
    }
}
