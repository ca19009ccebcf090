using System.Text.RegularExpressions;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Finds the modules that the files given import and that are not among them: in the importing file's folder, beside it, and where modules are shipped.</summary>
internal sealed partial class ImportLoader(IReadOnlyList<string> shipped)
{
    private static readonly string[] Packs = ["mappings", "guidelines"];
    private readonly Dictionary<string, Dictionary<string, string>> folders = [];
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<UnfoundImport> unfound = [];

    /// <summary>Files that were loaded for their names.</summary>
    public List<SyntaxFile> Imported { get; } = [];

    /// <summary>What is wrong with the imports of the files given.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    /// <summary>Imports that brought nothing.</summary>
    public IReadOnlyList<UnfoundImport> Unfound => unfound;

    public void Load(IReadOnlyCollection<SyntaxFile> given)
    {
        var modules = given.Select(f => f.Module).ToHashSet();
        var open = new Queue<(SyntaxFile File, bool IsGiven)>(given.Select(f => (f, true)));
        while (open.TryDequeue(out var at))
        {
            foreach (var import in at.File.Tree.item().Select(i => i.importDeclaration()).Where(i => i?.qualifiedName() is not null && !SyntaxText.IsBroken(i)))
            {
                var name = SyntaxText.Name(import.qualifiedName());
                if (modules.Contains(name)) { continue; }
                if (Find(at.File.Path, name) is { } path && Parse(path) is { } file)
                {
                    modules.Add(name);
                    Imported.Add(file);
                    open.Enqueue((file, false));
                    continue;
                }
                unfound.Add(new UnfoundImport(at.File.Path, [.. import.name().Select(SyntaxText.Name)]));
                if (at.IsGiven) { diagnostics.Add(Missing(at.File, import, modules.Concat(Places(at.File.Path).SelectMany(p => ModulesIn(p).Keys)))); }
            }
        }
    }

    /// <summary>What to say of an import whose module is nowhere.</summary>
    public static Diagnostic Missing(SyntaxFile file, TwinParser.ImportDeclarationContext import, IEnumerable<string> known)
    {
        var name = SyntaxText.Name(import.qualifiedName());
        var meant = Suggest.From(name, known.Where(m => m != file.Module));
        return new("OT1006", Severity.Error, $"there is no module '{name}'")
        {
            Span = Spans.Of(file.Path, import.qualifiedName()),
            Hint = meant?.Text ?? "it is looked for among the files given, in this file's folder, and in the folders mappings and guidelines beside that",
            Correction = meant?.Correction,
        };
    }

    private static SyntaxFile? Parse(string path) => SyntaxFile.Parse(path, File.ReadAllText(path)).File;

    private string? Find(string importer, string module)
    {
        return Places(importer).Select(p => ModulesIn(p).GetValueOrDefault(module)).FirstOrDefault(p => p is not null);
    }

    private IEnumerable<string> Places(string importer)
    {
        var own = Path.GetDirectoryName(importer) is { Length: > 0 } folder ? folder : ".";
        return Packs.Select(p => Path.Combine(own, "..", p)).Prepend(own).Concat(shipped);
    }

    private Dictionary<string, string> ModulesIn(string folder)
    {
        if (folders.TryGetValue(folder, out var known)) { return known; }
        var modules = new Dictionary<string, string>();
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.twin").Where(f => new FileInfo(f).Length <= Limits.MaxFileChars).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        foreach (var file in files)
        {
            var named = ModuleLine().Match(File.ReadAllText(file));
            if (named.Success) { modules.TryAdd(named.Groups[1].Value, file); }
        }
        return folders[folder] = modules;
    }

    [GeneratedRegex(@"^\s*module\s+([\p{L}\d_.]+)", RegexOptions.Multiline)]
    private static partial Regex ModuleLine();
}
