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
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Outcome<TwinProgram> Compile(IEnumerable<string> paths, OntologyModel ontology)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var files = new List<SyntaxFile>();
        foreach (var path in Expand(paths, diagnostics).Distinct())
        {
            var (file, found) = SyntaxFile.Parse(path, File.ReadAllText(path));
            diagnostics.AddRange(found);
            if (file is not null) { files.Add(file); }
        }
        var names = DeclaredNames.Collect(files);
        var program = new ProgramBuilder(ontology, names, diagnostics);
        foreach (var file in files) { program.Add(file); }
        var built = program.Build();
        var sorted = diagnostics.DistinctBy(d => (d.Code, d.Span, d.Message)).OrderBy(d => d.Span?.File, StringComparer.Ordinal).ThenBy(d => d.Span?.Start ?? default).ToImmutableArray();
        return sorted.Any(d => d.Severity == Severity.Error) ? Outcome<TwinProgram>.Fail(sorted) : Outcome<TwinProgram>.Ok(built, sorted);
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
