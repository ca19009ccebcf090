using System.Collections.Immutable;
using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Binds the expressions of guidelines, scores, models and features' users.</summary>
/// <param name="scope">The file's scope.</param>
/// <param name="locals">Names of <c>let</c>s and inputs in force.</param>
/// <param name="tables">Coefficient tables in force: table → name → the coefficient as an expression.</param>
/// <param name="defaultWithin">Window of a bare class name (a score's <c>within</c>); null: bare class names are refused.</param>
internal sealed class RuleExpressionBinder(
    BindingScope scope, IReadOnlySet<string> locals, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Expression>> tables, QuantityLiteral? defaultWithin)
{
    private static readonly ImmutableDictionary<string, int> Functions = new Dictionary<string, int>
    {
        ["min"] = 2,
        ["max"] = 2,
        ["ln"] = 1,
        ["exp"] = 1,
        ["logistic"] = 1,
        ["sqrt"] = 1,
        ["abs"] = 1,
    }.ToImmutableDictionary();

    private static readonly ImmutableHashSet<string> NoNames = [];

    public RuleExpressionBinder(BindingScope scope)
        : this(scope, NoNames, ImmutableDictionary<string, IReadOnlyDictionary<string, Expression>>.Empty, null)
    {
    }

    /// <summary>Binds an expression; null after a report.</summary>
    public Expression? Bind(TwinParser.ExpressionContext tree) => tree switch
    {
        TwinParser.PrimaryExpressionContext primary => BindPrimary(primary.primary()),
        TwinParser.NegateExpressionContext negate => Operator("neg", tree, negate.expression()),
        TwinParser.PowerExpressionContext power => Operator("^", tree, power.expression()),
        TwinParser.ProductExpressionContext product => Operator(product.op.Text, tree, product.expression()),
        TwinParser.SumExpressionContext sum => Operator(sum.op.Text, tree, sum.expression()),
        TwinParser.ComparisonExpressionContext comparison => Compare(comparison),
        TwinParser.CoalesceExpressionContext coalesce => Operator("??", tree, coalesce.expression()) is { } choices
            ? new CoalesceExpression(choices.Operands) { Span = choices.Span } : null,
        TwinParser.InRangeExpressionContext range => Operator("in..", tree, range.expression()),
        TwinParser.NotExpressionContext not => Operator("not", tree, not.expression()),
        TwinParser.AndExpressionContext and => Operator("and", tree, and.expression()),
        TwinParser.OrExpressionContext or => Operator("or", tree, or.expression()),
        TwinParser.CollapseExpressionContext collapse => Bind(collapse.expression()) is { } operand
            ? new CollapseExpression(collapse.op.Text == "surely", operand) { Span = scope.SpanOf(tree) } : null,
        TwinParser.ConditionalExpressionContext conditional => Operator("if", tree, conditional.expression()) is { Operands: [var c, var a, var b] }
            ? new ConditionalExpression(c, a, b) { Span = scope.SpanOf(tree) } : null,
        TwinParser.IsExpressionContext isTree => BindIs(isTree),
        _ => Refuse(tree),
    };

    private Expression? Refuse(ParserRuleContext tree)
    {
        scope.Report("OT1301", tree, $"'{tree.GetText()}' belongs in maps, not in guidelines");
        return null;
    }

    private OperatorExpression? Operator(string name, ParserRuleContext tree, params TwinParser.ExpressionContext[] operands)
    {
        var bound = operands.Select(Bind).ToList();
        return bound.Contains(null) ? null : new OperatorExpression(name, [.. bound.Select(b => b!)]) { Span = scope.SpanOf(tree) };
    }

    // A measured quantity is compared with a quantity of the same dimension: known at compile time where the class says its unit.
    private OperatorExpression? Compare(TwinParser.ComparisonExpressionContext tree)
    {
        if (Operator(tree.op.Text, tree, tree.expression()) is not { } bound) { return null; }
        var (left, right) = (UnitOf(bound.Operands[0]), UnitOf(bound.Operands[1]));
        if (left is not null && right is not null)
        {
            var substance = SubstanceOf(bound.Operands[0]) is var measured && measured != default ? measured : SubstanceOf(bound.Operands[1]);
            UnitChecks.Meet(scope, tree, left, right, substance, "compare with a quantity of the same dimension");
        }
        return bound;
    }

    private string? UnitOf(Expression expression) => expression switch
    {
        QuantityLiteral { Unit: { } unit } => unit,
        WindowExpression { Class: { } type, Function: not ("count" or "slope") } => scope.Ontology.UnitOfClass(type),
        _ => null,
    };

    private Substance SubstanceOf(Expression expression) =>
        expression is WindowExpression { Class: { } type } ? scope.Ontology.Classes.GetValueOrDefault(type)?.Substance ?? default : default;

    private IsExpression? BindIs(TwinParser.IsExpressionContext tree)
    {
        if (tree.expression().GetText() == "sex")
        {
            return scope.Individual(tree.name()) is { } sex ? new IsExpression(null, sex) { Span = scope.SpanOf(tree) } : null;
        }
        return scope.Class(tree.name()) is { } type && Bind(tree.expression()) is { } value ? new IsExpression(value, type.Iri) { Span = scope.SpanOf(tree) } : null;
    }

    private Expression? BindPrimary(TwinParser.PrimaryContext tree)
    {
        var span = scope.SpanOf(tree);
        switch (tree)
        {
            case TwinParser.QuantityPrimaryContext quantity:
                return Quantity(quantity.quantity());
            case TwinParser.TextPrimaryContext text:
                return new TextLiteral(SyntaxText.String(text.STRING())) { Span = span };
            case TwinParser.TruePrimaryContext:
                return new TruthLiteral(Truth.True) { Span = span };
            case TwinParser.FalsePrimaryContext:
                return new TruthLiteral(Truth.False) { Span = span };
            case TwinParser.TuplePrimaryContext tuple when tuple.expression() is [var only]:
                return Bind(only);
            case TwinParser.HasPrimaryContext has:
                return Presence(has, has.name(), has.within(), isMedication: false);
            case TwinParser.OnPrimaryContext on:
                return Presence(on, on.name(), on.within(), isMedication: true);
            case TwinParser.DaysSincePrimaryContext days:
                return scope.Class(days.name()) is { } since ? new DaysSinceExpression(since.Iri) { Span = span } : null;
            case TwinParser.WindowPrimaryContext window:
                return Window(window);
            case TwinParser.PathPrimaryContext path:
                return BindName(path.path());
            default:
                return Refuse(tree);
        }
    }

    /// <summary>Binds a quantity and checks its unit.</summary>
    public QuantityLiteral Quantity(TwinParser.QuantityContext tree) =>
        new(SyntaxText.Number(tree.NUMBER().GetText()), scope.Unit(tree.UNIT(), tree)) { Span = scope.SpanOf(tree) };

    private PresenceExpression? Presence(ParserRuleContext tree, TwinParser.NameContext name, TwinParser.WithinContext? within, bool isMedication)
    {
        if (scope.Class(name) is not { } type) { return null; }
        if (isMedication && !scope.Ontology.IsSubClass(type.Iri, OntologyModel.Term("MedicationUse")))
        {
            scope.Report("OT1302", name, $"hdt:{type.Name} is not a medication in use", "'on' asks for a medication; 'has' asks for anything else");
        }
        var known = tree.children.Any(c => c.GetText() == "known" && c is Antlr4.Runtime.Tree.ITerminalNode);
        return new PresenceExpression(type.Iri, isMedication, known, within is null ? null : Quantity(within.quantity())) { Span = scope.SpanOf(tree) };
    }

    private WindowExpression? Window(TwinParser.WindowPrimaryContext tree)
    {
        var function = tree.aggregate().GetChild(0).GetText();
        var name = SyntaxText.Name(tree.name());
        var isFeature = scope.Names.Features.Contains(name);
        var type = isFeature ? null : scope.Class(tree.name());
        if (type is null && !isFeature) { return null; }
        var within = tree.within() is { } w ? Quantity(w.quantity()) : null;
        var before = tree.before() is { } b ? Quantity(b.quantity()) : null;
        return new WindowExpression(function, name, type?.Iri, within, before)
        {
            Span = scope.SpanOf(tree),
            Rank = tree.aggregate().NUMBER() is { } rank ? SyntaxText.Number(rank.GetText()) : null,
        };
    }

    private Expression? BindName(TwinParser.PathContext tree)
    {
        var span = scope.SpanOf(tree);
        if (tree.pathHead() is TwinParser.CallHeadContext call && tree.pathStep().Length == 0) { return BindCall(call); }
        if (tree.pathHead() is not TwinParser.NameHeadContext head || head.GROUP_STEP().Length > 0) { return Refuse(tree); }
        var name = SyntaxText.Name(head.name());
        if (tree.pathStep() is [TwinParser.NameStepContext part])
        {
            if (tables.TryGetValue(name, out var rows)) { return Coefficient(part, name, rows); }
            if (scope.Names.Scores.Contains(name) && SyntaxText.Name(part.name()) == "highest") { return new NamedExpression(NamedKind.ScoreHighest, name) { Span = span }; }
        }
        if (tree.pathStep().Length > 0) { return Refuse(tree); }
        return Named(name) is { } kind ? new NamedExpression(kind, name) { Span = span } : BindClass(tree, name);
    }

    private NamedKind? Named(string name) =>
        locals.Contains(name) ? NamedKind.Let
        : name == "age" ? NamedKind.Age
        : scope.Names.Scores.Contains(name) ? NamedKind.Score
        : scope.Names.Models.Contains(name) ? NamedKind.Model
        : scope.Names.Features.Contains(name) ? NamedKind.Feature
        : null;

    private Expression? BindClass(TwinParser.PathContext tree, string name)
    {
        if (name == "unknown") { return new TruthLiteral(Truth.Unknown) { Span = scope.SpanOf(tree) }; }
        if (scope.Ontology.Class(name) is { } type)
        {
            if (defaultWithin is not null) { return new WindowExpression("latest", name, type.Iri, defaultWithin, null) { Span = scope.SpanOf(tree) }; }
            scope.Report("OT1303", tree, $"'{name}' is a class: say what of it is meant", $"latest {name} within 14 'd', or has {name}");
            return null;
        }
        var known = locals.Concat(scope.Names.Scores).Concat(scope.Names.Models).Concat(scope.Names.Features).Append("age");
        scope.Report("OT1304", tree, $"'{name}' names nothing here", Suggest.From(name, known));
        return null;
    }

    private Expression? Coefficient(TwinParser.NameStepContext tree, string table, IReadOnlyDictionary<string, Expression> rows)
    {
        var row = SyntaxText.Name(tree.name());
        if (rows.TryGetValue(row, out var coefficient)) { return coefficient; }
        scope.Report("OT1305", tree, $"the table '{table}' has no '{row}'", Suggest.From(row, rows.Keys));
        return null;
    }

    private CallExpression? BindCall(TwinParser.CallHeadContext tree)
    {
        var name = SyntaxText.Name(tree.name());
        var arguments = tree.arguments().expression();
        if (!Functions.TryGetValue(name, out var arity))
        {
            scope.Report("OT1208", tree, $"there is no function '{name}'", Suggest.From(name, Functions.Keys));
            return null;
        }
        if (arguments.Length != arity) { scope.Report("OT1209", tree, $"'{name}' takes {arity} arguments, not {arguments.Length}"); return null; }
        var bound = arguments.Select(Bind).ToList();
        return bound.Contains(null) ? null : new CallExpression(name, [.. bound.Select(b => b!)]) { Span = scope.SpanOf(tree) };
    }
}
