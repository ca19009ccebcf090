using System.Net;

namespace Ontotwin.Bench;

/// <summary>Requests to a server: how many, how large, and how large the answers.</summary>
internal sealed class CountingRequests : DelegatingHandler
{
    private long requests;
    private long sent;
    private long received;

    public CountingRequests() => InnerHandler = new SocketsHttpHandler { UseProxy = false };

    public (long Requests, long Sent, long Received) Now => (Interlocked.Read(ref requests), Interlocked.Read(ref sent), Interlocked.Read(ref received));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null) { await request.Content.LoadIntoBufferAsync(cancellationToken); }
        Interlocked.Increment(ref requests);
        Interlocked.Add(ref sent, request.Content?.Headers.ContentLength ?? 0);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        Interlocked.Add(ref received, response.Content.Headers.ContentLength ?? 0);
        return response;
    }
}
