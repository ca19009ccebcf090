using System.Text.Json.Nodes;
using Ontotwin.Values;

namespace Ontotwin.LanguageServer.Editing;

/// <summary>The editor's places and ours: it counts lines and columns from 0, in UTF-16 units as we do.</summary>
internal static class Places
{
    public static TextPosition Position(JsonNode? node) => new(Number(node?["line"]) + 1, Number(node?["character"]) + 1);

    public static JsonObject Position(TextPosition at) => new() { ["line"] = Math.Max(0, at.Line - 1), ["character"] = Math.Max(0, at.Column - 1) };

    public static JsonObject Range(TextSpan span) => new() { ["start"] = Position(span.Start), ["end"] = Position(span.End) };

    public static JsonObject Location(TextSpan span) => new() { ["uri"] = Uri(span.File), ["range"] = Range(span) };

    public static JsonObject Edit(TextSpan span, string text) => new() { ["range"] = Range(span), ["newText"] = text };

    /// <summary>The file's path; a text that is in no file is called by its URI.</summary>
    public static string Path(string uri) => System.Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile ? parsed.LocalPath : uri;

    public static string Uri(string path) => System.IO.Path.IsPathFullyQualified(path) ? new Uri(path).AbsoluteUri : path;

    /// <summary>The place in a text as an index; past a line's end it is the line's end.</summary>
    public static int Index(string text, TextPosition at)
    {
        var start = 0;
        for (var line = 1; line < at.Line; line++)
        {
            var next = text.IndexOf('\n', start);
            if (next < 0) { return text.Length; }
            start = next + 1;
        }
        var end = text.IndexOf('\n', start);
        return Math.Min(start + Math.Max(0, at.Column - 1), end < 0 ? text.Length : end);
    }

    /// <summary>The place of an index.</summary>
    public static TextPosition At(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new TextPosition(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    private static int Number(JsonNode? node) => Math.Clamp(node?.GetValue<int>() ?? 0, 0, int.MaxValue - 1);
}
