using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language.Analysis;

/// <summary>Every name of some files with what it stands for, by where it stands in the tree; broken statements as far as their trees go.</summary>
internal sealed class SymbolIndex
{
    private readonly OntologyModel ontology;
    private readonly Dictionary<(SymbolKind Kind, string Name), Symbol> global = [];
    private readonly Dictionary<(RuleContext Scope, string Name), Symbol> local = [];
    private readonly List<SymbolUse> uses = [];

    public SymbolIndex(IEnumerable<SyntaxFile> files, OntologyModel ontology)
    {
        this.ontology = ontology;
        var names = files.Select(f => (File: f, Names: Find(f.Tree))).ToList();
        foreach (var (file, found) in names)
        {
            foreach (var name in found) { Declare(file, name); }
        }
        foreach (var (file, found) in names)
        {
            foreach (var name in found)
            {
                if (Resolve(name) is { } symbol) { uses.Add(new SymbolUse(Spans.Of(file.Path, name), symbol)); }
            }
            AddTexts(file);
        }
    }

    /// <summary>All uses, declarations among them, by file and place.</summary>
    public IReadOnlyList<SymbolUse> Uses => uses;

    /// <summary>Symbols that are declared in the program, not in one block of it.</summary>
    public IEnumerable<Symbol> Globals => global.Values;

    /// <summary>The use at a place; null when there is none. A place right after a name counts.</summary>
    public SymbolUse? At(string file, TextPosition at)
    {
        SymbolUse? found = null;
        foreach (var use in uses)
        {
            var isNarrower = found is null || use.Span.Start >= found.Value.Span.Start;
            if (use.Span.File == file && use.Span.Start <= at && at <= use.Span.End && isNarrower) { found = use; }
        }
        return found;
    }

    private static List<ParserRuleContext> Find(ParserRuleContext root)
    {
        var found = new List<ParserRuleContext>();
        var open = new Stack<ParserRuleContext>();
        open.Push(root);
        while (open.TryPop(out var tree))
        {
            if (tree is TwinParser.NameContext or TwinParser.QualifiedNameContext && tree is { ChildCount: > 0, Start: not null, exception: null }) { found.Add(tree); }
            for (var i = tree.ChildCount - 1; i >= 0; i--)
            {
                if (tree.GetChild(i) is ParserRuleContext inner) { open.Push(inner); }
            }
        }
        return found;
    }

    private static string TextOf(ParserRuleContext name) => name is TwinParser.QualifiedNameContext qualified ? SyntaxText.Name(qualified) : SyntaxText.Name((TwinParser.NameContext)name);

    private void Declare(SyntaxFile file, ParserRuleContext name)
    {
        if (SymbolRoles.Declared(name) is not var (kind, scope)) { return; }
        var symbol = new Symbol(kind, SymbolRoles.FullName(name, TextOf(name)), Spans.Of(file.Path, name), SymbolRoles.Line(file, name));
        if (scope is null) { global.TryAdd((kind, symbol.Name), symbol); }
        else { local.TryAdd((scope, symbol.Name), symbol); }
    }

    private Symbol? Resolve(ParserRuleContext name)
    {
        var text = TextOf(name);
        if (SymbolRoles.Declared(name) is var (kind, scope))
        {
            return scope is null ? global.GetValueOrDefault((kind, SymbolRoles.FullName(name, text))) : local.GetValueOrDefault((scope, text));
        }
        return SymbolRoles.RoleOf(name) switch
        {
            NameRole.Field => Local(name, text),
            NameRole.Local => Local(name, text) ?? Global(text, SymbolKind.Score, SymbolKind.Model, SymbolKind.Feature) ?? Class(text),
            NameRole.Call => Global(text, SymbolKind.Function),
            NameRole.Lookup => Global(text, SymbolKind.Lookup),
            NameRole.Module => Global(text, SymbolKind.Module),
            NameRole.Imported => Global(text, SymbolKind.Lookup, SymbolKind.Score, SymbolKind.Feature, SymbolKind.Model, SymbolKind.CausalGraph, SymbolKind.Function, SymbolKind.Map),
            NameRole.Tested => Global(text, SymbolKind.Map, SymbolKind.Score, SymbolKind.Guideline),
            NameRole.Rule => Rule(name, text),
            NameRole.Causal => Global(text, SymbolKind.CausalGraph),
            NameRole.Measured => Global(text, SymbolKind.Feature, SymbolKind.Score, SymbolKind.Model) ?? Class(text),
            NameRole.Property => Property(text),
            NameRole.Term => Class(text) ?? Individual(text) ?? Property(text),
            _ => null,
        };
    }

    private Symbol? Local(RuleContext at, string name)
    {
        for (var scope = at.Parent; scope is not null; scope = scope.Parent)
        {
            if (local.TryGetValue((scope, name), out var found)) { return found; }
        }
        return null;
    }

    private Symbol? Global(string name, params ReadOnlySpan<SymbolKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (global.TryGetValue((kind, name), out var found)) { return found; }
        }
        return null;
    }

    // A rule is called by its full name, or within its guideline by its own.
    private Symbol? Rule(ParserRuleContext at, string name) => Global(name, SymbolKind.Rule) ?? Global(SymbolRoles.InGuideline(at, name), SymbolKind.Rule)
        ?? Global(name, SymbolKind.Score, SymbolKind.Feature);

    private Symbol? Class(string name) => ontology.Class(name) is not null ? Term(SymbolKind.Class, name) : null;

    private Symbol? Property(string name) => ontology.Property(name) is not null ? Term(SymbolKind.Property, name) : null;

    private Symbol? Individual(string name) => ontology.Individuals.ContainsKey(OntologyModel.Term(name)) ? Term(SymbolKind.Individual, name) : null;

    private static Symbol Term(SymbolKind kind, string name) => new(kind, name, null, "");

    // Texts for people name values in braces: `{NEWS2}`.
    private void AddTexts(SyntaxFile file)
    {
        foreach (var token in file.Tokens.GetTokens().Where(t => t.Type == TwinLexer.STRING && t.Text.Contains('{', StringComparison.Ordinal)))
        {
            for (var start = token.Text.IndexOf('{', StringComparison.Ordinal); start >= 0; start = token.Text.IndexOf('{', start + 1))
            {
                var end = start + 1;
                while (end < token.Text.Length && (char.IsLetterOrDigit(token.Text[end]) || token.Text[end] == '_')) { end++; }
                var name = token.Text[(start + 1)..end];
                if (end == token.Text.Length || token.Text[end] is not ('}' or '.')) { continue; }
                var at = new TextPosition(token.Line, token.Column + 2 + start);
                var span = new TextSpan(file.Path, at, at with { Column = at.Column + name.Length });
                if ((Global(name, SymbolKind.Score, SymbolKind.Feature, SymbolKind.Model) ?? Class(name)) is { } symbol) { uses.Add(new SymbolUse(span, symbol)); }
            }
        }
    }
}
