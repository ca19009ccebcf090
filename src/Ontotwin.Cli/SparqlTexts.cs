using Ontotwin.Rdf;
using Ontotwin.Sparql;

namespace Ontotwin.Cli;

/// <summary>What <c>query</c> and <c>update</c> share: the text, the files, the limits.</summary>
internal static class SparqlTexts
{
    /// <summary>Bytes of a megabyte.</summary>
    public const long Megabyte = 1_000_000;

    /// <summary>The last word of the line: where it follows an option that takes several values, the parser gave it to that option.</summary>
    public static string Last(string? argument, params string[]?[] lists) => argument ?? lists.FirstOrDefault(l => l is { Length: > 1 })?[^1]
        ?? throw new UsageException("the query is missing: give it last, as text or as a file");

    /// <summary>Values of an option without what was meant as the query.</summary>
    public static string[] Without(string[]? values, string? argument) => values is null ? [] : argument is null && values.Length > 1 ? values[..^1] : values;

    /// <summary>A query's text and its name: that of a file, or the argument itself.</summary>
    public static (string Text, string Name) Read(string given, string name) =>
        given.Length < 4096 && !given.Contains('\n', StringComparison.Ordinal) && File.Exists(given) ? (File.ReadAllText(given), given) : (given, name);

    /// <summary>The dataset of files; null when one cannot be read, and then that has been told.</summary>
    public static SparqlDataset? Load(IEnumerable<string> files, string? baseIri)
    {
        var dataset = new SparqlDataset();
        foreach (var file in files)
        {
            if (RdfFiles.Read(file, baseIri) is not { } quads) { return null; }
            dataset.AddDocument(quads);
        }
        return dataset;
    }

    /// <summary>Limits of a run. LOAD reads files only: nothing is fetched from a network.</summary>
    /// <param name="timeMs">Milliseconds.</param>
    /// <param name="memoryMegabytes">Megabytes that it may hold; null: as it is set.</param>
    /// <param name="rows">Rows that it may answer; null: as it is set.</param>
    public static SparqlOptions Options(int timeMs, int? memoryMegabytes = null, long? rows = null) =>
        SparqlOptions.Default with { TimeMs = timeMs, MaxRows = rows ?? SparqlOptions.Default.MaxRows, MaxHeldValues = memoryMegabytes * Megabyte / sizeof(int) ?? SparqlOptions.Default.MaxHeldValues, Load = Document };

    private static List<Quad>? Document(Iri name) =>
        Uri.TryCreate(name.Value, UriKind.Absolute, out var uri) && uri.IsFile && File.Exists(uri.LocalPath) ? RdfFiles.Read(uri.LocalPath) : null;
}
