using Ontotwin.Cli.Output;
using Ontotwin.Language;
using Ontotwin.Ontology;

namespace Ontotwin.Cli;

/// <summary>Where the shipped ontologies, mappings, guidelines and samples lie: <c>ONTOTWIN_HOME</c>, else the nearest folder above the working folder or the program that has them.</summary>
internal static class Home
{
    private const string Mark = "ontologies";

    /// <summary>The folder.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Where the shipped modules lie, for files elsewhere that import them.</summary>
    public static IReadOnlyList<string> Packs => [PathOf("mappings"), PathOf("guidelines")];

    /// <summary>A path in it.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The ontology; null after telling what is wrong with it.</summary>
    public static OntologyModel? LoadOntology(string? folder)
    {
        var outcome = OntologyModel.Load(folder ?? PathOf(Mark));
        Terminal.Diagnostics(outcome.Diagnostics);
        return outcome.Value;
    }

    /// <summary>A program; null after telling all its errors.</summary>
    public static TwinProgram? LoadProgram(IEnumerable<string> paths, string? ontology)
    {
        if (LoadOntology(ontology) is not { } model) { return null; }
        var outcome = TwinCompiler.Compile(paths.Select(Shorten), model, Packs);
        Terminal.Diagnostics(outcome.Diagnostics);
        return outcome.Value;
    }

    // Diagnostics name files as a person in the working folder would.
    private static string Shorten(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("ONTOTWIN_HOME") is { Length: > 0 } named) { return named; }
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Directory.Exists(Path.Combine(folder.FullName, Mark)) && Directory.Exists(Path.Combine(folder.FullName, "mappings"))) { return folder.FullName; }
            }
        }
        return Environment.CurrentDirectory;
    }
}
