using System.Collections.Immutable;
using Ontotwin.Language.Binding;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>Compiles <c>.twin</c> files together: parse, collect names, bind. All errors of all files come back at once, in order of place.</summary>
public static class TwinCompiler
{
    /// <summary>
    /// Compiles files; folders stand for every <c>.twin</c> file in them. Fails when there is any error; warnings come with the program.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="ontology">What classes and properties are checked against.</param>
    /// <param name="importFolders">Where modules are looked for that the files import, after their own folders.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Outcome<TwinProgram> Compile(IEnumerable<string> paths, OntologyModel ontology, IReadOnlyList<string>? importFolders = null)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var files = new List<SyntaxFile>();
        foreach (var path in Expand(paths, diagnostics).DistinctBy(Path.GetFullPath))
        {
            var (file, found) = SyntaxFile.Parse(path, File.ReadAllText(path));
            diagnostics.AddRange(found);
            if (file is not null) { files.Add(file); }
        }
        var imports = new ImportLoader(importFolders ?? []);
        // A file that could not be parsed at all may be the module that another one imports.
        if (!diagnostics.Any(d => d.Code is "OT1002" or "OT1003")) { imports.Load(files); }
        diagnostics.AddRange(imports.Diagnostics);
        var (built, all) = Build(files, imports, ontology, diagnostics);
        var sorted = all.DistinctBy(d => (d.Code, d.Span, d.Message)).OrderBy(d => d.Span?.File, StringComparer.Ordinal).ThenBy(d => d.Span?.Start ?? default).ToImmutableArray();
        return sorted.Any(d => d.Severity == Severity.Error) ? Outcome<TwinProgram>.Fail(sorted) : Outcome<TwinProgram>.Ok(built, sorted);
    }

    private static (TwinProgram Program, IEnumerable<Diagnostic> Diagnostics) Build(List<SyntaxFile> files, ImportLoader imports, OntologyModel ontology, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        List<SyntaxFile> together = [.. files, .. imports.Imported];
        var program = new ProgramBuilder(ontology, DeclaredNames.Collect(together), diagnostics)
        {
            LostNames = together.SelectMany(f => f.LostNames).ToHashSet(),
            UnfoundImports = imports.Unfound,
        };
        foreach (var file in files) { program.Add(file); }
        foreach (var file in imports.Imported) { program.Add(file, isImported: true); }
        var checks = new ImportChecks(together, diagnostics);
        foreach (var file in files) { checks.Check(file); }
        var built = program.Build();
        var imported = imports.Imported.Select(f => f.Path).ToHashSet();
        diagnostics.AddRange(imports.Imported.SelectMany(f => f.Diagnostics));
        var own = diagnostics.Where(d => d.Span is not { } span || !imported.Contains(span.File)).Select(imports.WithSource).ToList();
        // Half a module is not used in silence.
        foreach (var broken in diagnostics.Where(d => d.Severity == Severity.Error && d.Span is { } span && imported.Contains(span.File)).Select(d => d.Span!.Value.File).Distinct())
        {
            own.Add(new Diagnostic("OT1006", Severity.Error, $"the module in '{broken}', which is imported, has errors") { Hint = $"ontotwin check {broken}" });
        }
        return (built, own);
    }

    private static IEnumerable<string> Expand(IEnumerable<string> paths, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "*.twin", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) { yield return file; }
            }
            else if (File.Exists(path)) { yield return path; }
            else
            {
                diagnostics.Add(new Diagnostic("OT1003", Severity.Error, $"there is no file or folder '{path}'"));
            }
        }
    }
}
