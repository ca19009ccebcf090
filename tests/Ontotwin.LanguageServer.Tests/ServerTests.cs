using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Ontotwin.LanguageServer.Rpc;
using Ontotwin.Ontology;
using Ontotwin.Testing;

namespace Ontotwin.LanguageServer.Tests;

public class ServerTests
{
    private static readonly OntologyModel Ontology = OntologyModel.Load(Repository.PathOf("ontologies")).Value!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_by_range_add_up_to_the_text_that_the_editor_has()
    {
        var answers = await SayAsync(
            Request(1, "initialize", new JsonObject()),
            Notice("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = "untitled:a", ["text"] = "function f(x) = x\n" } }),
            Notice("textDocument/didChange", new JsonObject
            {
                ["textDocument"] = new JsonObject { ["uri"] = "untitled:a" },
                ["contentChanges"] = new JsonArray(Change(0, 16, 0, 17, "y   *  2"), Change(0, 11, 0, 12, "y"), Change(9, 0, 9, 9, "// end")),
            }),
            Request(2, "textDocument/formatting", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = "untitled:a" } }),
            Request(3, "shutdown", null),
            Notice("exit", null));
        Assert.Equal("function f(y) = y * 2\n// end\n", answers[1]["result"]![0]!["newText"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{", RpcError.ParseError)]
    [InlineData("[]", RpcError.InvalidRequest)]
    [InlineData("{\"id\":7,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":3}}", RpcError.InvalidParams)]
    [InlineData("{\"id\":7,\"method\":\"textDocument/hover\",\"params\":{\"textDocument\":{\"uri\":\"untitled:b\"},\"position\":{\"line\":\"x\"}}}", RpcError.InvalidParams)]
    [InlineData("{\"id\":7,\"method\":\"no/such\"}", RpcError.MethodNotFound)]
    public async Task What_is_not_the_protocol_is_refused_and_the_server_goes_on(string body, object error)
    {
        var answers = await SayAsync(Request(1, "initialize", new JsonObject()), body, Request(2, "shutdown", null), Notice("exit", null));
        Assert.Equal((int)error, answers[1]["error"]!["code"]!.GetValue<int>());
        Assert.Equal(2, answers[^1]["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_skipped_without_being_kept()
    {
        var input = new Pipe();
        var reading = new MessageReader(input.Reader);
        var writing = Task.Run(
            async () =>
            {
                await input.Writer.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {Limits.MaxMessageBytes + 1}\r\n\r\n"), Cancellation);
                var part = new byte[1 << 20];
                for (var i = 0; i < Limits.MaxMessageBytes >> 20; i++) { await input.Writer.WriteAsync(part, Cancellation); }
                await input.Writer.WriteAsync(new byte[1], Cancellation);
                await input.Writer.WriteAsync(Encoding.ASCII.GetBytes("Content-Type: x\r\ncontent-length: 2\r\n\r\n{}"), Cancellation);
                await input.Writer.CompleteAsync();
            },
            Cancellation);
        Assert.Empty((await reading.ReadAsync(Cancellation))!);
        Assert.Equal("{}"u8.ToArray(), await reading.ReadAsync(Cancellation));
        Assert.Null(await reading.ReadAsync(Cancellation));
        await writing;
    }

    [Theory]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("Content-Length: 10\r\n\r\n{}")]
    [InlineData("\r\n")]
    [InlineData("no header")]
    public async Task Broken_framing_ends_the_reading(string text) =>
        Assert.Null(await new MessageReader(PipeReader.Create(new MemoryStream(Encoding.ASCII.GetBytes(text)))).ReadAsync(Cancellation));

    [Fact]
    public async Task Headers_without_end_end_the_reading()
    {
        var endless = Encoding.ASCII.GetBytes(new string('a', Limits.MaxHeaderBytes * 4));
        Assert.Null(await new MessageReader(PipeReader.Create(new MemoryStream(endless))).ReadAsync(Cancellation));
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A: b\r\n", Limits.MaxHeaders + 2)));
        Assert.Null(await new MessageReader(PipeReader.Create(new MemoryStream(many))).ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Errors_of_a_text_are_told_when_typing_rests_and_taken_back_when_it_is_closed()
    {
        var answers = await SayAsync(
            Request(1, "initialize", new JsonObject()),
            Notice("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = "untitled:c", ["text"] = "lookup\n" } }),
            null,
            Notice("textDocument/didClose", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = "untitled:c" } }),
            Request(2, "shutdown", null),
            Notice("exit", null));
        var told = answers.Where(a => a["method"]?.GetValue<string>() == "textDocument/publishDiagnostics").Select(a => a["params"]!["diagnostics"]!.AsArray().Count).ToList();
        Assert.Equal(2, told.Count);
        Assert.True(told[0] > 0 && told[1] == 0);
    }

    // A null rests longer than the server waits for more typing.
    private static async Task<List<JsonNode>> SayAsync(params string?[] bodies)
    {
        var input = new Pipe();
        using var output = new MemoryStream();
        var serving = new LanguageServer(input.Reader.AsStream(), output, Ontology).RunAsync(Cancellation);
        foreach (var body in bodies)
        {
            if (body is null) { await Task.Delay(Limits.DebounceMs * 20, Cancellation); continue; }
            var bytes = Encoding.UTF8.GetBytes(body);
            await input.Writer.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length}\r\n\r\n"), Cancellation);
            await input.Writer.WriteAsync(bytes, Cancellation);
        }
        Assert.True(await serving);
        output.Position = 0;
        var reader = new MessageReader(PipeReader.Create(output));
        var answers = new List<JsonNode>();
        while (await reader.ReadAsync(Cancellation) is { } answer) { answers.Add(JsonNode.Parse(answer)!); }
        return answers;
    }

    private static JsonObject Change(int line, int from, int toLine, int to, string text) => new()
    {
        ["range"] = new JsonObject { ["start"] = new JsonObject { ["line"] = line, ["character"] = from }, ["end"] = new JsonObject { ["line"] = toLine, ["character"] = to } },
        ["text"] = text,
    };

    private static string Request(int id, string method, JsonNode? parameters) => new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();

    private static string Notice(string method, JsonNode? parameters) => new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters }.ToJsonString();
}
