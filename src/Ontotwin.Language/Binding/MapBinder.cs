using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Binds maps and identity statements against the source schema and the ontology.</summary>
internal sealed class MapBinder
{
    private readonly BindingScope scope;
    private readonly MapExpressionBinder expressions;
    private readonly SourceBinder sources;
    private readonly PropertyBinder properties;
    private readonly ShapeBinder shapes;

    public MapBinder(BindingScope scope)
    {
        this.scope = scope;
        expressions = new MapExpressionBinder(scope);
        sources = new SourceBinder(scope, expressions);
        properties = new PropertyBinder(scope, expressions);
        shapes = new ShapeBinder(scope, expressions);
    }

    public MapDeclaration? Bind(TwinParser.MapDeclarationContext tree)
    {
        var isKnown = !SyntaxText.IsMadeUp(tree.sourceSelector()) && !scope.IsDamaged(tree.sourceSelector());
        if (!isKnown || sources.Bind(tree.sourceSelector()) is not var (selector, names))
        {
            scope.Unsure.Add(scope.SpanOf(tree));
            // What is wrong in the body whatever it reads is told in the same run.
            BindBody(tree.mapStatement(), SourceBinder.Unknown(tree.sourceSelector()));
            return null;
        }
        var body = BindBody(tree.mapStatement(), names);
        return new MapDeclaration(SyntaxText.Name(tree.name()), scope.Module, selector, body, scope.SpanOf(tree));
    }

    public IdentityDeclaration? Bind(TwinParser.IdentityDeclarationContext tree)
    {
        var type = scope.Class(tree.name());
        if (scope.IsDamaged(tree.sourceSelector()) || sources.Bind(tree.sourceSelector()) is not var (selector, names) || type is null) { return null; }
        var items = new IdentityItems();
        foreach (var item in tree.identityItem()) { BindItem(item, names, [], items); }
        return new IdentityDeclaration(type.Iri, scope.Module, selector, [.. items.Keys], scope.SpanOf(tree)) { Relations = [.. items.Relations] };
    }

    private void BindItem(TwinParser.IdentityItemContext tree, MapScope names, ImmutableArray<IdentityLoop> loops, IdentityItems into)
    {
        if (SyntaxText.IsBroken(tree)) { return; }
        if (tree is TwinParser.IdentityLoopContext loop)
        {
            var source = expressions.Bind(loop.expression(), names, out var shape, out _);
            var (inner, variable) = (names.Inner(), SyntaxText.Name(loop.name()));
            inner.AddVariable(variable, source is null ? null : shape);
            foreach (var item in loop.identityItem()) { BindItem(item, inner, source is null ? loops : loops.Add(new IdentityLoop(variable, source)), into); }
            return;
        }
        var statement = (TwinParser.IdentityStatementContext)tree;
        var keys = statement.identityKey().Select(k => BindKey(k, names)).ToList();
        if (keys.Contains(null)) { return; }
        if (keys.Count == 1) { into.Keys.Add(keys[0]! with { Loops = loops }); return; }
        if (expressions.BindSingle(statement.expression(), names) is not { } at) { return; }
        var kind = statement.GetChild(1).GetText() switch { "replaces" => IdentityRelationKind.Replaces, "links" => IdentityRelationKind.Links, _ => IdentityRelationKind.Separates };
        into.Relations.Add(new IdentityRelation(kind, keys[0]!, keys[1]!, at) { Loops = loops });
    }

    private sealed class IdentityItems
    {
        public List<IdentityKey> Keys { get; } = [];

        public List<IdentityRelation> Relations { get; } = [];
    }

    private IdentityKey? BindKey(TwinParser.IdentityKeyContext tree, MapScope names)
    {
        var isEach = tree.GetChild(0).GetText() == "each";
        var all = tree.expression();
        var offset = isEach ? 1 : 0;
        Expression? each = null;
        var inner = names;
        if (isEach)
        {
            each = expressions.Bind(all[0], names, out var shape, out _);
            if (each is null) { return null; }
            inner = names.At(shape);
        }
        var authority = expressions.BindSingle(all[offset], inner);
        var value = expressions.BindSingle(all[offset + 1], inner);
        var hasPeriod = all.Length > offset + 2;
        var since = hasPeriod ? expressions.BindSingle(all[offset + 2], inner) : null;
        var until = hasPeriod ? expressions.BindSingle(all[offset + 3], inner) : null;
        return authority is null || value is null ? null : new IdentityKey(each, authority, value, since, until);
    }

