using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Checks that each name that a file imports is in the module, and that each lookup, function and shape of another module that it uses is imported.</summary>
internal sealed class ImportChecks
{
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics;
    private readonly HashSet<string> modules;
    private readonly ILookup<string, string> namesOf;
    private readonly ILookup<(string Kind, string Name), string> modulesOf;
    private readonly HashSet<string> lost;

    /// <param name="files">All files that are compiled together.</param>
    /// <param name="diagnostics">Where findings go.</param>
    public ImportChecks(IReadOnlyCollection<SyntaxFile> files, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        this.diagnostics = diagnostics;
        modules = files.Select(f => f.Module).Where(m => m.Length > 0).ToHashSet(StringComparer.Ordinal);
        namesOf = files.SelectMany(f => ModuleNames.Of(f).Select(n => (f.Module, Name: n))).ToLookup(n => n.Module, n => n.Name);
        modulesOf = files.SelectMany(f => ModuleNames.Shared(f).Select(n => (Key: n, f.Module))).ToLookup(n => n.Key, n => n.Module);
        lost = files.SelectMany(f => f.LostNames).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Reports what is wrong with the imports of one file.</summary>
    public void Check(SyntaxFile file)
    {
        var imports = file.Tree.item().Select(i => i.importDeclaration()).Where(i => i is not null).ToList();
        // An import that could not be read, or found, may be the one that brings a name.
        if (file.LostAnyName || imports.Exists(i => i.qualifiedName() is null || SyntaxText.IsBroken(i))) { return; }
        var before = diagnostics.Count;
        foreach (var import in imports.Where(i => modules.Contains(SyntaxText.Name(i.qualifiedName())))) { CheckNames(file, import); }
        if (diagnostics.Count == before && imports.TrueForAll(i => modules.Contains(SyntaxText.Name(i.qualifiedName())))) { CheckUses(file, imports); }
    }

    private void CheckNames(SyntaxFile file, TwinParser.ImportDeclarationContext import)
    {
        var module = SyntaxText.Name(import.qualifiedName());
        foreach (var tree in import.name())
        {
            var name = SyntaxText.Name(tree);
            if (namesOf[module].Contains(name) || lost.Contains(name)) { continue; }
            var meant = Suggest.From(name, namesOf[module]);
            diagnostics.Add(new("OT1007", Severity.Error, $"the module '{module}' has no '{name}'")
            {
                Span = Spans.Of(file.Path, tree),
                Hint = meant?.Text ?? "import the module that declares it, or leave it out",
                Correction = meant?.Correction,
            });
        }
    }

    private void CheckUses(SyntaxFile file, List<TwinParser.ImportDeclarationContext> imports)
    {
        var own = ModuleNames.Shared(file).ToHashSet();
        foreach (var (kind, tree) in ModuleNames.Uses(file))
        {
            var name = SyntaxText.Name(tree);
            var from = modulesOf[(kind, name)].ToList();
            if (from.Count == 0 || own.Contains((kind, name)) || from.Exists(m => m.Length == 0 || m == file.Module) || lost.Contains(name)) { continue; }
            if (imports.Exists(i => from.Contains(SyntaxText.Name(i.qualifiedName())) && Brings(i, name))) { continue; }
            var asked = imports.Where(i => SyntaxText.Name(i.qualifiedName()) == from[0]).SelectMany(i => i.name()).Select(SyntaxText.Name).Append(name);
            diagnostics.Add(new("OT1008", Severity.Error, $"the {kind} '{name}' is of the module '{from[0]}', and is not imported")
            {
                Span = Spans.Of(file.Path, tree),
                Hint = $"import {from[0]} ({string.Join(", ", asked)})",
            });
        }
    }

    private static bool Brings(TwinParser.ImportDeclarationContext import, string name) => import.name().Length == 0 || import.name().Any(n => SyntaxText.Name(n) == name);
}
