using System.Text.Json;
using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>Results go to standard output, progress and diagnostics to standard error.</summary>
internal static class Terminal
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>One line of a result.</summary>
    public static void Line(string text = "") => Console.Out.WriteLine(Safe(text));

    /// <summary>A result for machines.</summary>
    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>One line of progress.</summary>
    public static void Progress(string text) => Console.Error.WriteLine(text);

    /// <summary>One line about what is wrong.</summary>
    public static void Error(string text) => Console.Error.WriteLine(Safe(text));

    /// <summary>Diagnostics, a line each.</summary>
    public static void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) { Console.Error.WriteLine(Safe(diagnostic.ToString())); }
    }

    // What a source wrote may hold control characters, which a terminal would obey.
    private static string Safe(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Create(text.Length, text, static (chars, from) =>
        {
            for (var i = 0; i < chars.Length; i++) { chars[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\t') ? '\ufffd' : from[i]; }
        });
}
