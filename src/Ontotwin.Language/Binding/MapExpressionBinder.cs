using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Binds the expressions of maps, identities and sites.</summary>
internal sealed class MapExpressionBinder(BindingScope scope)
{
    /// <summary>Built-in functions and their numbers of arguments.</summary>
    private static readonly ImmutableDictionary<string, (int Least, int Most)> Functions = new Dictionary<string, (int, int)>
    {
        ["authority"] = (1, 1),
        ["unitOf"] = (1, 1),
        ["concat"] = (1, 8),
        ["exists"] = (1, 1),
        ["count"] = (1, 1),
        ["position"] = (1, 1),
        ["isPlaceholder"] = (1, 1),
        ["isSaid"] = (1, 1),
        ["isLater"] = (2, 2),
        ["isSctid"] = (1, 1),
        ["isLoinc"] = (1, 1),
        ["dataSize"] = (1, 1),
        ["dataHash"] = (1, 1),
        ["lower"] = (1, 1),
        ["upper"] = (1, 1),
        ["startsWith"] = (2, 2),
        ["contains"] = (2, 2),
        ["after"] = (2, 2),
        ["before"] = (2, 2),
        ["rowNumber"] = (0, 0),
        ["header"] = (1, 1),
    }.ToImmutableDictionary();

    /// <summary>Whether a function is one of the language itself.</summary>
    public static bool IsBuiltIn(string function) => function is "below" or "fhirpath" || Functions.ContainsKey(function);

    private static readonly ImmutableArray<string> SiteSettings = ["authority", "zone", "name"];

    /// <summary>Binds an expression; null after a report.</summary>
    public Expression? Bind(TwinParser.ExpressionContext tree, MapScope names) => Bind(tree, names, out _, out _);

    /// <summary>Binds an expression that must meet at most one value.</summary>
    public Expression? BindSingle(TwinParser.ExpressionContext tree, MapScope names)
    {
        var bound = Bind(tree, names, out _, out var repeats);
        if (bound is not null && repeats)
        {
            scope.Report("OT1210", tree, $"'{tree.GetText()}' may repeat", "say 'each', '.first', '.last' or a filter '[…]'");
            return null;
        }
        return bound;
    }

    /// <summary>Binds an expression and tells the place it ends at and whether it may meet several values.</summary>
    public Expression? Bind(TwinParser.ExpressionContext tree, MapScope names, out SourceShape? shape, out bool repeats)
    {
        (shape, repeats) = (null, false);
        switch (tree)
        {
            case TwinParser.PrimaryExpressionContext primary:
                return BindPrimary(primary.primary(), names, out shape, out repeats);
            case TwinParser.CoalesceExpressionContext coalesce:
                return BindCoalesce(coalesce, names, out repeats);
            case TwinParser.NegateExpressionContext negate:
                return Operator("neg", tree, names, negate.expression());
            case TwinParser.PowerExpressionContext power:
                return Operator("^", tree, names, power.expression());
            case TwinParser.ProductExpressionContext product:
                return Operator(product.op.Text, tree, names, product.expression());
            case TwinParser.SumExpressionContext sum:
                return Operator(sum.op.Text, tree, names, sum.expression());
            case TwinParser.ComparisonExpressionContext comparison:
                return Operator(comparison.op.Text, tree, names, comparison.expression());
            case TwinParser.InListExpressionContext list:
                var inList = Operator("in", tree, names, list.expression());
                return list.ChildCount > 0 && list.GetChild(1).GetText() == "not" && inList is not null ? new OperatorExpression("not", [inList]) { Span = inList.Span } : inList;
            case TwinParser.InRangeExpressionContext range:
                return Operator("in..", tree, names, range.expression());
            case TwinParser.NotExpressionContext not:
                return Operator("not", tree, names, not.expression());
            case TwinParser.AndExpressionContext and:
                return Operator("and", tree, names, and.expression());
            case TwinParser.OrExpressionContext or:
                return Operator("or", tree, names, or.expression());
            case TwinParser.ConditionalExpressionContext conditional:
                return Operator("if", tree, names, conditional.expression()) is OperatorExpression { Operands: [var c, var a, var b] }
                    ? new ConditionalExpression(c, a, b) { Span = scope.SpanOf(tree) } : null;
            default:
                scope.Report("OT1206", tree, $"'{tree.GetText()}' belongs in guidelines, not in maps");
                return null;
        }
    }

