using System.Text.Json;

namespace Ontotwin.Cli;

/// <summary>
/// The project file <c>ontotwin.json</c> in the working folder or the nearest above it: what is meant where an option is not given. Its paths are relative to its
/// folder.
/// </summary>
/// <param name="Mappings"><c>mappings</c>: .twin files and folders in place of the shipped mappings.</param>
/// <param name="Sites"><c>sites</c>: .twin files with sites, added to the mappings.</param>
/// <param name="Store"><c>store</c>: for <c>--store</c>.</param>
/// <param name="Site"><c>site</c>: for <c>--site</c>.</param>
/// <param name="IriKey"><c>iriKey</c>: for <c>--iri-key</c>.</param>
/// <param name="Ontology"><c>ontology</c>: for <c>--ontology</c>.</param>
internal sealed record Project(IReadOnlyList<string> Mappings, IReadOnlyList<string> Sites, string? Store, string? Site, string? IriKey, string? Ontology)
{
    private const string FileName = "ontotwin.json";
    private const long MaxBytes = 1 << 20;
    private const string Names = "mappings, sites, store, site, iriKey, ontology";

    private static readonly Lazy<(Project Project, string? Problem)> Found = new(Find);

    /// <summary>The project; one that says nothing where there is no file.</summary>
    public static Project Current => Found.Value.Project;

    /// <summary>What is wrong with the file; null for nothing.</summary>
    public static string? Problem => Found.Value.Problem;

    private static (Project Project, string? Problem) Find()
    {
        var project = new Project([], [], null, null, null, null);
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var file = new FileInfo(Path.Combine(folder.FullName, FileName));
            if (!file.Exists) { continue; }
            if (file.Length > MaxBytes) { return (project, $"{file.FullName} is longer than {MaxBytes} bytes"); }
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllText(file.FullName), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
                return json.RootElement.ValueKind == JsonValueKind.Object ? Read(project, json.RootElement, file) : (project, $"{file.FullName} is not a JSON object");
            }
            catch (JsonException wrong)
            {
                return (project, $"{file.FullName}:{wrong.LineNumber + 1}:{wrong.BytePositionInLine + 1} is not JSON");
            }
        }
        return (project, null);
    }

    private static (Project Project, string? Problem) Read(Project project, JsonElement root, FileInfo file)
    {
        foreach (var (name, value) in root.EnumerateObject().Select(p => (p.Name, p.Value)))
        {
            if (!Names.Split(", ").Contains(name)) { return (project, $"{file.FullName}: there is no '{name}': a project has {Names}"); }
            var isList = name is "mappings" or "sites";
            if (Texts(value) is not { } texts || (!isList && texts.Count != 1)) { return (project, $"{file.FullName}: '{name}' wants {(isList ? "a text or a list of texts" : "a text")}"); }
            string[] paths = [.. texts.Select(t => PathOf(file, t))];
            project = name switch
            {
                "mappings" => project with { Mappings = paths },
                "sites" => project with { Sites = paths },
                "store" => project with { Store = paths[0] },
                "site" => project with { Site = texts[0] },
                "iriKey" => project with { IriKey = paths[0] },
                _ => project with { Ontology = paths[0] },
            };
        }
        return (project, null);
    }

    private static List<string>? Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array when value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(i => i.GetString()!)],
        _ => null,
    };

    // The address of a store is no path.
    private static string PathOf(FileInfo file, string text) => text.Contains("://", StringComparison.Ordinal) ? text : Path.Combine(file.DirectoryName!, text);
}
