using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Ontotwin.LanguageServer.Editing;
using Ontotwin.LanguageServer.Rpc;
using Ontotwin.Ontology;

namespace Ontotwin.LanguageServer;

/// <summary>
/// The language server (LSP 3.17): errors as they are typed, hover, completion, definition, references, rename, formatting and quick fixes of
/// <c>.twin</c> files. One message is handled at a time, in order; errors are looked for when typing rests.
/// </summary>
public sealed class LanguageServer
{
    private readonly MessageReader reader;
    private readonly MessageWriter writer;
    private readonly Workspace workspace;
    private readonly Answers answers;
    private bool isInitialized;
    private bool isShutDown;
    private bool isDirty;

    /// <summary>A server that speaks over two streams, which it does not close.</summary>
    /// <param name="input">What the editor writes.</param>
    /// <param name="output">What it reads.</param>
    /// <param name="ontology">What programs are checked against.</param>
    public LanguageServer(Stream input, Stream output, OntologyModel ontology)
    {
        reader = new MessageReader(PipeReader.Create(input, new StreamPipeReaderOptions(leaveOpen: true)));
        writer = new MessageWriter(output);
        workspace = new Workspace(ontology);
        answers = new Answers(workspace);
    }

    /// <summary>Serves until the editor says <c>exit</c> or closes the stream. True after an orderly <c>shutdown</c>.</summary>
    /// <exception cref="IOException">A stream fails.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var messages = Channel.CreateBounded<byte[]>(Limits.MaxWaitingMessages);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAllAsync(messages.Writer, stop.Token);
        while (await NextAsync(messages.Reader, cancellation) is { } body)
        {
            if (!await HandleAsync(body, cancellation)) { break; }
        }
        await stop.CancelAsync();
        // A console's read cannot be cancelled: it is left behind.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(Limits.DebounceMs), cancellation));
        return isShutDown;
    }

    private async Task ReadAllAsync(ChannelWriter<byte[]> messages, CancellationToken cancellation)
    {
        try
        {
            while (await reader.ReadAsync(cancellation) is { } body) { await messages.WriteAsync(body, cancellation); }
        }
        catch (OperationCanceledException)
        {
            // The server has stopped.
        }
        finally
        {
            messages.TryComplete();
        }
    }

    private async Task<byte[]?> NextAsync(ChannelReader<byte[]> messages, CancellationToken cancellation)
    {
        while (true)
        {
            if (messages.TryRead(out var body)) { return body; }
            var waiting = messages.WaitToReadAsync(cancellation).AsTask();
            if (isDirty && await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(Limits.DebounceMs), cancellation)) != waiting) { await PublishAsync(cancellation); }
            if (!await waiting) { return null; }
        }
    }

    private async Task PublishAsync(CancellationToken cancellation)
    {
        isDirty = false;
        foreach (var (path, (uri, _)) in workspace.Open.ToList())
        {
            var found = workspace.Analyse(path)?.Diagnostics.Select(d => (JsonNode)Answers.Tell(d)).ToArray() ?? [];
            await writer.NotifyAsync("textDocument/publishDiagnostics", new JsonObject { ["uri"] = uri, ["diagnostics"] = new JsonArray(found) }, cancellation);
        }
    }

    private async Task<bool> HandleAsync(byte[] body, CancellationToken cancellation)
    {
        if (body.Length == 0) { await writer.RefuseAsync(null, RpcError.InvalidRequest, $"a message has at most {Limits.MaxMessageBytes} bytes", cancellation); return true; }
        JsonNode? id = null;
        try
        {
            if (JsonNode.Parse(body) is not JsonObject message) { await writer.RefuseAsync(null, RpcError.InvalidRequest, "a message is an object", cancellation); return true; }
            id = message["id"];
            var method = message["method"]?.GetValue<string>();
            if (method == "exit") { return false; }
            if (method is null) { return true; }
            if (id is null) { await NoticeAsync(method, message["params"], cancellation); }
            else { await AnswerAsync(id, method, message["params"], cancellation); }
        }
        catch (JsonException)
        {
            await writer.RefuseAsync(id, RpcError.ParseError, "the message is not JSON", cancellation);
        }
        // What System.Text.Json says of a node that is of another kind than was asked for.
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            if (id is not null) { await writer.RefuseAsync(id, RpcError.InvalidParams, "the parameters are not those of the method", cancellation); }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (id is not null) { await writer.RefuseAsync(id, RpcError.RequestFailed, fault.Message, cancellation); }
        }
        return true;
    }

    private async Task NoticeAsync(string method, JsonNode? parameters, CancellationToken cancellation)
    {
        var uri = parameters?["textDocument"]?["uri"]?.GetValue<string>();
        switch (method)
        {
            case "textDocument/didOpen" when uri is not null:
                workspace.Set(uri, parameters?["textDocument"]?["text"]?.GetValue<string>() ?? "");
                isDirty = true;
                workspace.Refresh();
                break;
            case "textDocument/didChange" when uri is not null:
                workspace.Change(uri, parameters?["contentChanges"] as JsonArray ?? []);
                isDirty = true;
                break;
            case "textDocument/didClose" when uri is not null:
                workspace.Close(uri);
                await writer.NotifyAsync("textDocument/publishDiagnostics", new JsonObject { ["uri"] = uri, ["diagnostics"] = new JsonArray() }, cancellation);
                break;
            case "textDocument/didSave" or "workspace/didChangeWatchedFiles":
                isDirty = true;
                workspace.Refresh();
                break;
        }
    }

    private async Task AnswerAsync(JsonNode id, string method, JsonNode? parameters, CancellationToken cancellation)
    {
        if (method == "initialize") { await writer.AnswerAsync(id, Initialize(parameters), cancellation); return; }
        if (!isInitialized) { await writer.RefuseAsync(id, RpcError.ServerNotInitialized, "'initialize' comes first", cancellation); return; }
        if (isShutDown) { await writer.RefuseAsync(id, RpcError.InvalidRequest, "the server is shut down", cancellation); return; }
        string? refused = null;
        JsonNode? result;
        switch (method)
        {
            case "shutdown": (isShutDown, result) = (true, null); break;
            case "textDocument/hover": result = answers.Hover(parameters); break;
            case "textDocument/completion": result = answers.Complete(parameters); break;
            case "textDocument/definition": result = answers.Define(parameters); break;
            case "textDocument/references": result = answers.Refer(parameters); break;
            case "textDocument/prepareRename": result = answers.PrepareRename(parameters); break;
            case "textDocument/rename": result = answers.Rename(parameters, out refused); break;
            case "textDocument/formatting": result = answers.Format(parameters); break;
            case "textDocument/codeAction": result = answers.Fix(parameters); break;
            default: await writer.RefuseAsync(id, RpcError.MethodNotFound, $"there is no '{method}'", cancellation); return;
        }
        if (refused is null) { await writer.AnswerAsync(id, result, cancellation); }
        else { await writer.RefuseAsync(id, RpcError.RequestFailed, refused, cancellation); }
    }

    private JsonObject Initialize(JsonNode? parameters)
    {
        isInitialized = true;
        foreach (var folder in parameters?["workspaceFolders"] as JsonArray ?? []) { AddRoot(folder?["uri"]?.GetValue<string>()); }
        AddRoot(parameters?["rootUri"]?.GetValue<string>());
        return new JsonObject
        {
            ["capabilities"] = new JsonObject
            {
                ["positionEncoding"] = "utf-16",
                ["textDocumentSync"] = new JsonObject { ["openClose"] = true, ["change"] = 2, ["save"] = true },
                ["hoverProvider"] = true,
                ["completionProvider"] = new JsonObject { ["triggerCharacters"] = new JsonArray(".", "-", "/", ":", "'") },
                ["definitionProvider"] = true,
                ["referencesProvider"] = true,
                ["renameProvider"] = new JsonObject { ["prepareProvider"] = true },
                ["documentFormattingProvider"] = true,
                ["codeActionProvider"] = new JsonObject { ["codeActionKinds"] = new JsonArray("quickfix") },
            },
            ["serverInfo"] = new JsonObject { ["name"] = "ontotwin" },
        };
    }

    private void AddRoot(string? uri)
    {
        if (uri is not null) { workspace.AddRoot(Places.Path(uri)); }
    }
}