    private CoalesceExpression? BindCoalesce(TwinParser.CoalesceExpressionContext tree, MapScope names, out bool repeats)
    {
        repeats = false;
        var choices = ImmutableArray.CreateBuilder<Expression>();
        foreach (var side in tree.expression())
        {
            if (Bind(side, names, out _, out var sideRepeats) is not { } bound) { return null; }
            repeats |= sideRepeats;
            if (bound is CoalesceExpression inner) { choices.AddRange(inner.Choices); }
            else { choices.Add(bound); }
        }
        return new CoalesceExpression(choices.ToImmutable()) { Span = scope.SpanOf(tree) };
    }

    private OperatorExpression? Operator(string name, TwinParser.ExpressionContext tree, MapScope names, params TwinParser.ExpressionContext[] operands)
    {
        var bound = operands.Select(o => BindSingle(o, names)).ToList();
        return bound.Contains(null) ? null : new OperatorExpression(name, [.. bound.Select(b => b!)]) { Span = scope.SpanOf(tree) };
    }

    private Expression? BindPrimary(TwinParser.PrimaryContext tree, MapScope names, out SourceShape? shape, out bool repeats)
    {
        (shape, repeats) = (null, false);
        var span = scope.SpanOf(tree);
        switch (tree)
        {
            case TwinParser.QuantityPrimaryContext quantity:
                return new QuantityLiteral(SyntaxText.Number(quantity.quantity().NUMBER().GetText()), scope.Unit(quantity.quantity().UNIT(), quantity)) { Span = span };
            case TwinParser.TextPrimaryContext text:
                return new TextLiteral(SyntaxText.String(text.STRING())) { Span = span };
            case TwinParser.IriPrimaryContext iri:
                return new TextLiteral(iri.IRI().GetText()[1..^1]) { Span = span };
            case TwinParser.UnitPrimaryContext unit:
                return new QuantityLiteral(1, scope.Unit(unit.UNIT(), unit)) { Span = span };
            case TwinParser.TruePrimaryContext:
                return new TruthLiteral(Truth.True) { Span = span };
            case TwinParser.FalsePrimaryContext:
                return new TruthLiteral(Truth.False) { Span = span };
            case TwinParser.TuplePrimaryContext { } tuple:
                return BindTuple(tuple, names, out shape, out repeats);
            case TwinParser.ReferencePrimaryContext reference:
                return BindReference(reference, names, out repeats);
            case TwinParser.PathPrimaryContext path:
                return BindPath(path.path(), names, out shape, out repeats);
            default:
                scope.Report("OT1206", tree, $"'{tree.GetText()}' belongs in guidelines, not in maps");
                return null;
        }
    }

    private Expression? BindTuple(TwinParser.TuplePrimaryContext tree, MapScope names, out SourceShape? shape, out bool repeats)
    {
        (shape, repeats) = (null, false);
        if (tree.expression() is [var only]) { return Bind(only, names, out shape, out repeats); }
        var items = tree.expression().Select(e => BindSingle(e, names)).ToList();
        return items.Contains(null) ? null : new TupleExpression([.. items.Select(i => i!)]) { Span = scope.SpanOf(tree) };
    }

    private ReferenceExpression? BindReference(TwinParser.ReferencePrimaryContext tree, MapScope names, out bool repeats)
    {
        repeats = false;
        var type = scope.Class(tree.name());
        var orStub = tree.GetText().EndsWith("orstub", StringComparison.Ordinal);
        if (tree.key() is { } key)
        {
            var parts = BindKey(key, names);
            return type is null || parts is null ? null : new ReferenceExpression(type.Iri, parts.Value, null, orStub) { Span = scope.SpanOf(tree) };
        }
        var of = Bind(tree.expression(), names, out _, out repeats);
        return type is null || of is null ? null : new ReferenceExpression(type.Iri, [], of, orStub) { Span = scope.SpanOf(tree) };
    }

    /// <summary>Binds the parts of a key; null after a report.</summary>
    public ImmutableArray<KeyPart>? BindKey(TwinParser.KeyContext tree, MapScope names)
    {
        var parts = ImmutableArray.CreateBuilder<KeyPart>();
        foreach (var part in tree.keyPart())
        {
            if (BindSingle(part.expression(), names.OfKey()) is not { } value) { return null; }
            parts.Add(new KeyPart(value, part.optional is not null));
        }
        return parts.ToImmutable();
    }

