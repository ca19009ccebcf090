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

    /// <summary>The same diagnostic; of a lookup, function or shape that is nowhere, with the module beside the file that has it or one of nearly that name.</summary>
    public Diagnostic WithSource(Diagnostic said)
    {
        var kind = said.Code switch { "OT1208" => "function", "OT1211" => "lookup", "OT1240" => "shape", _ => null };
        if (kind is null || said.Hint is not null || said.Span is not { } span || said.Message.Split('\'') is not [_, var name, _]) { return said; }
        var known = Places(span.File).SelectMany(ModulesIn).SelectMany(m => Declared().Matches(File.ReadAllText(m.Value)).Where(d => d.Groups[1].Value == kind).Select(d => (Name: d.Groups[2].Value, Module: m.Key))).ToLookup(d => d.Name, d => d.Module);
        var meant = known.Contains(name) ? name : Suggest.From(name, known.Select(k => k.Key))?.Correction?.Right;
        return meant is null ? said : said with { Hint = (meant == name ? "" : $"did you mean '{meant}'? ") + $"import {known[meant].First()} ({meant})" };
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

    [GeneratedRegex(@"^(lookup|function|shape)\s+([\p{L}\d_]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\s*module\s+([\p{L}\d_.]+)", RegexOptions.Multiline)]
    private static partial Regex ModuleLine();
}
