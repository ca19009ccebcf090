using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ontotwin.LanguageServer.Rpc;

/// <summary>Writes messages of the base protocol, one after the other.</summary>
internal sealed class MessageWriter(Stream output)
{
    public Task NotifyAsync(string method, JsonNode parameters, CancellationToken cancellation) =>
        WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters }, cancellation);

    public Task AnswerAsync(JsonNode? id, JsonNode? result, CancellationToken cancellation) =>
        WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone(), ["result"] = result }, cancellation);

    public Task RefuseAsync(JsonNode? id, RpcError error, string message, CancellationToken cancellation) => WriteAsync(
        new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id?.DeepClone(), ["error"] = new JsonObject { ["code"] = (int)error, ["message"] = message } }, cancellation);

    private async Task WriteAsync(JsonObject message, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        await output.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n")), cancellation);
        await output.WriteAsync(body, cancellation);
        await output.FlushAsync(cancellation);
    }
}

/// <summary>Why a request is refused (JSON-RPC 2.0, section 5.1; LSP 3.17, "ErrorCodes").</summary>
internal enum RpcError
{
    None = 0,
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    RequestFailed = -32803,
    ServerNotInitialized = -32002,
}
