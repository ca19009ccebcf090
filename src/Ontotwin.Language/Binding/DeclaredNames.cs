using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Binding;

/// <summary>Names declared by any file of the program, collected before any body is bound: order never matters.</summary>
internal sealed class DeclaredNames
{
    public HashSet<string> Lookups { get; } = [];

    /// <summary>Functions, each with its number of parameters.</summary>
    public Dictionary<string, int> Functions { get; } = [];

    /// <summary>What functions stand for, each with the file that declares it.</summary>
    public Dictionary<string, (SyntaxFile File, TwinParser.FunctionDeclarationContext Tree)> Formulas { get; } = [];

    /// <summary>Shapes bound already, by name and kinds of arguments.</summary>
    public Dictionary<string, ShapeBody> BoundShapes { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Maps { get; } = [];

    /// <summary>Shapes by name, each with the file that declares it.</summary>
    public Dictionary<string, (SyntaxFile File, TwinParser.ShapeDeclarationContext Tree)> Shapes { get; } = [];

    public HashSet<string> Features { get; } = [];

    public HashSet<string> Scores { get; } = [];

    public HashSet<string> Models { get; } = [];

    public HashSet<string> CausalGraphs { get; } = [];

    public HashSet<string> Guidelines { get; } = [];

    /// <summary>What a test may be of.</summary>
    public IEnumerable<string> Tested => Maps.Concat(Guidelines).Concat(Scores).Concat(Features).Concat(Models);

    /// <summary>Full names of rules.</summary>
    public HashSet<string> Rules { get; } = [];

    public static DeclaredNames Collect(IEnumerable<SyntaxFile> files)
    {
        var names = new DeclaredNames();
        foreach (var file in files)
        {
            foreach (var item in file.Tree.item()) { names.Add(file, item); }
        }
        return names;
    }

    private void Add(SyntaxFile file, TwinParser.ItemContext item)
    {
        if (item.shapeDeclaration() is { } shape && !SyntaxText.IsBroken(shape)) { Shapes.TryAdd(SyntaxText.Name(shape.name(0)), (file, shape)); }
        AddTo(Lookups, item.lookupDeclaration()?.name());
        if (item.functionDeclaration() is { } function && function.name(0) is { } called)
        {
            Functions.TryAdd(SyntaxText.Name(called), function.name().Length - 1);
            if (!SyntaxText.IsBroken(function)) { Formulas.TryAdd(SyntaxText.Name(called), (file, function)); }
        }
        AddTo(Maps, item.mapDeclaration()?.name());
        AddTo(Features, item.featureDeclaration()?.name(0));
        AddTo(Scores, item.scoreDeclaration()?.name());
        AddTo(Models, item.modelDeclaration()?.name());
        AddTo(CausalGraphs, item.causalDeclaration()?.name());
        if (item.guidelineDeclaration() is not { } guideline || guideline.qualifiedName() is not { } name) { return; }
        Guidelines.Add(SyntaxText.Name(name));
        foreach (var rule in guideline.guidelineItem().OfType<TwinParser.GuidelineRuleContext>())
        {
            if (rule.qualifiedName() is { } ruleName) { Rules.Add($"{SyntaxText.Name(name)}.{SyntaxText.Name(ruleName)}"); }
        }
    }

    private static void AddTo(HashSet<string> set, TwinParser.NameContext? name)
    {
        if (name is not null) { set.Add(SyntaxText.Name(name)); }
    }
}
