using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Gathers the bound declarations of all files into one program and reports names declared twice.</summary>
internal sealed class ProgramBuilder(OntologyModel ontology, DeclaredNames names, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    private readonly List<ModuleName> modules = [];
    private readonly List<SiteDeclaration> sites = [];
    private readonly List<LookupDeclaration> lookups = [];
    private readonly List<FunctionDeclaration> functions = [];
    private readonly List<IdentityDeclaration> identities = [];
    private readonly List<MapDeclaration> maps = [];
    private readonly List<FeatureDeclaration> features = [];
    private readonly List<ScoreDeclaration> scores = [];
    private readonly List<ModelDeclaration> models = [];
    private readonly List<CausalDeclaration> causalGraphs = [];
    private readonly List<GuidelineDeclaration> guidelines = [];
    private readonly List<TestDeclaration> tests = [];
    private readonly Dictionary<string, ImmutableDictionary<string, string>> aliases = [];
    private readonly StringBuilder texts = new();
    private readonly List<TextSpan> unsure = [];
    private readonly MapFingerprints fingerprints = new();

    /// <summary>Where the meaning of source fields is written down; null when nobody asks.</summary>
    public List<(TextSpan Span, string Text)>? Fields { get; init; }

    /// <summary>Names whose declarations could not be read in any file.</summary>
    public IReadOnlySet<string> LostNames { get; init; } = new HashSet<string>();

    /// <summary>Imports whose module is nowhere.</summary>
    public IReadOnlyList<UnfoundImport> UnfoundImports { get; init; } = [];

    public void Add(SyntaxFile file, bool isImported = false)
    {
        var module = Module(file);
        modules.Add(module);
        texts.Append(module.Name).Append('\n').Append(file.Text).Append('\n');
        var scope = new BindingScope(file.Path, module, ontology, names, diagnostics)
        {
            Fields = Fields,
            Damages = file.Damages,
            LostNames = LostNames.Union(file.LostNames).Union(UnfoundImports.Where(i => i.File == file.Path).SelectMany(i => i.Names)).ToHashSet(),
            LostAnyName = file.LostAnyName || UnfoundImports.Any(i => i.File == file.Path && i.Names.Count == 0),
            LostAnyNode = file.LostAnyNode,
            Unsure = unsure,
        };
        unsure.AddRange(file.Damages.Select(d => Spans.Of(file.Path, d.First)));
        var ownTests = tests.Count;
        foreach (var item in file.Tree.item())
        {
            Bind(scope, item);
            if (!SyntaxText.IsBroken(item)) { TakeFingerprint(file, module, item); }
        }
        // What is imported lends its names; its tests are its own business.
        if (isImported) { tests.RemoveRange(ownTests, tests.Count - ownTests); }
    }

    public TwinProgram Build()
    {
        foreach (var lookup in lookups) { texts.Append(lookup.Name).Append(lookup.Version).Append('\n'); }
        var program = new TwinProgram(ontology)
        {
            Modules = [.. modules],
            Sites = [.. sites],
            Authorities = aliases.GetValueOrDefault("authorities", ImmutableDictionary<string, string>.Empty),
            CodeSystems = aliases.GetValueOrDefault("codes", ImmutableDictionary<string, string>.Empty),
            UnitAliases = aliases.GetValueOrDefault("units", ImmutableDictionary<string, string>.Empty),
            Identities = [.. identities],
            Maps = [.. Unique(maps, m => m.Name, m => m.Span)],
            Lookups = ByName(lookups, l => l.Name, l => l.Span),
            Functions = FunctionNesting.Sound([.. Unique(functions, f => f.Name, f => f.Span)], diagnostics).ToImmutableDictionary(f => f.Name),
            Features = ByName(features, f => f.Name, f => f.Span),
            Scores = ByName(scores, s => s.Name, s => s.Span),
            Models = ByName(models, m => m.Name, m => m.Span),
            CausalGraphs = ByName(causalGraphs, c => c.Name, c => c.Span),
            Guidelines = [.. Unique(guidelines, g => g.Name, g => g.Span)],
            Tests = [.. tests],
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(texts.ToString()))),
        };
        var values = new ValueSetChecks(ontology, diagnostics);
        foreach (var lookup in program.Lookups.Values) { values.Check(lookup); }
        var lifeCycles = new LifeCycleChecks(diagnostics);
        foreach (var map in program.Maps)
        {
            values.Check(map.Body, program.Lookups);
            lifeCycles.Check(map.Body);
        }
        new OwnershipChecks(ontology, diagnostics, unsure).Check(program.Maps);
        return fingerprints.Of(program);
    }

    private void TakeFingerprint(SyntaxFile file, ModuleName module, TwinParser.ItemContext item)
    {
        switch (item.GetChild(0))
        {
            case TwinParser.MapDeclarationContext map: fingerprints.AddMap(file, module, SyntaxText.Name(map.name()), map); break;
            case TwinParser.FunctionDeclarationContext function: fingerprints.AddDefinition(file, SyntaxText.Name(function.name(0)), function); break;
            case TwinParser.ShapeDeclarationContext shape: fingerprints.AddDefinition(file, SyntaxText.Name(shape.name(0)), shape); break;
            case TwinParser.IdentityDeclarationContext or TwinParser.SiteDeclarationContext: fingerprints.AddForAll(file, module, item); break;
        }
    }

    private static ModuleName Module(SyntaxFile file) => file.Tree.moduleDeclaration() is { } module && !SyntaxText.IsBroken(module)
        ? new ModuleName(SyntaxText.Name(module.qualifiedName()), SyntaxText.Version(module.version()), file.Path)
        : new ModuleName(Path.GetFileNameWithoutExtension(file.Path), "0", file.Path);

    private void Bind(BindingScope scope, TwinParser.ItemContext item)
    {
        // A block with an error of form inside is bound only where its parts can be told apart.
        if (item.guidelineDeclaration() is { } guideline) { BindGuideline(scope, guideline); return; }
        if (item.scoreDeclaration() is { } score) { BindScore(scope, score); return; }
        if (item.mapDeclaration() is { } map)
        {
            if (map.sourceSelector() is { } selector && !SyntaxText.IsBroken(selector)) { AddTo(maps, new MapBinder(scope).Bind(map)); }
            return;
        }
        if (!SyntaxText.IsBroken(item)) { BindWhole(scope, item); }
    }

    private void BindWhole(BindingScope scope, TwinParser.ItemContext item)
    {
        switch (item.GetChild(0))
        {
            case TwinParser.SiteDeclarationContext site: AddTo(sites, new DeclarationBinder(scope).Bind(site)); break;
            case TwinParser.TableDeclarationContext table:
                var (kind, pairs) = new DeclarationBinder(scope).Bind(table);
                aliases[kind] = aliases.GetValueOrDefault(kind, ImmutableDictionary<string, string>.Empty).AddRange(pairs.Where(p => !aliases.GetValueOrDefault(kind, pairs.Clear()).ContainsKey(p.Key)));
                break;
            case TwinParser.LookupDeclarationContext lookup: AddTo(lookups, new DeclarationBinder(scope).Bind(lookup)); break;
            case TwinParser.FunctionDeclarationContext function: AddTo(functions, new DeclarationBinder(scope).Bind(function)); break;
            case TwinParser.IdentityDeclarationContext identity: AddTo(identities, new MapBinder(scope).Bind(identity)); break;
            case TwinParser.FeatureDeclarationContext feature: AddTo(features, new ModelBinder(scope).Bind(feature)); break;
            case TwinParser.ModelDeclarationContext model: AddTo(models, new ModelBinder(scope).Bind(model)); break;
            case TwinParser.CausalDeclarationContext causal: AddTo(causalGraphs, new ModelBinder(scope).Bind(causal)); break;
            case TwinParser.TestDeclarationContext test: AddTo(tests, new TestBinder(scope, null).Bind(test)); break;
        }
    }

    private void BindGuideline(BindingScope scope, TwinParser.GuidelineDeclarationContext tree)
    {
        if (tree.qualifiedName() is null || tree.version() is null || SyntaxText.IsBroken(tree.qualifiedName())) { return; }
        AddTo(guidelines, new GuidelineBinder(scope).Bind(tree));
        var name = SyntaxText.Name(tree.qualifiedName());
        foreach (var test in tree.guidelineItem().OfType<TwinParser.GuidelineTestContext>()) { AddTo(tests, new TestBinder(scope, name).Bind(test.testDeclaration())); }
    }

    private void BindScore(BindingScope scope, TwinParser.ScoreDeclarationContext tree)
    {
        if (tree.name() is null || tree.STRING() is null) { return; }
        AddTo(scores, new ScoreBinder(scope).Bind(tree));
        foreach (var test in tree.scoreItem().OfType<TwinParser.ScoreTestContext>()) { AddTo(tests, new TestBinder(scope, null).Bind(test.testDeclaration())); }
    }

    private static void AddTo<T>(List<T> list, T? bound)
        where T : class
    {
        if (bound is not null) { list.Add(bound); }
    }

    private ImmutableDictionary<string, T> ByName<T>(List<T> declared, Func<T, string> name, Func<T, TextSpan> span) =>
        Unique(declared, name, span).ToImmutableDictionary(name);

    private IEnumerable<T> Unique<T>(List<T> declared, Func<T, string> name, Func<T, TextSpan> span)
    {
        foreach (var group in declared.GroupBy(name))
        {
            foreach (var second in group.Skip(1))
            {
                diagnostics.Add(new Diagnostic("OT1004", Severity.Error, $"'{group.Key}' is declared a second time")
                {
                    Span = span(second),
                    Hint = $"the first is at {span(group.First()).File}:{span(group.First()).Start.Line}",
                });
            }
            yield return group.First();
        }
    }
}
