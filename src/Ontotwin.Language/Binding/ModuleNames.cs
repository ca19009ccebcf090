using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Binding;

/// <summary>The names that a file declares for others, and those of lookups, functions and shapes that it uses.</summary>
internal static class ModuleNames
{
    /// <summary>Every name that an import of the file's module may ask for.</summary>
    public static IEnumerable<string> Of(SyntaxFile file)
    {
        foreach (var declaration in file.Tree.item().Select(i => i.GetChild(0)).OfType<ParserRuleContext>().Where(d => d.ChildCount > 1))
        {
            if (declaration.GetChild(1) is TwinParser.NameContext name) { yield return SyntaxText.Name(name); }
            if (declaration is not TwinParser.GuidelineDeclarationContext guideline || guideline.qualifiedName() is not { } called) { continue; }
            yield return SyntaxText.Name(called);
            foreach (var rule in guideline.guidelineItem().OfType<TwinParser.GuidelineRuleContext>().Select(r => r.qualifiedName()).Where(r => r is not null)) { yield return SyntaxText.Name(rule); }
        }
    }

    /// <summary>Lookups, functions and shapes that the file declares, each with its kind.</summary>
    public static IEnumerable<(string Kind, string Name)> Shared(SyntaxFile file)
    {
        foreach (var item in file.Tree.item())
        {
            if (item.lookupDeclaration()?.name() is { } lookup) { yield return ("lookup", SyntaxText.Name(lookup)); }
            if (item.functionDeclaration()?.name(0) is { } function) { yield return ("function", SyntaxText.Name(function)); }
            if (item.shapeDeclaration()?.name(0) is { } shape) { yield return ("shape", SyntaxText.Name(shape)); }
        }
    }

    /// <summary>Where the file uses lookups, functions and shapes, in order; those that are built in are not told.</summary>
    public static IEnumerable<(string Kind, TwinParser.NameContext Name)> Uses(SyntaxFile file)
    {
        // Guidelines call what statistics call, not the functions of maps.
        var open = new Stack<ParserRuleContext>(file.Tree.item().Where(i => i.guidelineDeclaration() is null && i.featureDeclaration() is null && i.scoreDeclaration() is null && i.modelDeclaration() is null).Reverse());
        while (open.TryPop(out var tree))
        {
            switch (tree)
            {
                case TwinParser.ViaConversionContext via when via.name() is { } lookup: yield return ("lookup", lookup); break;
                case TwinParser.UseStatementContext use when use.name() is { } shape: yield return ("shape", shape); break;
                case TwinParser.CallHeadContext call when call.name() is { } function && !MapExpressionBinder.IsBuiltIn(SyntaxText.Name(function)): yield return ("function", function); break;
            }
            for (var i = tree.ChildCount - 1; i >= 0; i--)
            {
                if (tree.GetChild(i) is ParserRuleContext inner) { open.Push(inner); }
            }
        }
    }
}
