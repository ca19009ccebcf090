using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;

namespace Ontotwin.Language.Analysis;

/// <summary>What a name does where it stands.</summary>
internal enum NameRole
{
    None = 0,
    Local,
    Field,
    Call,
    Lookup,
    Module,
    Imported,
    Tested,
    Rule,
    Causal,
    Measured,
    Property,
    Term,
}

/// <summary>Reads off the tree whether a name declares something, in which block, or what kind of thing it calls.</summary>
internal static class SymbolRoles
{
    /// <summary>What a name declares and the tree in which it holds (null: everywhere); null when it declares nothing.</summary>
    public static (SymbolKind Kind, RuleContext? Scope)? Declared(ParserRuleContext name) => name.Parent switch
    {
        TwinParser.ModuleDeclarationContext => (SymbolKind.Module, null),
        TwinParser.LookupDeclarationContext => (SymbolKind.Lookup, null),
        TwinParser.FunctionDeclarationContext function => IsFirst(function, name) ? (SymbolKind.Function, null) : (SymbolKind.Variable, function),
        TwinParser.ShapeDeclarationContext shape => IsFirst(shape, name) ? (SymbolKind.Shape, null) : (SymbolKind.Variable, shape),
        TwinParser.MapDeclarationContext => (SymbolKind.Map, null),
        TwinParser.SiteDeclarationContext => (SymbolKind.Site, null),
        TwinParser.FeatureDeclarationContext feature when IsFirst(feature, name) => (SymbolKind.Feature, null),
        TwinParser.ScoreDeclarationContext => (SymbolKind.Score, null),
        TwinParser.ModelDeclarationContext => (SymbolKind.Model, null),
        TwinParser.CausalDeclarationContext => (SymbolKind.CausalGraph, null),
        TwinParser.GuidelineDeclarationContext => (SymbolKind.Guideline, null),
        TwinParser.GuidelineRuleContext => (SymbolKind.Rule, null),
        TwinParser.NodeStatementContext node when IsFirst(node, name) => (SymbolKind.Node, Block(node)),
        TwinParser.ForStatementContext loop => (SymbolKind.Variable, loop),
        TwinParser.CsvColumnContext column when column.qualifiedName(0) == name => (SymbolKind.Column, Above<TwinParser.MapDeclarationContext>(column) ?? (RuleContext?)Above<TwinParser.IdentityDeclarationContext>(column) ?? column),
        TwinParser.CsvHeadingContext heading => (SymbolKind.Column, Above<TwinParser.MapDeclarationContext>(heading) ?? (RuleContext?)Above<TwinParser.IdentityDeclarationContext>(heading) ?? heading),
        TwinParser.ScoreInputContext input => (SymbolKind.Input, input.Parent),
        TwinParser.ScoreLetContext let => (SymbolKind.Let, let.Parent),
        TwinParser.ScoreTableContext table => (SymbolKind.Table, table.Parent),
        _ => null,
    };

    /// <summary>What a name that declares nothing calls.</summary>
    public static NameRole RoleOf(ParserRuleContext name) => name.Parent switch
    {
        TwinParser.NameHeadContext head => IsPropertyOf(head) ? NameRole.Property : IsOfRecord(head) ? NameRole.Field : NameRole.Local,
        TwinParser.CallHeadContext or TwinParser.UseStatementContext => NameRole.Call,
        TwinParser.HeadingColumnContext => NameRole.Field,
        TwinParser.ViaConversionContext => NameRole.Lookup,
        TwinParser.ImportDeclarationContext => name is TwinParser.QualifiedNameContext ? NameRole.Module : NameRole.Imported,
        TwinParser.TestDeclarationContext => name is TwinParser.QualifiedNameContext ? NameRole.Tested : NameRole.Lookup,
        TwinParser.ExpectRuleContext or TwinParser.RuleOverridesContext or TwinParser.RuleGradeContext or TwinParser.GuidelineConflictContext or TwinParser.RuleRaiseContext =>
            name is TwinParser.QualifiedNameContext ? NameRole.Rule : NameRole.Term,
        TwinParser.ExpectValueContext or TwinParser.GivenValueContext or TwinParser.WindowPrimaryContext or TwinParser.RuleMissingContext => NameRole.Measured,
        TwinParser.RuleCausalContext causal => IsFirst(causal, name) ? NameRole.Causal : NameRole.Term,
        TwinParser.ModelAttributeItemContext => NameRole.Causal,
        TwinParser.BindingContext or TwinParser.ExpectedPropertyContext => NameRole.Property,
        TwinParser.NodeStatementContext or TwinParser.SeriesStatementContext or TwinParser.IdentityDeclarationContext or TwinParser.FeatureDeclarationContext
            or TwinParser.PrimaryContext or TwinParser.ExpressionContext or TwinParser.RuleItemContext or TwinParser.GivenContext or TwinParser.ExpectationContext
            or TwinParser.TermSubjectContext or TwinParser.PointRangeContext or TwinParser.CausalItemContext => NameRole.Term,
        _ => NameRole.None,
    };

    /// <summary>A rule's name with its guideline's before it; any other name as it is.</summary>
    public static string FullName(ParserRuleContext name, string text) => name.Parent is TwinParser.GuidelineRuleContext ? InGuideline(name, text) : text;

    /// <summary>A name with that of the guideline around it before it.</summary>
    public static string InGuideline(ParserRuleContext at, string text) =>
        Above<TwinParser.GuidelineDeclarationContext>(at)?.qualifiedName() is { } guideline ? $"{SyntaxText.Name(guideline)}.{text}" : text;

    /// <summary>The line that a declaration begins with.</summary>
    public static string Line(SyntaxFile file, ParserRuleContext name)
    {
        var start = ((ParserRuleContext)name.Parent).Start.StartIndex;
        var end = file.Text.AsSpan(start).IndexOfAny('\r', '\n');
        return (end < 0 ? file.Text[start..] : file.Text.Substring(start, end)).TrimEnd(' ', '{');
    }

    private static bool IsFirst(ParserRuleContext tree, ParserRuleContext name) => tree.GetRuleContext<TwinParser.NameContext>(0) == name;

    // `unitOf(code)` names a property of the node around it.
    private static bool IsPropertyOf(TwinParser.NameHeadContext head) =>
        Above<TwinParser.ArgumentsContext>(head)?.Parent is TwinParser.CallHeadContext call && call.name()?.GetText() == "unitOf";

    // In maps, identities and sites a path begins at the record, never at a class.
    private static bool IsOfRecord(RuleContext at) =>
        Above<TwinParser.MapDeclarationContext>(at) is not null || Above<TwinParser.ShapeDeclarationContext>(at) is not null || Above<TwinParser.IdentityDeclarationContext>(at) is not null || Above<TwinParser.SiteDeclarationContext>(at) is not null;

    private static RuleContext Block(RuleContext node)
    {
        var at = node.Parent;
        while (at is not (null or TwinParser.MapDeclarationContext or TwinParser.ShapeDeclarationContext or TwinParser.ForStatementContext or TwinParser.NodeBodyContext)) { at = at.Parent; }
        return at ?? node;
    }

    private static T? Above<T>(RuleContext at)
        where T : RuleContext
    {
        for (var tree = at.Parent; tree is not null; tree = tree.Parent)
        {
            if (tree is T found) { return found; }
        }
        return null;
    }
}
