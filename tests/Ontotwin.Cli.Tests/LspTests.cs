using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ontotwin.Testing;

namespace Ontotwin.Cli.Tests;

/// <summary>Drives <c>ontotwin lsp</c> as an editor does: a process, its standard input and output.</summary>
public class LspTests
{
    private const string Text =
        "module made version 1\nontology hdt\nimport hdt.codes (hl70001)\nimport hdt.sites\n\nmap people from hl7v2 \"2.5.1\" ADT_A01 {\n  node pt : Patient key (site.authority, PID-3.first.1) {\n"
        + "    birthdate <- PID-7 as date\n    sex   <- PID-8.1 via hl70001\n  }\n  node enc : Encounter key (pt, PV1-19.1) { subject <- pt }\n}\n";

    [Fact]
    public async Task An_editor_opens_types_asks_and_leaves()
    {
        using var folder = TemporaryFolder.CopyOf(Repository.PathOf("mappings"));
        var uri = new Uri(folder.File("made.twin")).AbsoluteUri;
        using var editor = new Editor();

        var capabilities = await editor.AskAsync("initialize", new JsonObject { ["processId"] = null, ["rootUri"] = new Uri(folder.Path).AbsoluteUri, ["capabilities"] = new JsonObject() });
        Assert.True(capabilities!["capabilities"]!["hoverProvider"]!.GetValue<bool>());
        await editor.TellAsync("initialized", new JsonObject());
        await editor.TellAsync("textDocument/didOpen", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = "twin", ["version"] = 1, ["text"] = Text } });

        var told = await editor.WaitForAsync("textDocument/publishDiagnostics");
        var wrong = Assert.Single(told["diagnostics"]!.AsArray());
        Assert.Equal("OT2104", wrong!["code"]!.GetValue<string>());
        Assert.Equal(7, wrong["range"]!["start"]!["line"]!.GetValue<int>());

        var fixes = await editor.AskAsync("textDocument/codeAction", new JsonObject { ["textDocument"] = Document(uri), ["range"] = wrong["range"]!.DeepClone(), ["context"] = new JsonObject() });
        var edit = fixes![0]!["edit"]!["changes"]![uri]![0]!;
        Assert.Equal("birthDate", edit["newText"]!.GetValue<string>());
        await editor.TellAsync("textDocument/didChange", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = 2 },
            ["contentChanges"] = new JsonArray(new JsonObject { ["range"] = edit["range"]!.DeepClone(), ["text"] = "birthDate" }),
        });
        Assert.Empty((await editor.WaitForAsync("textDocument/publishDiagnostics"))["diagnostics"]!.AsArray());

        var completion = await editor.AskAsync("textDocument/completion", At(uri, 6, 15));
        Assert.Contains(completion!["items"]!.AsArray(), i => i!["label"]!.GetValue<string>() == "Patient");
        var hover = await editor.AskAsync("textDocument/hover", At(uri, 7, 20));
        Assert.Contains("PID-7 Date/Time Of Birth", hover!["contents"]!["value"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        var definition = await editor.AskAsync("textDocument/definition", At(uri, 8, 27));
        Assert.Equal(new Uri(folder.File("codes.twin")).AbsoluteUri, definition!["uri"]!.GetValue<string>());
        var rename = await editor.AskAsync("textDocument/rename", At(uri, 6, 8, new JsonObject { ["newName"] = "person" }));
        Assert.Equal(3, rename!["changes"]![uri]!.AsArray().Count);
        var formatted = await editor.AskAsync("textDocument/formatting", new JsonObject { ["textDocument"] = Document(uri), ["options"] = new JsonObject() });
        Assert.Contains("\n    sex       <- PID-8.1 via hl70001\n", formatted![0]!["newText"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Null(await editor.AskAsync("shutdown", null));
        await editor.TellAsync("exit", null);
        Assert.Equal(0, await editor.ExitAsync());
    }

    private static JsonObject Document(string uri) => new() { ["uri"] = uri };

    private static JsonObject At(string uri, int line, int character, JsonObject? more = null)
    {
        var at = more ?? [];
        at["textDocument"] = Document(uri);
        at["position"] = new JsonObject { ["line"] = line, ["character"] = character };
        return at;
    }

    private sealed class Editor : IDisposable
    {
        private readonly Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ontotwin.dll"), "lsp", "--stdio"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;

        private readonly Queue<JsonNode> waiting = new();
        private int lastId;

        public async Task<JsonNode?> AskAsync(string method, JsonNode? parameters)
        {
            var id = ++lastId;
            await WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
            while (true)
            {
                var message = await ReadAsync();
                if (message["id"]?.GetValue<int>() != id) { waiting.Enqueue(message); continue; }
                Assert.Null(message["error"]);
                return message["result"];
            }
        }

        public Task TellAsync(string method, JsonNode? parameters) => WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

        public async Task<JsonNode> WaitForAsync(string method)
        {
            while (true)
            {
                var message = waiting.TryDequeue(out var earlier) ? earlier : await ReadAsync();
                if (message["method"]?.GetValue<string>() == method) { return message["params"]!; }
            }
        }

        public async Task<int> ExitAsync()
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode;
        }

        public void Dispose()
        {
            if (!process.HasExited) { process.Kill(); }
            process.Dispose();
        }

        private async Task WriteAsync(JsonObject message)
        {
            var body = Encoding.UTF8.GetBytes(message.ToJsonString());
            var input = process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), TestContext.Current.CancellationToken);
            await input.WriteAsync(body, TestContext.Current.CancellationToken);
            await input.FlushAsync(TestContext.Current.CancellationToken);
        }

        private async Task<JsonNode> ReadAsync()
        {
            var output = process.StandardOutput.BaseStream;
            var header = new StringBuilder();
            var one = new byte[1];
            while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await output.ReadExactlyAsync(one, TestContext.Current.CancellationToken);
                header.Append((char)one[0]);
            }
            var body = new byte[int.Parse(header.ToString()["Content-Length: ".Length..].Trim(), CultureInfo.InvariantCulture)];
            await output.ReadExactlyAsync(body, TestContext.Current.CancellationToken);
            return JsonNode.Parse(body)!;
        }
    }
}
