using System.Collections.Immutable;
using Ontotwin.Language.Analysis;
using Ontotwin.Language.Binding;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>
/// What an editor asks of a file that is being written: errors, descriptions, proposals, declarations, new names. It rests on the compiler's own parser,
/// names and binder, and answers as well as it can while the text is not in the language yet.
/// </summary>
public sealed class TwinAnalysis
{
    private readonly string main;
    private readonly OntologyModel ontology;
    private readonly Dictionary<string, (TwinText Text, SyntaxFile? File, IReadOnlyList<Diagnostic> Diagnostics)> parsed;
    private readonly List<(TextSpan Span, string Text)> fields = [];
    private readonly SymbolIndex index;

    private TwinAnalysis(string main, IReadOnlyCollection<TwinText> texts, OntologyModel ontology, TwinAnalysis? earlier)
    {
        (this.main, this.ontology) = (main, ontology);
        parsed = texts.DistinctBy(t => t.Path).ToDictionary(t => t.Path, t => Parse(t, earlier));
        var files = new ImportGraph(parsed.Values.Select(p => p.File).OfType<SyntaxFile>());
        Diagnostics = Bind(files.Needs(main));
        index = new SymbolIndex(files.Near(main), ontology);
    }

    /// <summary>What is wrong with the main file, in order of place; the files that it imports count, their own errors are not told.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Analyses a file together with what it imports.</summary>
    /// <param name="main">Path of the file; one of <paramref name="texts"/>.</param>
    /// <param name="texts">The file and all others that could be imported.</param>
    /// <param name="ontology">What classes and properties are checked against.</param>
    /// <param name="earlier">An analysis of earlier texts: what has not changed since is not parsed again.</param>
    public static TwinAnalysis Of(string main, IReadOnlyCollection<TwinText> texts, OntologyModel ontology, TwinAnalysis? earlier = null) => new(main, texts, ontology, earlier);

    /// <summary>What stands at a place of the main file; null when there is nothing to say.</summary>
    public Description? Describe(TextPosition at)
    {
        if (index.At(main, at) is { } use) { return new Description(use.Span, TermText.Describe(use.Symbol, ontology)); }
        var found = fields.Where(f => f.Span.File == main && f.Span.Start <= at && at <= f.Span.End).Select(f => ((TextSpan Span, string Text)?)f).LastOrDefault();
        return found is { } field ? new Description(field.Span, field.Text) : null;
    }

    /// <summary>Where the name at a place of the main file is declared; null for a term of the ontology, and where there is no name.</summary>
    public TextSpan? Definition(TextPosition at) => index.At(main, at)?.Symbol.Declaration;

    /// <summary>All places of the name at a place of the main file, in all files around it; empty where there is none that the program declares.</summary>
    public ImmutableArray<TextSpan> References(TextPosition at) =>
        index.At(main, at) is { Symbol: { Declaration: not null } symbol } ? [.. index.Uses.Where(u => u.Symbol == symbol).Select(u => u.Span)] : [];

    /// <summary>The name at a place of the main file that may get another; null where there is none.</summary>
    public TextSpan? Renamable(TextPosition at) => index.At(main, at) is { Symbol.IsRenamable: true } use ? use.Span : null;

    /// <summary>The changes that give the name at a place another; fails where there is no such name or the new one is not free.</summary>
    /// <param name="at">A place in the name.</param>
    /// <param name="name">The new name, without quotes.</param>
    public Outcome<IReadOnlyList<TextChange>> Rename(TextPosition at, string name)
    {
        if (index.At(main, at) is not { Symbol: { IsRenamable: true } symbol }) { return Refuse("there is no name of the program here that can be changed"); }
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(c => char.IsLetterOrDigit(c) || c == '_')) { return Refuse($"'{name}' is not a name"); }
        var places = References(at);
        // A name inside a block of another file is that block's own business.
        var files = places.Select(s => s.File).ToHashSet(StringComparer.Ordinal);
        if (index.Uses.Any(u => u.Symbol.Name == name && u.Symbol.Declaration is not null && (files.Contains(u.Span.File) || !(u.Symbol.IsLocal || symbol.IsLocal)))) { return Refuse($"'{name}' is already a name here"); }
        return Outcome<IReadOnlyList<TextChange>>.Ok([.. places.Select(s => new TextChange(s, name))]);
    }

    /// <summary>What may be written at a place of the main file.</summary>
    public Completion Complete(TextPosition at)
    {
        var text = parsed.TryGetValue(main, out var own) ? own.Text.Text : "";
        var before = TextBefore(text, at);
        var cursor = CursorContext.Read(before);
        var start = at with { Column = Math.Max(1, at.Column - cursor.Partial.Length) };
        return new Completion(new TextSpan(main, start, at), [.. new Completer(ontology, index, cursor).Propose()]);
    }

    private static string TextBefore(string text, TextPosition at)
    {
        var start = 0;
        for (var line = 1; line < at.Line; line++)
        {
            var next = text.IndexOf('\n', start);
            if (next < 0) { return text; }
            start = next + 1;
        }
        return text[..Math.Min(text.Length, start + Math.Max(0, at.Column - 1))];
    }

    private static (TwinText Text, SyntaxFile? File, IReadOnlyList<Diagnostic> Diagnostics) Parse(TwinText text, TwinAnalysis? earlier)
    {
        if (earlier is not null && earlier.parsed.TryGetValue(text.Path, out var same) && same.Text.Text == text.Text) { return same; }
        var (file, diagnostics) = SyntaxFile.Parse(text.Path, text.Text);
        return (text, file, diagnostics);
    }

    private static Outcome<IReadOnlyList<TextChange>> Refuse(string why) => Outcome<IReadOnlyList<TextChange>>.Fail(new Diagnostic("OT1005", Severity.Error, why));

    private ImmutableArray<Diagnostic> Bind(List<SyntaxFile> files)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (parsed.TryGetValue(main, out var own)) { diagnostics.AddRange(own.Diagnostics); }
        var unfound = TellUnfound(files, diagnostics);
        var builder = new ProgramBuilder(ontology, DeclaredNames.Collect(files), diagnostics) { Fields = fields, LostNames = files.SelectMany(f => f.LostNames).ToHashSet(), UnfoundImports = unfound };
        foreach (var file in files) { builder.Add(file); }
        if (own.File is { } written) { new ImportChecks(files, diagnostics).Check(written); }
        builder.Build();
        return [.. diagnostics.Where(d => d.Span?.File == main).DistinctBy(d => (d.Code, d.Span, d.Message)).OrderBy(d => d.Span!.Value.Start)];
    }

    // Imports of the file, and of what it imports, whose module no text is.
    private List<UnfoundImport> TellUnfound(List<SyntaxFile> files, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var modules = parsed.Values.Select(p => p.File?.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var unfound = new List<UnfoundImport>();
        foreach (var file in files)
        {
            foreach (var import in file.Tree.item().Select(i => i.importDeclaration()).Where(i => i?.qualifiedName() is not null && !SyntaxText.IsBroken(i) && !modules.Contains(SyntaxText.Name(i.qualifiedName()))))
            {
                unfound.Add(new UnfoundImport(file.Path, [.. import.name().Select(SyntaxText.Name)]));
                if (file.Path == main) { diagnostics.Add(ImportLoader.Missing(file, import, modules)); }
            }
        }
        return unfound;
    }
}