    private Expression? BindPath(TwinParser.PathContext tree, MapScope names, out SourceShape? shape, out bool repeats)
    {
        (shape, repeats) = (null, false);
        switch (tree.pathHead())
        {
            case TwinParser.CallHeadContext call when SyntaxText.Name(call.name()) is not ("below" or "fhirpath"):
                return BindCall(call, names);
            case TwinParser.NameHeadContext head when SyntaxText.Name(head.name()) is var name && !names.TryVariable(name, out _, out _):
                if (name == "site") { return BindSite(tree); }
                if (name == "file" && names.IsSite) { return new CallExpression("file", []) { Span = scope.SpanOf(tree) }; }
                if (tree.pathStep().Length > 0) { break; }
                if (names.TryNode(name, out var node)) { return new NodeExpression(node) { Span = scope.SpanOf(tree) }; }
                if (names.HasValue(name)) { return new ParameterExpression(names.Qualified(name)) { Span = scope.SpanOf(tree) }; }
                break;
        }
        var binder = new PathBinder(scope, names, this);
        var path = binder.Bind(tree);
        (shape, repeats) = (binder.Shape, binder.Repeats);
        return path;
    }

    private SiteExpression? BindSite(TwinParser.PathContext tree)
    {
        var setting = tree.pathStep() is [TwinParser.NameStepContext step] ? SyntaxText.Name(step.name()) : "";
        if (SiteSettings.Contains(setting)) { return new SiteExpression(setting) { Span = scope.SpanOf(tree) }; }
        scope.Report("OT1207", tree, $"a site has no '{setting}'", "it has " + string.Join(", ", SiteSettings));
        return null;
    }

    private Expression? BindCall(TwinParser.CallHeadContext tree, MapScope names)
    {
        var name = SyntaxText.Name(tree.name());
        var arguments = tree.arguments().expression();
        if (!Functions.TryGetValue(name, out var arity))
        {
            if (!scope.Names.Functions.TryGetValue(name, out var declared))
            {
                scope.Report("OT1208", tree, $"there is no function '{name}'", Suggest.From(name, Functions.Keys.Concat(scope.Names.Functions.Keys)));
                return null;
            }
            arity = (declared, declared);
        }
        if (arguments.Length < arity.Least || arguments.Length > arity.Most)
        {
            scope.Report("OT1209", tree, $"'{name}' takes {(arity.Least == arity.Most ? $"{arity.Least}" : $"{arity.Least} to {arity.Most}")} arguments, not {arguments.Length}");
            return null;
        }
        // `unitOf(code)` names the property of the node it stands in, not a source field.
        if (name == "unitOf" && arguments is [var property]) { return new CallExpression(name, [new TextLiteral(property.GetText())]) { Span = scope.SpanOf(tree) }; }
        var isOfAny = names is { IsUnread: true, Format: SourceFormat.Unknown };
        if (name is "rowNumber" or "header" && !isOfAny && !FitsRow(tree, name, names)) { return null; }
        if (name == "position" && !isOfAny && names.Format != Ontotwin.Sources.SourceFormat.Dicom)
        {
            scope.Report("OT1250", tree, "'position' is of an item in a DICOM object: what stands where is no key in another format, whose records may be sent again in another order", "use what identifies it");
            return null;
        }
        var bound = arguments.Select(a => name == "count" ? Bind(a, names) : BindSingle(a, names)).ToList();
        if (name == "header" && bound is [not (null or PathExpression or ParameterExpression)])
        {
            scope.Report("OT1114", tree, "'header' wants a column", "header(`Glucose Value (mg/dL)`)");
            return null;
        }
        if (bound.Contains(null)) { return null; }
        return FormulaInKey.Of(name, [.. bound.Select(b => b!)], scope, names) ?? new CallExpression(name, [.. bound.Select(b => b!)]) { Span = scope.SpanOf(tree) };
    }

    // A record that moves in its file is the same record: its number is no key.
    private bool FitsRow(TwinParser.CallHeadContext tree, string name, MapScope names)
    {
        // The body of a function is bound for no format of its own; what it is called with is.
        var isFunction = names.Format == SourceFormat.Unknown;
        if (isFunction && name == "rowNumber") { scope.Report("OT1114", tree, "'rowNumber' belongs in maps", "give it to the function: f(rowNumber())"); return false; }
        if (names.Format != SourceFormat.Csv && !isFunction) { scope.Report("OT1114", tree, $"'{name}' is of the rows and columns of delimited files", "other formats have paths"); return false; }
        if (name == "rowNumber" && names.IsKey) { scope.Report("OT1113", tree, "the number of a row is no key: the same record stands elsewhere in the next export", "take what the source itself tells records apart by"); return false; }
        return true;
    }
}