    // Links may point at nodes that stand further down: order never matters.
    private void DeclareNodes(IEnumerable<TwinParser.MapStatementContext> statements, MapScope names)
    {
        var here = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in statements.Select(s => s.nodeStatement()).Where(n => n is not null && !SyntaxText.IsBroken(n)))
        {
            if (!here.Add(SyntaxText.Name(node.name(0))))
            {
                scope.Report("OT1004", node.name(0), $"the node '{SyntaxText.Name(node.name(0))}' is declared a second time here", "give it another name: a link cannot tell which of the two is meant");
            }
            names.AddNode(SyntaxText.Name(node.name(0)), SyntaxText.IsMadeUp(node.name(1)) ? null : scope.Ontology.Class(SyntaxText.Name(node.name(1))));
        }
    }

    private ImmutableArray<MapStatement> BindAll(IEnumerable<TwinParser.MapStatementContext> statements, MapScope names) =>
        [.. statements.Where(s => !SyntaxText.IsBroken(s)).Select(s => s.useStatement() is { } use ? shapes.Bind(use, names) : Bind(s, names)).OfType<MapStatement>()];

    /// <summary>Binds the body of a shape where it is used.</summary>
    public ImmutableArray<MapStatement> BindBody(IReadOnlyList<TwinParser.MapStatementContext> statements, MapScope names)
    {
        DeclareNodes(statements, names);
        return BindAll(statements, names);
    }

    private MapStatement? Bind(TwinParser.MapStatementContext tree, MapScope names) =>
        tree.nodeStatement() is { } node ? BindNode(node, names)
        : tree.forStatement() is { } loop ? BindFor(loop, names)
        : BindSeries(tree.seriesStatement(), names);

    private ForStatement? BindFor(TwinParser.ForStatementContext tree, MapScope names)
    {
        SourceShape? shape = null;
        var source = SyntaxText.IsMadeUp(tree.expression()) ? null : expressions.Bind(tree.expression(), names, out shape, out _);
        if (source is null) { scope.Unsure.Add(scope.SpanOf(tree)); }
        var inner = names.Inner();
        var variable = SyntaxText.Name(tree.name());
        // Of a place that is not there nothing is known; what is wrong in the body for other reasons is told all the same.
        inner.AddVariable(variable, source is null ? null : shape);
        var body = BindBody(tree.mapStatement(), inner);
        return source is null ? null : new ForStatement(inner.Qualified(variable), source, body) { Span = scope.SpanOf(tree) };
    }

    private NodeStatement? BindNode(TwinParser.NodeStatementContext tree, MapScope names)
    {
        var type = SyntaxText.IsMadeUp(tree.name(1)) ? null : scope.Class(tree.name(1));
        var isKeyKnown = !SyntaxText.IsMadeUp(tree.key());
        var key = isKeyKnown ? expressions.BindKey(tree.key(), names) : [];
        if (type is null || key is null or []) { scope.Unsure.Add(scope.SpanOf(tree)); }
        var guard = tree.guard() is { } when ? expressions.BindSingle(when.expression(), names) : null;
        var items = tree.nodeBody()?.nodeItem().Where(i => !SyntaxText.IsBroken(i)).ToList() ?? [];
        var inner = names.Inner();
        var nested = items.Select(i => i.mapStatement()).Where(s => s is not null).ToList();
        DeclareNodes(nested, inner);
        var bindings = items.Select(i => i.binding()).Where(b => b is not null).Select(b => properties.Bind(b, type, inner)).OfType<BindingStatement>().ToImmutableArray();
        var lifeCycles = items.Select(i => i.lifeCycle()).Where(l => l is not null).Select(l => properties.BindLifeCycle(l, inner)).ToList();
        var nestedBound = BindAll(nested, inner);
        if (type is null || key is null) { return null; }
        var node = new NodeStatement(names.Qualified(SyntaxText.Name(tree.name(0))), type, key.Value, bindings, lifeCycles.FirstOrDefault(), guard, nestedBound)
        {
            Span = scope.SpanOf(tree),
            // A life-cycle that has an error may be the one that is wanted.
            Correctable = lifeCycles.Count > 0 || scope.IsDamaged(tree) ? null : StatusFields.Of(bindings, names),
        };
        NodeChecks.Check(scope, tree, node);
        if (!isKeyKnown) { return node; }
        NodeChecks.CheckKey(scope, tree, node);
        KeyChecks.Check(scope, tree.key(), node.Key, names);
        KeyChecks.CheckIsRead(scope, tree.key(), node.Key, names);
        return node;
    }

    private SeriesStatement? BindSeries(TwinParser.SeriesStatementContext tree, MapScope names)
    {
        var type = scope.Class(tree.name(1));
        var key = expressions.BindKey(tree.key(), names);
        var subject = expressions.BindSingle(tree.subject, names);
        var at = expressions.BindSingle(tree.at, names);
        var value = expressions.BindSingle(tree.value, names);
        var guard = tree.guard() is { } when ? expressions.BindSingle(when.expression(), names) : null;
        var conversions = tree.conversion().Where(c => c != tree.atConversion).Select(c => properties.BindConversion(c, names)).OfType<Conversion>().ToImmutableArray();
        var atConversion = tree.atConversion is null ? null : properties.BindConversion(tree.atConversion, names);
        if (type is null || key is null || subject is null || at is null || value is null) { return null; }
        var series = new SeriesStatement(names.Qualified(SyntaxText.Name(tree.name(0))), type, key.Value, subject, at, value, conversions, guard)
        {
            Span = scope.SpanOf(tree),
            AtConversion = atConversion as AsConversion,
        };
        SeriesChecks.Check(scope, tree, series, atConversion, names);
        KeyChecks.Check(scope, tree.key(), series.Key, names);
        return series;
    }
}
